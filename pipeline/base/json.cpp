#include "base/json.h"

// The writer looks for characters to escape sixteen at a time where the build may.
#ifdef __SSE4_2__
#define RAPIDJSON_SSE42
#endif
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "base/utf8.h"

namespace headwater {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

rapidjson::SizeType size_of(std::string_view text) {
  return static_cast<rapidjson::SizeType>(text.size());
}

/// What ends a line in Unicode beside the control characters: many a reader of JSON Lines (Python's
/// splitlines, JavaScript before 2019) takes them for the end of the value.
constexpr std::string_view kLineEnds[] = {"\u0085", "\u2028", "\u2029"};
constexpr std::string_view kEscapedLineEnds[] = {"\\u0085", "\\u2028", "\\u2029"};

bool holds_line_end(std::string_view text) {
  return text.find(kLineEnds[0]) != std::string_view::npos ||
         text.find(kLineEnds[1]) != std::string_view::npos ||
         text.find(kLineEnds[2]) != std::string_view::npos;
}

/// `json`, a string as JSON, with the line ends in it escaped.
std::string escape_line_ends(std::string_view json) {
  std::string out;
  for (std::size_t at = 0; at < json.size();) {
    std::size_t which = 0;
    while (which < 3 && !json.substr(at).starts_with(kLineEnds[which])) ++which;
    if (which == 3) {
      out += json[at++];
    } else {
      out += kEscapedLineEnds[which];
      at += kLineEnds[which].size();
    }
  }
  return out;
}

}  // namespace

struct JsonWriter::State {
  rapidjson::StringBuffer buffer;
  Writer writer{buffer};
  State() { writer.SetMaxDecimalPlaces(6); }
};

JsonWriter::JsonWriter() : state_(std::make_unique<State>()) {}
JsonWriter::~JsonWriter() = default;
JsonWriter::JsonWriter(JsonWriter&&) noexcept = default;
JsonWriter& JsonWriter::operator=(JsonWriter&&) noexcept = default;

JsonWriter& JsonWriter::begin_object() {
  state_->writer.StartObject();
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  state_->writer.EndObject();
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  state_->writer.StartArray();
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  state_->writer.EndArray();
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  state_->writer.Key(name.data(), size_of(name));
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view value) {
  if (holds_line_end(value)) {
    rapidjson::StringBuffer plain;
    const std::string valid = to_valid_utf8(value);
    Writer(plain).String(valid.data(), size_of(valid));
    const std::string escaped = escape_line_ends({plain.GetString(), plain.GetSize()});
    state_->writer.RawValue(escaped.data(), escaped.size(), rapidjson::kStringType);
  } else if (valid_utf8_prefix(value) == value.size()) {
    state_->writer.String(value.data() == nullptr ? "" : value.data(), size_of(value));
  } else {
    const std::string repaired = to_valid_utf8(value);
    state_->writer.String(repaired.data(), size_of(repaired));
  }
  return *this;
}

JsonWriter& JsonWriter::number(std::uint64_t value) {
  state_->writer.Uint64(value);
  return *this;
}

JsonWriter& JsonWriter::signed_number(std::int64_t value) {
  state_->writer.Int64(value);
  return *this;
}

JsonWriter& JsonWriter::real(double value) {
  state_->writer.Double(value);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  state_->writer.Bool(value);
  return *this;
}

JsonWriter& JsonWriter::null() {
  state_->writer.Null();
  return *this;
}

JsonWriter& JsonWriter::string_or_null(const std::optional<std::string>& value) {
  return value ? string(*value) : null();
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  state_->writer.RawValue(json.data(), json.size(), rapidjson::kObjectType);
  return *this;
}

std::string_view JsonWriter::text() const {
  return {state_->buffer.GetString(), state_->buffer.GetSize()};
}

void JsonWriter::clear() {
  state_->buffer.Clear();
  state_->writer.Reset(state_->buffer);
}

}  // namespace headwater
