#include "stages/extract/json_metadata.h"

#include <algorithm>

#include "base/dates.h"

namespace headwater {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_tag_byte(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

/// RFC 5646, section 2.1: subtags of one to eight letters or digits.
bool is_subtag(std::string_view subtag) {
  return !subtag.empty() && subtag.size() <= 8 &&
         std::all_of(subtag.begin(), subtag.end(), is_tag_byte);
}

}  // namespace

std::optional<std::string> metadata_line(std::string_view value) {
  if (value.size() > kLongestMetadata) return std::nullopt;
  std::string out;
  for (const char c : value) {
    if (!is_space(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  if (out.empty()) return std::nullopt;
  return out;
}

std::optional<std::string> metadata_date(std::string_view value) {
  auto date = parse_date(value);
  if (!date) return std::nullopt;
  return std::move(date->text);
}

std::optional<std::string> metadata_language(std::string_view value) {
  constexpr std::size_t kLongestTag = 35;  // RFC 5646, section 4.4.1: what a buffer must hold.
  std::string tag(value.substr(0, kLongestTag + 1));
  if (tag.size() > kLongestTag) return std::nullopt;
  std::replace(tag.begin(), tag.end(), '_', '-');
  const std::size_t primary = std::min(tag.find('-'), tag.size());
  if (primary < 2 || primary > 3 ||
      !std::all_of(tag.begin(), tag.begin() + static_cast<std::ptrdiff_t>(primary), is_letter)) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < primary; ++i) tag[i] = static_cast<char>(tag[i] | 0x20);
  for (std::size_t begin = 0; begin <= tag.size();) {
    const std::size_t end = std::min(tag.find('-', begin), tag.size());
    if (!is_subtag(std::string_view(tag).substr(begin, end - begin))) return std::nullopt;
    begin = end + 1;
  }
  return tag;
}

}  // namespace headwater
