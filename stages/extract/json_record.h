#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "record/json_string.h"
#include "record/text_span.h"

namespace headwater {

enum class JsonKind { kString, kNumber, kBoolean, kNull, kArray, kObject };
/// "a string", "null" and so on, for messages.
std::string_view json_kind_name(JsonKind kind);

/// A member of a JSON object.
struct JsonMember {
  std::string key;           ///< Escapes undone.
  std::uint64_t offset = 0;  ///< Where the key begins.
  JsonKind kind = JsonKind::kNull;
  /// Of a string what stands between its quotation marks; of an array of nothing but strings the
  /// same of each of them; else empty.
  std::vector<RawSpan> strings;
};

/// Reads the members of the JSON object in `json` into `members` and checks all of it: UTF-8,
/// nesting of at most kMaxJsonDepth, at most
/// kMaxJsonMembers members, every escape, number and literal, nothing behind the object.
/// An object that names a member twice is refused, because readers disagree which one counts (RFC
/// 8259, section 4), and a record that reads differently elsewhere proves nothing. Linear but for
/// the sorting of names. May reserve room behind `json`. Thread-safe: each thread keeps its own
/// parser.
std::optional<JsonFault> read_json_record(std::string& json, std::vector<JsonMember>& members);

/// News records nest three or four deep.
inline constexpr std::size_t kMaxJsonDepth = 64;
/// They have a few dozen members; a member costs some 100 bytes of memory.
inline constexpr std::size_t kMaxJsonMembers = 10'000;
/// Longer lists are no bylines.
inline constexpr std::size_t kMaxListedStrings = 256;

}  // namespace headwater
