#include <algorithm>
#include <array>

#include "base/dates.h"
#include "base/utf8.h"
#include "stages/extract/front_matter.h"
#include "stages/extract/letter_case.h"

namespace headwater {
namespace {

/// "RANCHO CUCAMONGA, California, September 13, 2026 (Thomson Reuters Foundation) -- " and some.
constexpr std::size_t kLongestDateline = 120;
constexpr std::size_t kMostPlaceWords = 6;

/// Labels in capitals before a dash that are no places.
constexpr std::array<std::string_view, 28> kLabels = {
    "ADVERTISEMENT", "ANALYSIS",  "BREAKING",  "BREAKING NEWS", "COLUMN",    "COMMENT",
    "CORRECTION",    "EDITORIAL", "ESSAY",     "EXCLUSIVE",     "EXPLAINER", "FACT CHECK",
    "FACTBOX",       "FEATURE",   "INTERVIEW", "JUST IN",       "LIVE",      "NEW",
    "NOTE",          "OPINION",   "PHOTOS",    "PREVIEW",       "REVIEW",    "SPONSORED",
    "UPDATE",        "URGENT",    "VIDEO",     "WATCH"};
static_assert(std::ranges::is_sorted(kLabels));

struct Dash {
  std::size_t at = std::string_view::npos;
  std::size_t size = 0;
};

/// The first dash with a space behind it; a hyphen needs one before it too.
Dash find_dash(std::string_view text) {
  constexpr std::array<std::string_view, 5> kDashes = {" -- ", " - ", "— ", "– ", "-- "};
  Dash first;
  for (const std::string_view dash : kDashes) {
    const std::size_t at = text.find(dash);
    if (at < first.at) first = {at, dash.size() - 1};
  }
  return first;
}

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(skip_space(text, 0));
  return text.substr(0, skip_space_back(text, text.size()));
}

/// What stands before the dash, in parts.
struct Head {
  std::string_view place_and_date;
  std::string_view agency;
};

/// Takes "(AP)" or "/PRNewswire/" off the end.
Head split_agency(std::string_view head) {
  head = trimmed(head);
  const bool brackets = head.ends_with(')');
  if (!brackets && !head.ends_with('/')) return {head, {}};
  const std::size_t open = head.rfind(brackets ? '(' : '/', head.size() - 2);
  if (open == std::string_view::npos || open == 0) return {head, {}};
  return {trimmed(head.substr(0, open)), head.substr(open + 1, head.size() - open - 2)};
}

/// Takes a date off the end: ", Sept. 3, 2026" or ", Sept. 2".
struct Place {
  std::string_view name;
  std::optional<std::string> date;
  bool has_day = false;
};

bool is_month_and_day(std::string_view text) {
  // A day without a year is no date, so it is read with one that does not matter.
  return text.size() < 20 && parse_date(std::string(text) + ", 2000").has_value();
}

Place split_date(std::string_view text) {
  for (std::size_t comma = text.find(','); comma != std::string_view::npos;
       comma = text.find(',', comma + 1)) {
    const std::string_view rest = trimmed(text.substr(comma + 1));
    if (const auto date = parse_date(rest)) return {text.substr(0, comma), date->text, true};
    if (is_month_and_day(rest)) return {text.substr(0, comma), std::nullopt, true};
  }
  return {text, std::nullopt, false};
}

/// Whether `text` is words that begin with capitals, without a sentence among them.
bool is_capitalised_throughout(std::string_view text) {
  std::size_t words = 0;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find_first_of(" ,/"), text.size());
    if (size > 0 && (!is_capitalised(text.substr(0, size)) || ++words > kMostPlaceWords)) {
      return false;
    }
    text.remove_prefix(std::min(size + 1, text.size()));
  }
  return words > 0;
}

/// Whether `name` reads like a place. Without an agency behind it the town must be in capitals.
bool is_place(std::string_view name, bool has_agency) {
  const std::string_view town = name.substr(0, name.find(','));
  if (town.size() < 3 || name.find_first_of("0123456789:;!?\"()") != std::string_view::npos) {
    return false;
  }
  if (std::ranges::binary_search(kLabels, town)) return false;
  return is_capitalised_throughout(name) && (has_agency || is_all_capitals(town));
}

/// Whether a sentence begins here: after a dash within a sentence a small letter would follow.
bool begins_sentence(std::string_view text) {
  constexpr std::array<std::string_view, 5> kQuotes = {"\"", "“", "‘", "'", "«"};
  for (const std::string_view quote : kQuotes) {
    if (text.starts_with(quote)) text.remove_prefix(quote.size());
  }
  return is_capitalised(text) || (!text.empty() && text[0] >= '0' && text[0] <= '9');
}

}  // namespace

std::optional<Dateline> read_dateline(std::string_view paragraph) {
  const Dash dash = find_dash(paragraph.substr(0, kLongestDateline));
  if (dash.at == std::string_view::npos) return std::nullopt;
  const std::size_t size = dash.at + dash.size;
  const Head head = split_agency(paragraph.substr(0, dash.at));
  const Place place = split_date(head.place_and_date);
  if (!is_place(place.name, !head.agency.empty())) return std::nullopt;
  if (!begins_sentence(trimmed(paragraph.substr(size)))) return std::nullopt;
  return Dateline{std::string(place.name), place.date, size};
}

}  // namespace headwater
