#include "stages/acquire/warc_cursor.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

namespace headwater {
namespace {

constexpr std::string_view kFormat = "warc1";

bool read_number(std::string_view text, std::uint64_t& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (;;) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    if (end == text.size()) return words;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::string to_text(const WarcCursor& cursor) {
  std::string text = fmt::format("{} {} {} {}", kFormat, cursor.stamp,
                                 cursor.complete ? "end" : "more", cursor.items);
  if (cursor.complete) text += fmt::format(" {} {}", cursor.bytes, cursor.read->hex());
  return text;
}

std::optional<WarcCursor> parse_warc_cursor(std::string_view text) {
  const std::vector<std::string_view> words = words_of(text);
  if (words.size() < 4 || words[0] != kFormat) return std::nullopt;
  WarcCursor cursor;
  cursor.stamp = words[1];
  cursor.complete = words[2] == "end";
  if (!read_number(words[3], cursor.items)) return std::nullopt;
  if (!cursor.complete) {
    return words[2] == "more" && words.size() == 4 ? std::optional(cursor) : std::nullopt;
  }
  if (words.size() != 6 || !read_number(words[4], cursor.bytes)) return std::nullopt;
  cursor.read = digest_from_hex(words[5]);
  return cursor.read ? std::optional(cursor) : std::nullopt;
}

}  // namespace headwater
