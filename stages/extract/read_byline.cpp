#include <algorithm>
#include <array>
#include <vector>

#include "stages/extract/front_matter.h"
#include "stages/extract/letter_case.h"

namespace headwater {
namespace {

constexpr std::size_t kLongestByline = 120;
constexpr std::size_t kMostNameWords = 5;
/// A line of more words that begins with "By" is a headline or prose.
constexpr std::size_t kMostSignatureWords = 6;

/// Lower-case parts of family names.
constexpr std::array<std::string_view, 17> kParticles = {"al",  "bin", "da",  "de",  "del", "della",
                                                         "der", "di",  "dos", "du",  "el",  "la",
                                                         "le",  "ten", "van", "von", "y"};
static_assert(std::ranges::is_sorted(kParticles));

/// Agencies and desks that sign with one word.
constexpr std::array<std::string_view, 9> kOneWordNames = {
    "AFP", "ANSA", "AP", "Bloomberg", "PTI", "Reuters", "Staff", "UPI", "Xinhua"};

/// Words of what follows a name: "Staff writers", "Associated Press", "Chief Political Reporter".
constexpr std::array<std::string_view, 20> kRoleWords = {
    "agencies",      "agency",         "bureau", "columnist", "contributor",
    "correspondent", "correspondents", "desk",   "editor",    "editors",
    "news",          "post",           "press",  "reporter",  "reporters",
    "services",      "staff",          "wires",  "writer",    "writers"};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find(' '), text.size());
    if (size > 0) words.push_back(text.substr(0, size));
    text.remove_prefix(std::min(size + 1, text.size()));
  }
  return words;
}

bool is_one_word_name(std::string_view text) {
  return std::ranges::find(kOneWordNames, text) != kOneWordNames.end();
}

bool is_name(std::string_view text) {
  const auto words = words_of(text);
  if (words.empty() || words.size() > kMostNameWords) return false;
  // "By The Numbers" is a title; "The Associated Press" is nobody else.
  if (words[0] == "The" && words.back() != "Press") return false;
  const auto fits = [](std::string_view word) {
    const bool number = word.find_first_of("0123456789") != std::string_view::npos;
    return !number && (is_capitalised(word) || std::ranges::binary_search(kParticles, word));
  };
  if (!std::ranges::all_of(words, fits) || !is_capitalised(words.back())) return false;
  return words.size() > 1 || is_one_word_name(words[0]);
}

bool is_role(std::string_view text) {
  const auto words = words_of(text);
  return !words.empty() && words.size() <= 6 &&
         std::ranges::any_of(words, [](std::string_view word) {
           return std::ranges::find(kRoleWords, lower_ascii(word)) != kRoleWords.end() ||
                  is_one_word_name(word);
         });
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// The first of what separates the people of a byline, or its end.
struct Separator {
  std::size_t at = 0;
  std::size_t size = 0;
};

Separator find_separator(std::string_view text) {
  constexpr std::array<std::string_view, 7> kSeparators = {", and ", " and ", " & ", ", ",
                                                           " | ",    " - ",   " — "};
  Separator first{text.size(), 0};
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = text.find(separator);
    if (at < first.at) first = {at, separator.size()};
  }
  return first;
}

/// What stands after "By ", or nothing.
std::string_view after_by(std::string_view line) {
  for (const std::string_view opening : {"By: ", "By ", "BY ", "Written by "}) {
    if (line.starts_with(opening)) return trimmed(line.substr(opening.size()));
  }
  return {};
}

}  // namespace

std::optional<Byline> read_byline(std::string_view line) {
  if (line.size() > kLongestByline) return std::nullopt;
  const std::string_view people = after_by(line);
  std::size_t names_end = 0;
  bool in_roles = false;
  for (std::size_t begin = 0; begin < people.size();) {
    const Separator separator = find_separator(people.substr(begin));
    const std::string_view part = trimmed(people.substr(begin, separator.at));
    const bool name = !in_roles && is_name(part) && (names_end == 0 || !is_role(part));
    if (!name && (names_end == 0 || !is_role(part))) return std::nullopt;
    if (name) names_end = begin + separator.at;
    in_roles = !name;
    begin += separator.at + separator.size;
  }
  if (names_end == 0) return std::nullopt;
  return Byline{std::string(trimmed(people.substr(0, names_end)))};
}

bool is_signature_line(std::string_view line) {
  if (line.size() > kLongestByline || line.ends_with('.')) return false;
  return is_one_word_name(line) ||
         (!after_by(line).empty() && words_of(line).size() <= kMostSignatureWords);
}

}  // namespace headwater
