#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "record/frontier.h"
#include "store/sqlite.h"

namespace headwater {

/// Writes sources and where they stand, within the caller's transactions. One thread; the database
/// must outlive it.
class SourceRows {
 public:
  static Result<SourceRows> open(Database& database);

  /// The row of the source `name`, made if there is none.
  Result<std::int64_t> row(const std::string& name);
  /// See Store::put_sources.
  Status put(std::span<const SourceSpec> specs);
  /// See Store::remove_source.
  Status remove(std::string_view name);
  /// Where `source` stands from now on.
  Status set_state(std::int64_t source, const SourceState& state);
  /// Forgets row numbers that the transaction made.
  void roll_back() { rows_.clear(); }

 private:
  explicit SourceRows(Database& database) : database_(&database) {}
  Status upsert(const SourceSpec& spec);
  Status retire_unlisted(std::span<const SourceSpec> specs);

  Database* database_;
  std::map<std::string, std::int64_t> rows_;
  SqlStatement find_;
  SqlStatement insert_;
  SqlStatement put_;
  SqlStatement begin_anew_;
  SqlStatement listed_;
  SqlStatement retire_;
  SqlStatement remove_;
  SqlStatement remove_pages_;
  SqlStatement set_state_;
};

}  // namespace headwater
