#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/article.h"
#include "record/edit_map.h"
#include "record/text_span.h"

namespace headwater {

/// How the store keeps the cuts and the statements of a document: JSON arrays in one row, so that a
/// document costs no row for each of them. SQL takes them apart again (views `cut`, `statement`),
/// without functions of JSON, which SQLite 3.40 does not trust in views.

/// ["begin-end:rule",..]
std::string cuts_to_json(const std::vector<Cut>& cuts);
/// ["begin-end",..]
std::string statements_to_json(const std::vector<Statement>& statements);

/// Reads the spans of such a list one after the other. Whatever is not as written ends the list:
/// `verify` tells of it.
class SpanListReader {
 public:
  /// `json` must outlive the reader.
  explicit SpanListReader(std::string_view json) : rest_(json) {}
  std::optional<TextSpan> next();

 private:
  std::string_view rest_;
  char before_entry_ = '[';  ///< Then a comma.
};

/// The entry with this number, if there is one.
std::optional<TextSpan> span_at(std::string_view json, std::uint32_t ordinal);

}  // namespace headwater
