#include "feed/json_parts.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <utility>

#include "record/json_string.h"

namespace headwater {
namespace {

namespace ondemand = simdjson::ondemand;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// All of the object or array that `value` is, with the white space behind it.
simdjson::error_code take_nested(ondemand::value value, char first, std::string_view& all) {
  if (first == '[') {
    ondemand::array array;
    const auto error = value.get_array().get(array);
    return error ? error : array.raw_json().get(all);
  }
  ondemand::object object;
  const auto error = value.get_object().get(object);
  return error ? error : object.raw_json().get(all);
}

}  // namespace

struct JsonParts::State {
  std::string json;
  ondemand::parser parser;

  std::uint64_t offset(const char* place) const {
    return static_cast<std::uint64_t>(place - json.data());
  }

  Error bad(std::uint64_t offset, simdjson::error_code error) const {
    return {ErrorCode::kBadJson,
            fmt::format("byte {}: {}", offset, simdjson::error_message(error))};
  }

  /// Where `value` stands and what it is. The parser is then behind it.
  Result<JsonPart> part_of(ondemand::value value) {
    const std::string_view token = value.raw_json_token();
    JsonPart part;
    part.range.begin = offset(token.data());
    part.first = token.empty() ? '\0' : token.front();
    std::string_view all;
    simdjson::error_code error = simdjson::SUCCESS;
    if (part.first == '{' || part.first == '[') {
      error = take_nested(value, part.first, all);
      while (!error && is_space(all.back())) all.remove_suffix(1);
      part.range.end = part.range.begin + (error ? 0 : all.size());
    } else if (part.first == '"') {
      ondemand::raw_json_string taken;
      error = value.get_raw_json_string().get(taken);
      RawSpan inside;
      if (auto fault = find_json_string(json, part.range.begin + 1, inside)) {
        return Error{fault->code, fmt::format("byte {}: {}", fault->offset, fault->what)};
      }
      part.range.end = inside.end + 1;
    } else {
      const std::size_t end = json.find_first_of(" \t\r\n,]}", part.range.begin);
      part.range.end = std::min<std::uint64_t>(end, part.range.begin + token.size());
    }
    if (error) return bad(part.range.begin, error);
    return part;
  }

  Result<std::vector<JsonPart>> members(RawSpan range);
  Result<std::vector<JsonPart>> elements(RawSpan range);
  simdjson::error_code begin(RawSpan range, ondemand::document& document) {
    return parser
        .iterate(json.data() + range.begin, range.size(), range.size() + simdjson::SIMDJSON_PADDING)
        .get(document);
  }
};

Result<std::vector<JsonPart>> JsonParts::State::members(RawSpan range) {
  ondemand::document document;
  ondemand::object object;
  if (const auto error = begin(range, document)) return bad(range.begin, error);
  if (const auto error = document.get_object().get(object)) return bad(range.begin, error);
  std::vector<JsonPart> parts;
  for (auto entry : object) {
    ondemand::field field;
    const std::uint64_t last = parts.empty() ? range.begin : parts.back().range.end;
    if (const auto error = std::move(entry).get(field)) return bad(last, error);
    RawSpan key;
    if (auto fault = find_json_string(json, offset(field.key().raw()), key)) {
      return Error{fault->code, fmt::format("byte {}: {}", fault->offset, fault->what)};
    }
    auto part = part_of(field.value());
    if (!part) return part.error();
    if (parts.size() == kMaxJsonParts) {
      return Error{ErrorCode::kTooMany,
                   fmt::format("byte {}: more than {} members", part->range.begin, kMaxJsonParts)};
    }
    part->key = unescape_json(json, key).bytes;
    parts.push_back(std::move(*part));
  }
  return parts;
}

Result<std::vector<JsonPart>> JsonParts::State::elements(RawSpan range) {
  ondemand::document document;
  ondemand::array array;
  if (const auto error = begin(range, document)) return bad(range.begin, error);
  if (const auto error = document.get_array().get(array)) return bad(range.begin, error);
  std::vector<JsonPart> parts;
  for (auto entry : array) {
    ondemand::value value;
    const std::uint64_t last = parts.empty() ? range.begin : parts.back().range.end;
    // NOLINTNEXTLINE(performance-move-const-arg): simdjson's get() wants a value it may empty.
    if (const auto error = std::move(entry).get(value)) return bad(last, error);
    auto part = part_of(value);
    if (!part) return part.error();
    if (parts.size() == kMaxJsonParts) {
      return Error{ErrorCode::kTooMany,
                   fmt::format("byte {}: more than {} elements", part->range.begin, kMaxJsonParts)};
    }
    parts.push_back(std::move(*part));
  }
  return parts;
}

JsonParts::JsonParts(std::string_view json) : state_(std::make_unique<State>()) {
  state_->json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
  state_->json = json;
}
JsonParts::~JsonParts() = default;

std::string_view JsonParts::json() const { return state_->json; }
Result<std::vector<JsonPart>> JsonParts::members(RawSpan range) { return state_->members(range); }
Result<std::vector<JsonPart>> JsonParts::elements(RawSpan range) { return state_->elements(range); }

std::string JsonParts::text(const JsonPart& part) const {
  if (part.first == '"') return unescape_json(state_->json, inside(part.range)).bytes;
  if (part.first == '{' || part.first == '[' || part.first == 'n') return {};
  return std::string(slice(state_->json, part.range));
}

}  // namespace headwater
