#include "base/utf8.h"

#include <fmt/format.h>

#include <cassert>
#include <cstring>

namespace headwater {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t offset) {
  return static_cast<std::uint8_t>(text[offset]);
}

/// Table 3-7 of the Unicode Standard: how long a sequence is, and the range of its second byte.
struct LeadByte {
  std::uint32_t length = 0;  // 0: cannot start a sequence
  std::uint8_t second_low = 0x80;
  std::uint8_t second_high = 0xBF;
};

LeadByte lead_byte(std::uint8_t lead) {
  if (lead < 0x80) return {1};
  if (lead < 0xC2) return {0};
  if (lead < 0xE0) return {2};
  if (lead == 0xE0) return {3, 0xA0, 0xBF};
  if (lead == 0xED) return {3, 0x80, 0x9F};
  if (lead < 0xF0) return {3};
  if (lead == 0xF0) return {4, 0x90, 0xBF};
  if (lead < 0xF4) return {4};
  if (lead == 0xF4) return {4, 0x80, 0x8F};
  return {0};
}

/// The first byte at or after `offset` that is beyond ASCII. Most news text is ASCII: eight bytes
/// at a time.
std::size_t skip_ascii(std::string_view text, std::size_t offset) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  while (offset + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + offset, sizeof word);
    if ((word & kHighBits) != 0) break;
    offset += 8;
  }
  while (offset < text.size() && byte_at(text, offset) < 0x80) ++offset;
  return offset;
}

bool continues(std::string_view text, std::size_t offset) {
  return offset < text.size() && (byte_at(text, offset) & 0xC0) == 0x80;
}

/// The length of the well-formed sequence at `offset`, 0 if it is none. The usual leads, whose
/// second byte may be any, without decoding.
std::size_t sequence_length(std::string_view text, std::size_t offset) {
  const std::uint8_t lead = byte_at(text, offset);
  if (lead >= 0xC2 && lead < 0xE0) return continues(text, offset + 1) ? 2 : 0;
  if (lead > 0xE0 && lead < 0xF0 && lead != 0xED) {
    return continues(text, offset + 1) && continues(text, offset + 2) ? 3 : 0;
  }
  const CodePoint point = decode_utf8(text, offset);
  return point.valid ? point.length : 0;
}

/// Controls, invisible and reordering characters that must not reach a terminal raw.
bool needs_escape(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return true;
  if (c < 0x200B) return c == 0xAD || c == 0x61C;
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE007F);
}

/// The usual case of what is no space, decided without decoding.
bool is_printable_ascii(char c) { return c > ' ' && c < 0x7F; }

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t offset) {
  assert(offset <= text.size());
  if (offset == text.size()) return {0, 0, true};
  const std::uint8_t lead = byte_at(text, offset);
  if (lead < 0x80) return {lead, 1, true};
  const LeadByte form = lead_byte(lead);
  if (form.length == 0) return {0xFFFD, 1, false};
  char32_t value = lead & (0xFFU >> (form.length + 1));
  for (std::uint32_t i = 1; i < form.length; ++i) {
    const std::uint8_t low = i == 1 ? form.second_low : std::uint8_t{0x80};
    const std::uint8_t high = i == 1 ? form.second_high : std::uint8_t{0xBF};
    if (offset + i >= text.size() || byte_at(text, offset + i) < low ||
        byte_at(text, offset + i) > high) {
      return {0xFFFD, i, false};
    }
    value = value << 6 | (byte_at(text, offset + i) & 0x3F);
  }
  return {value, form.length, true};
}

void append_utf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::size_t valid_utf8_prefix(std::string_view text) {
  std::size_t offset = 0;
  while (true) {
    offset = skip_ascii(text, offset);
    if (offset == text.size()) return offset;
    // Other scripts come in stretches, one character after the other.
    do {
      const std::size_t length = sequence_length(text, offset);
      if (length == 0) return offset;
      offset += length;
    } while (offset < text.size() && byte_at(text, offset) >= 0x80);
  }
}

bool is_code_point_edge(std::string_view text, std::size_t offset) {
  if (offset == 0 || offset == text.size()) return true;
  return offset < text.size() && (byte_at(text, offset) & 0xC0) != 0x80;
}

std::size_t skip_space(std::string_view text, std::size_t offset) {
  while (offset < text.size()) {
    if (is_printable_ascii(text[offset])) break;
    const CodePoint point = decode_utf8(text, offset);
    if (!is_space(point.value)) break;
    offset += point.length;
  }
  return offset;
}

std::size_t skip_space_back(std::string_view text, std::size_t offset) {
  while (offset > 0) {
    std::size_t start = offset - 1;
    if (is_printable_ascii(text[start])) break;
    while (!is_code_point_edge(text, start)) --start;
    if (!is_space(decode_utf8(text, start).value)) break;
    offset = start;
  }
  return offset;
}

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t valid = valid_utf8_prefix(text);
    out.append(text.substr(0, valid));
    text.remove_prefix(valid);
    if (text.empty()) break;
    append_utf8(0xFFFD, out);
    text.remove_prefix(decode_utf8(text, 0).length);
  }
  return out;
}

std::string escape_for_display(std::string_view text, Lines lines) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint point = decode_utf8(text, offset);
    const std::string_view bytes = text.substr(offset, point.length);
    offset += point.length;
    if (!point.valid) {
      for (const char byte : bytes)
        out += fmt::format("\\x{:02x}", static_cast<std::uint8_t>(byte));
    } else if (lines == Lines::kKeep && (point.value == '\n' || point.value == '\t')) {
      out += bytes;
    } else if (!needs_escape(point.value)) {
      out += bytes;
    } else if (point.value < 0x100) {
      out += fmt::format("\\x{:02x}", static_cast<std::uint32_t>(point.value));
    } else {
      out += fmt::format("\\u{{{:04x}}}", static_cast<std::uint32_t>(point.value));
    }
  }
  return out;
}

}  // namespace headwater
