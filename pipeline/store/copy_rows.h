#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "base/result.h"
#include "record/article.h"
#include "record/ledger.h"
#include "store/sqlite.h"

namespace headwater {

/// Writes what documents have in common, within the caller's transactions, and finds again what the
/// next ones are compared with. One thread; the database must outlive it.
class CopyRows {
 public:
  static Result<CopyRows> open(Database& database);

  /// The edges and the sketch of the document in that row, `capture` being its first sighting.
  Status add(const Article& article, std::int64_t document, std::int64_t capture);
  /// The document in that row is current no more: its sketch goes.
  Status forget(std::int64_t document);
  /// As Ledger::each_sketch.
  Status each_sketch(const std::function<void(const SketchedDocument&)>& each);
  /// As Ledger::each_link.
  Status each_link(const std::function<void(std::string_view, std::string_view)>& each);
  /// As Ledger::find_text.
  Result<bool> find_text(std::string_view document, StoredText& out);

 private:
  Status insert_sketch(const Article& article, std::int64_t document, std::int64_t capture);
  Status insert_edge(const CopyEdge& edge, bool repeats, std::int64_t document);

  SqlStatement insert_edge_;
  SqlStatement insert_sketch_;
  SqlStatement forget_sketch_;
  SqlStatement sketches_;
  SqlStatement links_;
  SqlStatement text_;
};

}  // namespace headwater
