#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "record/source_map.h"
#include "record/text_span.h"

namespace headwater {

/// What is wrong with a JSON text, and at which byte.
struct JsonFault {
  ErrorCode code = ErrorCode::kBadJson;
  std::uint64_t offset = 0;
  std::string what;
};

/// Finds the end of the JSON string (RFC 8259, section 7) whose first byte behind the quotation
/// mark is `json[begin]`, and checks its escapes: afterwards `inside` is what stands between the
/// marks. Requires: the string is closed somewhere.
std::optional<JsonFault> find_json_string(std::string_view json, std::uint64_t begin,
                                          RawSpan& inside);

/// A JSON string with its escapes undone.
struct JsonString {
  std::string bytes;  ///< UTF-8.
  SourceMap map;  ///< From the JSON text to `bytes`: copies, and an entity step for each escape.
  std::uint64_t replaced = 0;        ///< Lone surrogates, which became U+FFFD.
  std::optional<std::uint64_t> nul;  ///< Where the first \u0000 stands.
};

/// Undoes the escapes of the string in `inside`. A surrogate pair is one step. Requires:
/// find_json_string found it, and it is UTF-8.
JsonString unescape_json(std::string_view json, RawSpan inside);

}  // namespace headwater
