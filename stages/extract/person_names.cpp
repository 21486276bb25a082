#include "stages/extract/person_names.h"

#include <algorithm>
#include <array>

#include "html/ascii.h"
#include "record/fold_text.h"
#include "stages/extract/letter_case.h"

namespace headwater {
namespace {

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kMostNameWords = 7;

/// What stands before names, in small letters.
constexpr std::array<std::string_view, 24> kOpenings = {
    "written by ", "reported by ", "reporting by ", "story by ", "posted by ", "published by ",
    "author: ",    "authors: ",    "autor: ",       "autorin: ", "by: ",       "by ",
    "von: ",       "von ",         "por: ",         "por ",      "par: ",      "par ",
    "di ",         "text: ",       "texte: ",       "door ",     "av ",        "af "};

/// What separates names for sure.
constexpr std::array<std::string_view, 6> kSeparators = {", ",  ";",         " | ",
                                                         " / ", "\xC2\xA0|", " • "};
/// What separates them where full names stand on both sides: "Ortega y Gasset" is one.
constexpr std::array<std::string_view, 9> kConjunctions = {" and ", " & ",  " und ", " y ", " et ",
                                                           " e ",   " en ", " och ", " og "};

/// Words that name nobody, as whole fields.
constexpr std::array<std::string_view, 22> kNobodies = {
    "admin",          "administrator", "anonymous", "author",  "by",
    "contributor",    "editor",        "editorial", "guest",   "n a",
    "none",           "null",          "redaktion", "staff",   "staff writer",
    "staff reporter", "system",        "undefined", "unknown", "user",
    "web desk",       "webmaster"};

/// Words of a role behind a name.
constexpr std::array<std::string_view, 34> kRoles = {"analyst",       "anchor",
                                                     "author",        "bureau",
                                                     "chief",         "columnist",
                                                     "contributor",   "contributing",
                                                     "correspondent", "correspondents",
                                                     "desk",          "director",
                                                     "editor",        "editors",
                                                     "expert",        "freelance",
                                                     "journalist",    "manager",
                                                     "phd",           "md",
                                                     "photographer",  "producer",
                                                     "professor",     "redakteur",
                                                     "redakteurin",   "reporter",
                                                     "reporters",     "specialist",
                                                     "staff",         "strategist",
                                                     "team",          "writer",
                                                     "writers",       "jr"};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kEdges = " ,;:|-\t";
  const std::size_t begin = text.find_first_not_of(kEdges);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kEdges) - begin + 1);
}

std::string folded(std::string_view text) {
  std::string out;
  fold_text(text, out);
  return out;
}

std::size_t count_words(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
}

std::string_view without_opening(std::string_view text) {
  for (const std::string_view opening : kOpenings) {
    if (!html::starts_with_ignoring_case(text, opening)) continue;
    const std::string_view rest = trimmed(text.substr(opening.size()));
    // "Di Maio" and "Von Trapp" are names, "di Maria Rossi" is not.
    const bool name = is_capitalised(text) && opening.size() == 3 && count_words(rest) < 2;
    if (!name && is_capitalised(rest)) return rest;
  }
  return text;
}

/// "Jane Doe (Heron Post)" is Jane Doe.
std::string_view without_brackets(std::string_view text) {
  const std::size_t open = text.find_first_of("([<");
  return open == std::string_view::npos || open == 0 ? text : trimmed(text.substr(0, open));
}

/// "Jane Doe - Heron Post" is Jane Doe.
std::string_view without_tail(std::string_view text) {
  constexpr std::array<std::string_view, 4> kDashes = {" - ", " – ", " — ", ": "};
  for (const std::string_view dash : kDashes) {
    const std::size_t at = text.find(dash);
    if (at != std::string_view::npos && at > 0) text = text.substr(0, at);
  }
  return trimmed(text);
}

bool is_role(std::string_view text) {
  const std::string words = folded(text);
  std::string_view rest = words;
  while (!rest.empty()) {
    const std::size_t size = std::min(rest.find(' '), rest.size());
    if (std::ranges::find(kRoles, rest.substr(0, size)) != kRoles.end()) return true;
    rest.remove_prefix(std::min(size + 1, rest.size()));
  }
  return false;
}

bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos ||
         text.starts_with("www.") || text.starts_with('/') || text.starts_with('#');
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > kLongestName || count_words(text) > kMostNameWords)
    return false;
  return !is_address(text) && std::ranges::count_if(text, html::is_digit) < 3;
}

/// Collects the names of one text.
class NameList {
 public:
  explicit NameList(std::vector<std::string>& names) : names_(names) {}

  void add_list(std::string_view text) {
    bool first = true;
    while (!text.empty()) {
      const Cut cut = next_cut(text);
      const std::string_view part = trimmed(text.substr(0, cut.at));
      if (first || !is_role(part)) add_joined(part);
      first = false;
      text.remove_prefix(std::min(cut.at + cut.size, text.size()));
    }
  }

 private:
  struct Cut {
    std::size_t at = 0;
    std::size_t size = 0;
  };

  static Cut next_cut(std::string_view text) {
    Cut first{text.size(), 0};
    for (const std::string_view separator : kSeparators) {
      const std::size_t at = text.find(separator);
      if (at < first.at) first = {at, separator.size()};
    }
    return first;
  }

  /// Adds "Jane Doe and John Roe".
  void add_joined(std::string_view text) {
    for (const std::string_view word : kConjunctions) {
      const std::size_t at = text.find(word);
      if (at == std::string_view::npos) continue;
      const std::string_view before = trimmed(text.substr(0, at));
      const std::string_view after = trimmed(text.substr(at + word.size()));
      const bool english = word == " and " || word == " & " || word == " und ";
      if (count_words(before) < 2 || (count_words(after) < 2 && !english)) continue;
      add_one(before);
      return add_joined(after);
    }
    add_one(text);
  }

  void add_one(std::string_view text) {
    text = without_tail(without_brackets(without_opening(trimmed(text))));
    if (text.starts_with("and ")) text = trimmed(text.substr(4));
    if (!is_name(text)) return;
    const std::string key = folded(text);
    if (key.empty() || std::ranges::find(kNobodies, key) != kNobodies.end()) return;
    const auto same = [&](const std::string& name) { return folded(name) == key; };
    if (names_.size() == kMostNames || std::ranges::any_of(names_, same)) return;
    names_.emplace_back(text);
  }

  std::vector<std::string>& names_;
};

}  // namespace

void add_person_names(std::string_view text, std::vector<std::string>& names) {
  NameList(names).add_list(without_opening(trimmed(text)));
}

std::string join_names(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out;
}

}  // namespace headwater
