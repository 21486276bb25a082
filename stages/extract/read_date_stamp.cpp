#include <array>

#include "base/dates.h"
#include "stages/extract/front_matter.h"
#include "stages/extract/letter_case.h"

namespace headwater {
namespace {

struct StampLabel {
  std::string_view text;
  bool is_published;
};

/// Longer labels before those they begin with.
constexpr StampLabel kLabels[] = {
    {"first published on", true}, {"first published", true},
    {"publication date", true},   {"published on", true},
    {"published at", true},       {"published", true},
    {"posted on", true},          {"posted", true},
    {"date published", true},     {"date", true},
    {"last updated on", false},   {"last updated", false},
    {"updated on", false},        {"updated", false},
    {"last modified", false},
};

/// Longest label, date and second stamp ("| Updated 3 hours ago").
constexpr std::size_t kLongestStamp = 160;

std::string_view without(std::string_view text, std::string_view characters) {
  const std::size_t first = text.find_first_not_of(characters);
  return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

/// Whether what follows the date belongs to the stamp: nothing, or a second stamp.
bool ends_stamp(std::string_view rest) {
  rest = without(rest, " ");
  if (rest.empty()) return true;
  for (const std::string_view mark : {"|", "•", "·", "/"}) {
    if (rest.starts_with(mark)) return true;
  }
  const std::string small = lower_ascii(rest.substr(0, 16));
  return small.starts_with("updated") || small.starts_with("(updated") ||
         small.starts_with("last updated");
}

std::optional<DateStamp> stamp_of(std::string_view text, bool is_published) {
  const auto date = parse_date_prefix(text);
  if (!date || !ends_stamp(text.substr(date->length))) return std::nullopt;
  return DateStamp{date->text, is_published};
}

}  // namespace

std::optional<DateStamp> read_date_stamp(std::string_view line) {
  if (line.size() > kLongestStamp) return std::nullopt;
  const std::string small = lower_ascii(line);
  for (const StampLabel& label : kLabels) {
    if (!small.starts_with(label.text)) continue;
    return stamp_of(without(line.substr(label.text.size()), ": "), label.is_published);
  }
  return stamp_of(line, true);
}

std::optional<DatePrefix> read_date_prefix(std::string_view paragraph) {
  for (const std::string_view label : {"date ", "date: ", "Date: "}) {
    if (!paragraph.starts_with(label)) continue;
    const auto date = parse_date_prefix(paragraph.substr(label.size()));
    if (!date) return std::nullopt;
    const std::size_t size = label.size() + date->length;
    const std::string_view rest = paragraph.substr(size);
    const bool before_prose = rest.starts_with(' ') && is_capitalised(without(rest, " "));
    if (before_prose) return DatePrefix{date->text, size};
  }
  return std::nullopt;
}

}  // namespace headwater
