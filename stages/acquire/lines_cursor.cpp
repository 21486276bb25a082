#include "stages/acquire/lines_cursor.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace headwater {
namespace {

constexpr std::string_view kFormat = "lines1";

std::optional<std::uint64_t> parse_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string to_text(const LinesCursor& cursor) {
  return fmt::format("{} {} {} {} {} {}", kFormat, cursor.stamp, cursor.complete ? "end" : "more",
                     cursor.resume.offset, cursor.resume.line, cursor.resume.before.hex());
}

std::optional<LinesCursor> parse_lines_cursor(std::string_view text) {
  std::array<std::string_view, 6> words;
  for (std::string_view& word : words) {
    const std::size_t end = std::min(text.find(' '), text.size());
    word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  const auto offset = parse_number(words[3]);
  const auto line = parse_number(words[4]);
  const auto before = digest_from_hex(words[5]);
  const bool complete = words[2] == "end";
  if (words[0] != kFormat || (!complete && words[2] != "more") || !offset || !line || !before ||
      !text.empty()) {
    return std::nullopt;
  }
  return LinesCursor{std::string(words[1]), complete, {*offset, *line, *before}};
}

}  // namespace headwater
