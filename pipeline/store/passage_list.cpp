#include "store/passage_list.h"

#include <charconv>

namespace headwater {
namespace {

void append_span(TextSpan span, std::string& out) {
  out += std::to_string(span.begin);
  out += '-';
  out += std::to_string(span.end);
}

/// Takes what stands in front of `rest`; false if it is something else.
bool take(std::string_view& rest, char expected) {
  if (!rest.starts_with(expected)) return false;
  rest.remove_prefix(1);
  return true;
}

bool take(std::string_view& rest, std::uint64_t& number) {
  const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (read.ec != std::errc()) return false;
  rest.remove_prefix(static_cast<std::size_t>(read.ptr - rest.data()));
  return true;
}

bool take(std::string_view& rest, TextSpan& span) {
  return take(rest, span.begin) && take(rest, '-') && take(rest, span.end) && span.begin < span.end;
}

bool take(std::string_view& rest, AlignedPassage& passage) {
  return take(rest, '"') && take(rest, passage.here) && take(rest, '=') &&
         take(rest, passage.there) && take(rest, '"');
}

}  // namespace

std::string passages_to_json(const std::vector<AlignedPassage>& passages) {
  std::string json = "[";
  for (const AlignedPassage& passage : passages) {
    if (json.size() > 1) json += ',';
    json += '"';
    append_span(passage.here, json);
    json += '=';
    append_span(passage.there, json);
    json += '"';
  }
  return json + ']';
}

std::optional<std::vector<AlignedPassage>> passages_from_json(std::string_view json) {
  std::vector<AlignedPassage> passages;
  if (json == "[]") return passages;
  char before = '[';
  while (take(json, before)) {
    AlignedPassage passage;
    if (!take(json, passage)) return std::nullopt;
    if (!passages.empty() && passage.here.begin < passages.back().here.end) return std::nullopt;
    passages.push_back(passage);
    before = ',';
  }
  if (passages.empty() || json != "]") return std::nullopt;
  return passages;
}

std::string id_from_hex(std::string_view hex) {
  std::string bytes;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(digit(hex[i]) << 4 | digit(hex[i + 1]));
  }
  return bytes;
}

std::string hex_from_id(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char byte : bytes) {
    hex += kDigits[static_cast<unsigned char>(byte) >> 4U];
    hex += kDigits[static_cast<unsigned char>(byte) & 15U];
  }
  return hex;
}

}  // namespace headwater
