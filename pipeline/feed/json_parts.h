#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/text_span.h"

namespace headwater {

/// A value inside a JSON text, and the name of the member that it is.
struct JsonPart {
  std::string key;  ///< Escapes undone; empty in an array.
  RawSpan range;    ///< The value as it stands, quotation marks and brackets included.
  char first = 0;  ///< Its first byte tells its kind: '"', '{', '[', 't', 'f', 'n', a digit or '-'.
};

/// Takes a JSON text (RFC 8259) apart, one level at a time, each in linear time. One thread at a
/// time.
class JsonParts {
 public:
  /// Copies `json`.
  explicit JsonParts(std::string_view json);
  ~JsonParts();
  JsonParts(const JsonParts&) = delete;
  JsonParts& operator=(const JsonParts&) = delete;

  std::string_view json() const;
  /// The members of the object, or the elements of the array, that `range` holds. kBadJson with the
  /// byte where it is neither or broken; kTooMany beyond kMaxJsonParts.
  Result<std::vector<JsonPart>> members(RawSpan range);
  Result<std::vector<JsonPart>> elements(RawSpan range);

  /// What stands between the quotation marks of the string in `range`. Requires: it is a string.
  static RawSpan inside(RawSpan range) { return {range.begin + 1, range.end - 1}; }
  /// The string in `range` with its escapes undone, or a number, true or false as printed; "" for
  /// anything else.
  std::string text(const JsonPart& part) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// More members than any record has, more entries than any feed.
inline constexpr std::size_t kMaxJsonParts = 100'000;

}  // namespace headwater
