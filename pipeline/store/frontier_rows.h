#pragma once

#include <cstdint>

#include "base/result.h"
#include "record/article.h"
#include "store/source_rows.h"
#include "store/sqlite.h"

namespace headwater {

/// Writes what arrivals change in the frontier, except the keys of articles, within the caller's
/// transactions. One thread; database and sources must outlive it.
class FrontierRows {
 public:
  static Result<FrontierRows> open(Database& database);

  /// Applies the update of `article.arrival`, if it has one. `source` is the row of its source,
  /// `capture` its own.
  Status apply(const Article& article, std::int64_t source, std::int64_t capture,
               SourceRows& sources);

 private:
  FrontierRows() = default;
  Status put_page(const PageTask& page, std::int64_t source);
  Status put_host(const HostState& host);

  SqlStatement put_page_;
  SqlStatement remove_page_;
  SqlStatement put_host_;
  SqlStatement put_robots_;
};

}  // namespace headwater
