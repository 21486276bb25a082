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
constexpr std::array<std::string_view, 34> kOpenings = {"escrito por ",
                                                        "publicado por ",
                                                        "scritto da ",
                                                        "verfasst von ",
                                                        "geschrieben von ",
                                                        "geschreven door ",
                                                        "écrit par ",
                                                        "publié par ",
                                                        "this post was written by ",
                                                        "this article was written by ",
                                                        "written by ",
                                                        "reported by ",
                                                        "reporting by ",
                                                        "story by ",
                                                        "posted by ",
                                                        "published by ",
                                                        "author: ",
                                                        "authors: ",
                                                        "autor: ",
                                                        "autorin: ",
                                                        "by: ",
                                                        "by ",
                                                        "von: ",
                                                        "von ",
                                                        "por: ",
                                                        "por ",
                                                        "par: ",
                                                        "par ",
                                                        "di ",
                                                        "text: ",
                                                        "texte: ",
                                                        "door ",
                                                        "av ",
                                                        "af "};

/// Those that nothing but a signature begins with, without their space.
constexpr std::array<std::string_view, 9> kSentences = {"written by",
                                                        "this post was written by",
                                                        "this article was written by",
                                                        "escrito por",
                                                        "verfasst von",
                                                        "geschrieben von",
                                                        "scritto da",
                                                        "écrit par",
                                                        "geschreven door"};
static_assert(std::ranges::all_of(kSentences, [](std::string_view sentence) {
  return std::ranges::any_of(kOpenings, [&](std::string_view opening) {
    return opening.ends_with(' ') && opening.substr(0, opening.size() - 1) == sentence;
  });
}));
/// Bytes of the longest of both.
constexpr std::size_t kLongestOpening = 28;
static_assert(std::ranges::all_of(kOpenings, [](std::string_view opening) {
  return opening.size() <= kLongestOpening;
}));

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

std::size_t count_words(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
}

std::string_view without_opening(std::string_view text) {
  for (const std::string_view opening : kOpenings) {
    if (!html::starts_with_ignoring_case(text, opening)) continue;
    const std::string_view rest = trimmed(text.substr(opening.size()));
    // "Di Maio" and "Von Trapp" are names, "di Maria Rossi" is not.
    const bool name =
        is_capitalised(text) && (opening == "von " || opening == "di ") && count_words(rest) < 2;
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
  const std::string words = folded_text(text);
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
  return !is_address(text) &&
         std::string_view("([<{").find(text.front()) == std::string_view::npos &&
         std::ranges::count_if(text, html::is_digit) < 3;
}

/// Words that end a name in running text, in small letters, beside roles: what a page prints behind
/// it.
constexpr std::array<std::string_view, 110> kEndWords = {
    "about",    "added",     "administrator", "ago",         "all",       "an",        "apr",
    "april",    "article",   "articles",      "ask",         "assistant", "associate", "at",
    "aug",      "august",    "author",        "blog",        "by",        "category",  "click",
    "comments", "contact",   "content",       "contributed", "courtesy",  "credit",    "dec",
    "december", "edited",    "editors",       "email",       "facebook",  "fact",      "feb",
    "february", "follow",    "for",           "forum",       "friday",    "getty",     "guest",
    "head",     "home",      "image",         "images",      "in",        "instagram", "ist",
    "jan",      "january",   "jul",           "july",        "jun",       "june",      "last",
    "lead",     "linkedin",  "mar",           "march",       "may",       "medically", "min",
    "monday",   "more",      "news",          "newsletter",  "nov",       "november",  "oct",
    "october",  "on",        "our",           "photo",       "photos",    "pinterest", "post",
    "posted",   "posts",     "print",         "profile",     "published", "read",      "reddit",
    "reviewed", "saturday",  "senior",        "sep",         "sept",      "september", "share",
    "sign",     "sponsored", "staff",         "subscribe",   "sunday",    "tags",      "team",
    "the",      "thursday",  "today",         "tuesday",     "twitter",   "updated",   "verified",
    "view",     "website",   "wednesday",     "whatsapp",    "written"};
static_assert(std::ranges::is_sorted(kEndWords));

constexpr std::array<std::string_view, 16> kParticles = {"al",  "bin", "da",  "de", "del", "della",
                                                         "der", "di",  "dos", "du", "el",  "la",
                                                         "le",  "ten", "van", "von"};

/// Whether `word` may be a part of a person's name.
bool is_name_word(std::string_view word) {
  if (std::ranges::any_of(word, html::is_digit)) return false;
  if (std::ranges::find(kParticles, word) != kParticles.end()) return true;
  const std::string small = lower_ascii(trimmed(word.substr(0, word.find('.'))));
  if (word.find("•") != word.npos || word.find("·") != word.npos) return false;
  return is_capitalised(word) && !std::ranges::binary_search(kEndWords, small) &&
         std::ranges::find(kRoles, small) == kRoles.end() &&
         word.find_first_of("@/:|()") == word.npos;
}

/// Takes the name that `text` begins with off it; empty if there is none.
std::string_view take_name(std::string_view& text) {
  std::size_t end = 0;
  std::size_t words = 0;
  std::string_view rest = text;
  while (!rest.empty() && words < 5) {
    const std::size_t size = std::min(rest.find(' '), rest.size());
    std::string_view word = rest.substr(0, size);
    const bool last = word.ends_with(',') || word.ends_with(';');
    if (last) word.remove_suffix(1);
    if (word.empty() || !is_name_word(word)) break;
    // "Jane Doe HERON POST" ends before the shouting.
    if (words >= 2 && word.size() > 2 && is_all_capitals(word) &&
        !is_all_capitals(text.substr(0, end)))
      break;
    ++words;
    end = static_cast<std::size_t>(word.data() - text.data()) + word.size();
    rest.remove_prefix(std::min(size + 1, rest.size()));
    if (last) break;
  }
  const std::string_view name = text.substr(0, end);
  const std::string_view last_word = name.substr(name.rfind(' ') + 1);
  if (words < 2 || !is_capitalised(last_word)) return {};
  text.remove_prefix(end);
  return name;
}

/// Collects the names of one text.
class NameList {
 public:
  explicit NameList(std::vector<std::string>& names) : names_(names) {}

  void add_list(std::string_view text) {
    bool first = true;
    while (!text.empty() && names_.size() < kMostNames) {
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
    const std::string key = folded_text(text);
    if (key.empty() || std::ranges::find(kNobodies, key) != kNobodies.end()) return;
    const auto same = [&](const std::string& name) { return folded_text(name) == key; };
    if (names_.size() == kMostNames || std::ranges::any_of(names_, same)) return;
    names_.emplace_back(text);
  }

  std::vector<std::string>& names_;
};

}  // namespace

void add_person_names(std::string_view text, std::vector<std::string>& names) {
  NameList(names).add_list(without_opening(trimmed(text)));
}

bool add_leading_names(std::string_view text, std::vector<std::string>& names) {
  const std::size_t before = names.size();
  text = without_opening(trimmed(text));
  while (names.size() < kMostNames) {
    const std::string_view name = take_name(text);
    if (name.empty()) break;
    names.emplace_back(name);
    bool joined = false;
    for (const std::string_view word :
         {", and ", ", ", " and ", " & ", " und ", " y ", " et ", " e "}) {
      if (joined || !text.starts_with(word)) continue;
      text.remove_prefix(word.size());
      joined = true;
    }
    if (!joined) break;
  }
  return names.size() > before;
}

bool add_signed_names(std::string_view line, std::vector<std::string>& names) {
  const std::string_view text = trimmed(line);
  if (without_opening(text).size() == text.size()) return false;
  return add_leading_names(text, names);
}

bool is_single_name(std::string_view text) {
  return count_words(text) == 1 && text.size() > 2 && is_name_word(text);
}

bool introduces_names(std::string_view text) {
  text = trimmed(text);
  return text.size() <= kLongestOpening &&
         std::ranges::any_of(kOpenings, [&](std::string_view opening) {
           return html::equals_ignoring_case(text, trimmed(opening));
         });
}

bool begins_signature(std::string_view text) {
  return std::ranges::any_of(kSentences, [&](std::string_view sentence) {
    const std::string_view rest = text.substr(std::min(sentence.size(), text.size()));
    return html::starts_with_ignoring_case(text, sentence) &&
           (rest.empty() || html::is_space(rest.front()) || rest.front() == ':');
  });
}

std::string_view desk_name(std::string_view text) {
  constexpr std::size_t kMostDeskWords = 5;
  constexpr std::array<std::string_view, 12> kDesks = {
      "desk",      "editors",   "newsdesk",  "newsroom",  "redacao", "redaccion",
      "redaction", "redaktion", "redazione", "reporters", "staff",   "team"};
  text = without_opening(trimmed(text));
  if (count_words(text) > kMostDeskWords || !is_capitalised(text) || !is_name(text)) return {};
  const std::string words = folded_text(text);
  const std::string_view last = std::string_view(words).substr(words.rfind(' ') + 1);
  return std::ranges::binary_search(kDesks, last) ? text : std::string_view();
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
