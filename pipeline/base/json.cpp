#include "base/json.h"

// The writer looks for characters to escape sixteen at a time where the build may. That search
// passes over U+001A to U+001F (RapidJSON 1.1.0): strings with these never get there.
#ifdef __SSE4_2__
#define RAPIDJSON_SSE42
#endif
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cstdint>

#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace headwater {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

rapidjson::SizeType size_of(std::string_view text) {
  return static_cast<rapidjson::SizeType>(text.size());
}

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

/// The length of the character at `at` if the library would not escape it, though it should be: the
/// controls that it overlooks, those beyond ASCII and those of the direction of writing (a terminal
/// may obey them), and the line ends of Unicode, which many a reader of JSON Lines takes for the
/// end of the value (Python's splitlines, JavaScript before 2019). Else 0.
std::size_t overlooked(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) {
    return at + offset < text.size() ? static_cast<std::uint8_t>(text[at + offset]) : 0U;
  };
  if (byte(0) >= 0x1A && byte(0) <= 0x1F) return 1;
  if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) <= 0x9F) return 2;
  if (byte(0) != 0xE2) return 0;
  // U+2028 to U+202E: line ends, embeddings and overrides; U+2066 to U+2069: isolates.
  if (byte(1) == 0x80 && byte(2) >= 0xA8 && byte(2) <= 0xAE) return 3;
  if (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9) return 3;
  return 0;
}

/// The offset of the first byte from `at` on that `overlooked` may mean, or text.size().
std::size_t find_suspect(std::string_view text, std::size_t at) {
  const auto suspect = [](std::uint8_t byte) {
    return (byte >= 0x1A && byte <= 0x1F) || byte == 0xC2 || byte == 0xE2;
  };
#ifdef __SSE2__
  for (; at + sizeof(__m128i) <= text.size(); at += sizeof(__m128i)) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const __m128i moved = _mm_sub_epi8(block, _mm_set1_epi8(0x1A));
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(moved, _mm_set1_epi8(5)), moved);
    const __m128i leads = _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('\xC2')),
                                       _mm_cmpeq_epi8(block, _mm_set1_epi8('\xE2')));
    const int hits = _mm_movemask_epi8(_mm_or_si128(control, leads));
    if (hits != 0) return at + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(hits)));
  }
#endif
  while (at < text.size() && !suspect(static_cast<std::uint8_t>(text[at]))) ++at;
  return at;
}

bool holds_overlooked(std::string_view text) {
  for (std::size_t at = find_suspect(text, 0); at < text.size(); at = find_suspect(text, at + 1)) {
    if (overlooked(text, at) != 0) return true;
  }
  return false;
}

/// `text` as a JSON string, as the library writes one, but for what it overlooks. Requires:
/// well-formed UTF-8.
std::string escape(std::string_view text) {
  constexpr std::string_view kNamed = "\"\\\b\f\n\r\t";
  constexpr std::string_view kNames = "\"\\bfnrt";
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<std::uint8_t>(text[at]);
    const std::size_t length = overlooked(text, at);
    const std::size_t named = kNamed.find(text[at]);
    if (named != std::string_view::npos) {
      out += {'\\', kNames[named]};
    } else if (length > 0 || byte < 0x20) {
      const char32_t c = decode_utf8(text, at).value;
      out += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) out += kHexDigits[c >> shift & 15];
    } else {
      out += text[at];
    }
    at += std::max<std::size_t>(length, 1);
  }
  return out += '"';
}

void write_string(Writer& writer, std::string_view text) {
  if (valid_utf8_prefix(text) != text.size()) return write_string(writer, to_valid_utf8(text));
  if (holds_overlooked(text)) {
    const std::string escaped = escape(text);
    writer.RawValue(escaped.data(), escaped.size(), rapidjson::kStringType);
  } else {
    writer.String(text.data() == nullptr ? "" : text.data(), size_of(text));
  }
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

JsonWriter& JsonWriter::key(std::string_view name) { return string(name); }

JsonWriter& JsonWriter::string(std::string_view value) {
  write_string(state_->writer, value);
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
