#include "stages/extract/json_record.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/utf8.h"

namespace headwater {
namespace {

namespace ondemand = simdjson::ondemand;

/// A parser that has seen a larger record is let go: it holds several times its size.
constexpr std::size_t kKeptParserBytes = std::size_t{1} << 20;

using Fault = std::optional<JsonFault>;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) -
                                  text.begin());
}

/// The grammar of RFC 8259, section 6. The value does not matter here, so it may be of any size.
bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t whole = count_digits(text);
  if (whole == 0 || (whole > 1 && text.front() == '0')) return false;
  text.remove_prefix(whole);
  if (text.starts_with('.')) {
    const std::size_t fraction = count_digits(text.substr(1));
    if (fraction == 0) return false;
    text.remove_prefix(1 + fraction);
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    const std::size_t exponent = count_digits(text);
    return exponent > 0 && exponent == text.size();
  }
  return text.empty();
}

std::optional<JsonKind> scalar_kind(std::string_view token) {
  while (!token.empty() && is_space(token.back())) token.remove_suffix(1);
  if (token == "true" || token == "false") return JsonKind::kBoolean;
  if (token == "null") return JsonKind::kNull;
  if (is_number(token)) return JsonKind::kNumber;
  return std::nullopt;
}

/// Walks one record. The parser has checked UTF-8, quotation marks and control characters in all of
/// it before; the walk checks the rest.
class RecordWalk {
 public:
  RecordWalk(std::string_view json, std::vector<JsonMember>& members)
      : json_(json), members_(members) {}

  Fault run(ondemand::document& document) {
    ondemand::object object;
    if (const auto error = document.get_object().get(object)) return no_object(error);
    for (auto entry : object) {
      ondemand::field field;
      if (const auto error = std::move(entry).get(field)) return fault_at(here(document), error);
      if (members_.size() == kMaxJsonMembers) return too_many(offset(field.key().raw()));
      if (auto fault = take_member(field)) return fault;
    }
    const char* rest = nullptr;
    if (document.current_location().get(rest) == simdjson::SUCCESS) {
      return JsonFault{ErrorCode::kBadJson, offset(rest), "something follows the object"};
    }
    return find_duplicate();
  }

 private:
  std::uint64_t offset(const char* place) const {
    return static_cast<std::uint64_t>(place - json_.data());
  }

  std::uint64_t here(ondemand::document& document) const {
    const char* place = nullptr;
    if (document.current_location().get(place) != simdjson::SUCCESS) return json_.size();
    return std::min<std::uint64_t>(offset(place), json_.size());
  }

  static Fault fault_at(std::uint64_t offset, simdjson::error_code error) {
    return JsonFault{ErrorCode::kBadJson, offset, simdjson::error_message(error)};
  }

  Fault no_object(simdjson::error_code error) const {
    const std::uint64_t begin = std::min(json_.find_first_not_of(" \t\r\n"), json_.size());
    if (error != simdjson::INCORRECT_TYPE) return fault_at(begin, error);
    return JsonFault{ErrorCode::kBadJson, begin, "is no JSON object"};
  }

  Fault take_member(ondemand::field& field) {
    JsonMember member;
    RawSpan key;
    member.offset = offset(field.key().raw());
    if (auto fault = find_json_string(json_, member.offset, key)) return fault;
    member.key = unescape_json(json_, key).bytes;
    if (auto fault = take_value(field.value(), 2, member.kind, &member.strings)) return fault;
    members_.push_back(std::move(member));
    return std::nullopt;
  }

  /// Checks `value`, which is `depth` deep. Where `strings` is given, it gets the strings that
  /// `value` is or holds.
  Fault take_value(ondemand::value value, std::size_t depth, JsonKind& kind,
                   std::vector<RawSpan>* strings) {
    const std::string_view token = value.raw_json_token();
    switch (token.empty() ? '\0' : token.front()) {
      case '"':
        kind = JsonKind::kString;
        return take_string(value, strings);
      case '{':
        kind = JsonKind::kObject;
        return take_object(value, depth);
      case '[':
        kind = JsonKind::kArray;
        return take_array(value, depth, strings);
      default:
        break;
    }
    const auto scalar = scalar_kind(token);
    if (!scalar)
      return JsonFault{ErrorCode::kBadJson, offset(token.data()), "neither a value nor a string"};
    kind = *scalar;
    return std::nullopt;
  }

  /// The value must be taken from the parser: it takes a string that was left for a key, and then
  /// does not mind a colon behind it.
  Fault take_string(ondemand::value value, std::vector<RawSpan>* strings) {
    const std::uint64_t begin = offset(value.raw_json_token().data()) + 1;
    ondemand::raw_json_string taken;
    if (const auto error = value.get_raw_json_string().get(taken)) return fault_at(begin, error);
    RawSpan inside;
    if (auto fault = find_json_string(json_, begin, inside)) return fault;
    if (strings != nullptr) strings->push_back(inside);
    return std::nullopt;
  }

  Fault too_deep(std::uint64_t offset) const {
    return JsonFault{ErrorCode::kTooDeep, offset,
                     fmt::format("nested more than {} deep", kMaxJsonDepth)};
  }

  static Fault too_many(std::uint64_t offset) {
    return JsonFault{ErrorCode::kTooMany, offset,
                     fmt::format("more than {} members", kMaxJsonMembers)};
  }

  Fault take_object(ondemand::value value, std::size_t depth) {
    const std::uint64_t begin = offset(value.raw_json_token().data());
    if (depth > kMaxJsonDepth) return too_deep(begin);
    ondemand::object object;
    if (const auto error = value.get_object().get(object)) return fault_at(begin, error);
    for (auto entry : object) {
      ondemand::field field;
      if (const auto error = std::move(entry).get(field)) return fault_at(begin, error);
      RawSpan key;
      JsonKind kind = JsonKind::kNull;
      if (auto fault = find_json_string(json_, offset(field.key().raw()), key)) return fault;
      if (auto fault = take_value(field.value(), depth + 1, kind, nullptr)) return fault;
    }
    return std::nullopt;
  }

  Fault take_array(ondemand::value value, std::size_t depth, std::vector<RawSpan>* strings) {
    const std::uint64_t begin = offset(value.raw_json_token().data());
    if (depth > kMaxJsonDepth) return too_deep(begin);
    ondemand::array array;
    if (const auto error = value.get_array().get(array)) return fault_at(begin, error);
    bool only_strings = strings != nullptr;
    for (auto entry : array) {
      ondemand::value element;
      // NOLINTNEXTLINE(performance-move-const-arg): simdjson's get() wants a value it may empty.
      if (const auto error = std::move(entry).get(element)) return fault_at(begin, error);
      JsonKind kind = JsonKind::kNull;
      if (auto fault = take_value(element, depth + 1, kind, only_strings ? strings : nullptr))
        return fault;
      only_strings =
          only_strings && kind == JsonKind::kString && strings->size() < kMaxListedStrings;
    }
    if (strings != nullptr && !only_strings) strings->clear();
    return std::nullopt;
  }

  Fault find_duplicate() const {
    std::vector<const JsonMember*> sorted;
    sorted.reserve(members_.size());
    for (const JsonMember& member : members_) sorted.push_back(&member);
    const auto order = [](const JsonMember* a, const JsonMember* b) {
      return std::tie(a->key, a->offset) < std::tie(b->key, b->offset);
    };
    std::sort(sorted.begin(), sorted.end(), order);
    const auto same = [](const JsonMember* a, const JsonMember* b) { return a->key == b->key; };
    const auto found = std::adjacent_find(sorted.begin(), sorted.end(), same);
    if (found == sorted.end()) return std::nullopt;
    const JsonMember& second = **(found + 1);
    return JsonFault{ErrorCode::kBadJson, second.offset,
                     fmt::format("names \"{}\" twice; which one counts is undefined", second.key)};
  }

  std::string_view json_;
  std::vector<JsonMember>& members_;
};

/// Where the parser refuses a record before any walk it gives no place: this looks for it.
std::uint64_t find_early_fault(std::string_view json, simdjson::error_code error) {
  if (error == simdjson::UTF8_ERROR) return valid_utf8_prefix(json);
  std::size_t opened = 0;
  bool inside = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] == '"') {
      inside = !inside;
      opened = i;
    } else if (inside && json[i] == '\\') {
      ++i;
    } else if (inside && json[i] >= 0 && json[i] < ' ') {
      return i;
    }
  }
  return inside ? opened : json.size();
}

}  // namespace

std::string_view json_kind_name(JsonKind kind) {
  switch (kind) {
    case JsonKind::kString:
      return "a string";
    case JsonKind::kNumber:
      return "a number";
    case JsonKind::kBoolean:
      return "a boolean";
    case JsonKind::kNull:
      return "null";
    case JsonKind::kArray:
      return "an array";
    case JsonKind::kObject:
      return "an object";
  }
  return "unknown";
}

std::optional<JsonFault> read_json_record(std::string& json, std::vector<JsonMember>& members) {
  thread_local ondemand::parser parser;
  json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
  members.clear();
  ondemand::document document;
  const auto error = parser.iterate(json.data(), json.size(), json.capacity()).get(document);
  Fault fault = error ? JsonFault{ErrorCode::kBadJson, find_early_fault(json, error),
                                  simdjson::error_message(error)}
                      : RecordWalk(json, members).run(document);
  if (json.size() > kKeptParserBytes) parser = ondemand::parser();
  return fault;
}

}  // namespace headwater
