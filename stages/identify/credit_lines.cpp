#include "stages/identify/credit_lines.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/domain.h"
#include "base/text_lines.h"
#include "record/fold_text.h"
#include "stages/identify/outlet_clues.h"

namespace headwater {
namespace {

constexpr std::size_t kLongestByline = 140;  // bytes; longer lines are sentences
constexpr std::size_t kLongestSignOff = 60;  // bytes in the bracket or behind the dash
constexpr std::size_t kLongestNotice = kCreditTail;
constexpr std::size_t kLongestPhrase = 240;  // bytes of a line that says who helped
static_assert(kLongestByline <= kCreditHead && kLongestByline <= kCreditTail);
static_assert(kLongestSignOff <= kCreditTail);

/// Folded words before a name that announce an author.
constexpr std::array<std::string_view, 15> kByWords = {
    "by", "por", "par",  "von",  "da",    "di",    "de",        "door",
    "av", "af",  "oleh", "text", "texto", "texte", "written by"};
/// Folded words before a name that announce where a text is from.
constexpr std::array<std::string_view, 20> kSourceWords = {
    "source", "sources", "quelle", "quellen",  "fonte",   "fuente", "bron",
    "kilde",  "källa",   "lähde",  "zdroj",    "źródło",  "sursa",  "forrás",
    "πηγή",   "kaynak",  "sumber", "источник", "джерело", "출처"};

/// `text` folded, in storage of the thread's own: valid until the next call.
std::string_view folded_here(std::string_view text) {
  thread_local std::string folded;
  folded.clear();
  fold_text(text, folded);
  return folded;
}

std::string_view tail_of(std::string_view line, std::size_t most) {
  return line.size() > most ? line.substr(line.size() - most) : line;
}

/// `text` without brackets, dashes, stars and underscores at its ends and a full stop behind it.
std::string_view strip_marks(std::string_view text) {
  constexpr std::array<std::string_view, 5> kMarks = {"–", "—", "―", "•", "©"};
  for (bool again = true; again;) {
    again = false;
    text = trim(text);
    for (const std::string_view mark : kMarks) {
      if (!text.starts_with(mark)) continue;
      text.remove_prefix(mark.size());
      again = true;
    }
    if (!text.empty() && std::string_view("-([*_/").find(text[0]) != std::string_view::npos) {
      text.remove_prefix(1);
      again = true;
    }
    if (!text.empty() && std::string_view("-)]*_.").find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
      again = true;
    }
  }
  return text;
}

/// What follows one of `words` and a space, a colon or the like in `line`; nothing where it begins
/// with none of them.
template <std::size_t N>
std::optional<std::string_view> after_word(std::string_view line,
                                           const std::array<std::string_view, N>& words) {
  std::size_t end = std::min(line.find_first_of(" :"), line.size());
  const std::string first = folded_text(line.substr(0, end));
  if (end == line.size() || std::find(words.begin(), words.end(), first) == words.end())
    return std::nullopt;
  while (end < line.size() && (line[end] == ' ' || line[end] == ':')) ++end;
  return line.substr(end);
}

/// Whether `text` may be a person's name: two to four words with capitals, no digits.
bool is_person(std::string_view text) {
  text = trim(text);
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size(); ++words) {
    const char first = text[at];
    if (!(first >= 'A' && first <= 'Z') && static_cast<unsigned char>(first) < 0x80) return false;
    at = std::min(text.find(' ', at), text.size());
    while (at < text.size() && text[at] == ' ') ++at;
  }
  return words >= 2 && words <= 4 && text.find_first_of("0123456789:?!") == std::string_view::npos;
}

/// Whether `line` rather credits a picture ("AP Photo", "Bloomberg via Getty Images"), quotes a
/// post or announces what an agency says ("From Bloomberg:").
bool is_other_credit(std::string_view line) {
  constexpr std::array<std::string_view, 14> kWords = {"Photo", "photo", "PHOTO", "Foto",  "foto",
                                                       "Image", "image", "Getty", "GETTY", "Video",
                                                       "@",     "http",  "<",     "#"};
  return line.ends_with(':') ||
         std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
           return line.find(word) != std::string_view::npos;
         });
}

/// "Jane Doe, Associated Press" and "Jane Doe | AP"; a slash stands in credits of pictures.
CreditName read_person_line(std::string_view line, CreditNames& names) {
  const std::size_t mark = line.find_first_of(",|");
  if (mark == std::string_view::npos || !is_person(line.substr(0, mark))) return {};
  return names.find(line.substr(mark + 1));
}

bool ends_sentence_before(std::string_view text) {
  text = trim(text);
  return text.empty() || ends_sentence(text) || text.ends_with("。");
}

/// `text` without spaces and full stops at its end.
std::string_view strip_trailing(std::string_view text) {
  while (text.ends_with('.') || text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// The bracket that `line` ends with, its marks included; empty where there is none.
std::string_view last_bracket(std::string_view line) {
  const std::string_view text = strip_trailing(line);
  const bool square = text.ends_with(']');
  if (!square && !text.ends_with(')')) return {};
  const std::size_t open = text.rfind(square ? '[' : '(');
  return open == std::string_view::npos ? std::string_view{} : text.substr(open);
}

/// A pair of folded phrases with which the desk of an agency signs in its own way.
struct DeskForm {
  std::string_view agency;
  std::string_view first;
  std::string_view second;
};
constexpr std::array kDeskForms = {
    DeskForm{"Reuters", "reporting by ", " editing by "},
    DeskForm{"Reuters", "reporting by ", " writing by "},
    DeskForm{"Reuters", "compiled by ", " editing by "},
    DeskForm{"Reuters", "reporte de ", " editado por "},
    DeskForm{"Reuters", "reporte de ", " editado en español por "},
    DeskForm{"Reuters", "reportagem de ", " edição de "},
    DeskForm{"Reuters", "bericht von ", " redigiert von "},
    DeskForm{"Reuters", "reportage ", " version française "},
};

/// Folded phrases after which a supplier is named.
constexpr std::array<std::string_view, 16> kSupplyPhrases = {"originally published by ",
                                                             "originally published on ",
                                                             "originally appeared on ",
                                                             "originally appeared in ",
                                                             "first published by ",
                                                             "first appeared on ",
                                                             "distributed by ",
                                                             "content provided by ",
                                                             "content is provided by ",
                                                             "syndicated from ",
                                                             "syndicated by ",
                                                             "published under licence from ",
                                                             "published from ",
                                                             "press release from ",
                                                             "press release distributed by ",
                                                             "provided by "};

/// Words that such a phrase ends with, all behind a "d" or an "e": so one pass finds them all.
constexpr std::array<std::string_view, 4> kSupplyEnds = {" by ", " on ", " in ", " from "};

constexpr bool is_supply_end(char before, std::string_view end) {
  return (before == 'd' || before == 'e') &&
         std::any_of(kSupplyEnds.begin(), kSupplyEnds.end(),
                     [&](std::string_view known) { return end == known; });
}
static_assert(std::all_of(kSupplyPhrases.begin(), kSupplyPhrases.end(),
                          [](std::string_view phrase) {
                            const std::size_t end = phrase.rfind(' ', phrase.size() - 2);
                            return is_supply_end(phrase[end - 1], phrase.substr(end));
                          }));

/// What follows the first of these phrases; empty where there is none.
std::string_view after_supply(std::string_view folded) {
  for (std::size_t at = folded.find(' ', 1); at != std::string_view::npos;
       at = folded.find(' ', at + 1)) {
    if (folded[at - 1] != 'd' && folded[at - 1] != 'e') continue;
    for (const std::string_view end : kSupplyEnds) {
      if (!folded.substr(at).starts_with(end)) continue;
      const std::string_view before = folded.substr(0, at + end.size());
      for (const std::string_view phrase : kSupplyPhrases) {
        if (before.ends_with(phrase)) return folded.substr(before.size());
      }
    }
  }
  return {};
}

/// Folded bytes before such a phrase where it opens a line: "additional ".
constexpr std::size_t kDeskOpening = 11;
/// Bytes of a line that hold it and the phrase, with dashes and other marks that folding takes out.
constexpr std::size_t kDeskPrefix = 64;

bool opens_like_desk(std::string_view folded) {
  return std::any_of(kDeskForms.begin(), kDeskForms.end(), [&](const DeskForm& form) {
    const std::string_view begin = form.first.substr(0, kDeskOpening);
    return folded.substr(0, kDeskOpening + begin.size()).find(begin) != std::string_view::npos;
  });
}

/// Folded words that thank somebody for parts of a text.
constexpr std::array<std::string_view, 22> kThanks = {"with inputs from",
                                                      "with input from",
                                                      "inputs from",
                                                      "with files from",
                                                      "with reporting by",
                                                      "with reporting from",
                                                      "with information from",
                                                      "with material from",
                                                      "additional reporting by",
                                                      "con información de",
                                                      "con informacion de",
                                                      "con datos de",
                                                      "com informações da",
                                                      "com informações de",
                                                      "com informações do",
                                                      "com agência",
                                                      "mit material von",
                                                      "mit material der",
                                                      "mit informationen von",
                                                      "avec",
                                                      "met",
                                                      "with"};

/// Whether `text` may begin with some of them: most lines need not be folded for an answer.
bool may_thank(std::string_view text) {
  if (text.empty()) return false;
  const char first = text[0];
  const bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
  const char small = static_cast<char>(first | 0x20);
  return !letter || std::any_of(kThanks.begin(), kThanks.end(),
                                [&](std::string_view words) { return words[0] == small; });
}

/// The words behind the last full stop: "... he said. AFP" or "... he said. — AFP".
std::optional<LineCredit> read_trailing_name(std::string_view line, CreditNames& names) {
  const std::string_view tail = tail_of(line, kLongestSignOff);
  std::size_t at = std::string_view::npos;
  for (const std::string_view stop : {". ", "! ", "? ", ".” ", ".\" ", "» ", "— ", "– "}) {
    const std::size_t found = tail.rfind(stop);
    if (found == std::string_view::npos) continue;
    const std::size_t after = found + stop.size();
    if (at == std::string_view::npos || after > at) at = after;
  }
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view printed = strip_marks(tail.substr(at));
  const bool capitals =
      std::none_of(printed.begin(), printed.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const bool dash = at >= 4 && (tail.substr(at - 4, 3) == "—" || tail.substr(at - 4, 3) == "–");
  if (!capitals && !dash) return std::nullopt;
  if (dash && !ends_sentence_before(tail.substr(0, at - 4))) return std::nullopt;
  const CreditName name = names.find_first(printed);
  if (!name) return std::nullopt;
  return LineCredit{CreditKind::kSignOff, name.supplier, printed};
}

}  // namespace

std::string_view credit_kind_name(CreditKind kind) {
  constexpr std::array<std::string_view, 7> kNames = {
      "dateline", "syndication-notice", "copyright-line", "source-line",
      "byline",   "sign-off",           "contribution"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::optional<LineCredit> read_credit_byline(std::string_view line, CreditNames& names) {
  if (line.size() > kLongestByline || ends_inside_quotation(line) || is_other_credit(line))
    return std::nullopt;
  const std::string_view bare = strip_marks(line);
  if (const auto source = after_word(bare, kSourceWords)) {
    const CreditName name = names.find_first(*source);
    if (name) return LineCredit{CreditKind::kSourceLine, name.supplier, line};
    return std::nullopt;
  }
  CreditName name = names.find(bare);
  if (!name) name = read_person_line(bare, names);
  if (!name && !ends_sentence(bare)) {
    if (const auto authors = after_word(bare, kByWords)) name = names.find_in_authors(*authors);
  }
  if (!name) return std::nullopt;
  return LineCredit{CreditKind::kByline, name.supplier, line};
}

std::optional<LineCredit> read_credit_author(std::string_view author, CreditNames& names) {
  author = trim(author);
  if (author.size() > kLongestByline) return std::nullopt;
  const std::string_view bare = after_word(author, kByWords).value_or(author);
  const CreditName name = names.find_in_authors(bare);
  if (!name) return std::nullopt;
  return LineCredit{CreditKind::kByline, name.supplier, author};
}

std::optional<LineCredit> read_desk_sign_off(std::string_view line, CreditNames& names) {
  const std::string_view text = strip_trailing(line);
  const bool bracket = text.ends_with(')');
  const std::size_t open = bracket ? text.rfind('(') : 0;
  if (open == std::string_view::npos || text.size() - open > kLongestNotice) return std::nullopt;
  // Outside a bracket the words must open the line: most lines need not be folded for that.
  if (!bracket && !opens_like_desk(folded_here(text.substr(0, kDeskPrefix)))) {
    return std::nullopt;
  }
  const std::string_view folded = folded_here(text.substr(open));
  for (const DeskForm& form : kDeskForms) {
    const std::size_t first = folded.find(form.first);
    if (first == std::string_view::npos ||
        folded.find(form.second, first) == std::string_view::npos)
      continue;
    if (!bracket && first > kDeskOpening) continue;
    if (const CreditName name = names.find(form.agency))
      return LineCredit{CreditKind::kSignOff, name.supplier, text.substr(open)};
  }
  return std::nullopt;
}

std::optional<LineCredit> read_sign_off(std::string_view line, CreditNames& names) {
  if (is_other_credit(tail_of(line, kLongestSignOff))) return std::nullopt;
  const std::string_view bracket = last_bracket(line);
  // Square brackets behind a sentence are references of round-ups.
  const bool reference = bracket.starts_with('[') && bracket.size() < strip_trailing(line).size();
  if (!bracket.empty() && !reference && bracket.size() <= kLongestSignOff) {
    const auto before = line.substr(0, static_cast<std::size_t>(bracket.data() - line.data()));
    const CreditName name = names.find_first(strip_marks(bracket));
    if (name && ends_sentence_before(before))
      return LineCredit{CreditKind::kSignOff, name.supplier, bracket};
  }
  if (line.size() <= kLongestSignOff) {
    const CreditName name = names.find_first(strip_marks(line));
    // "AFP/jd" is a signature; "AFP, which has offices in many cities" is not.
    if (name && line.size() < 3 * name.printed.size() + 8)
      return LineCredit{CreditKind::kSignOff, name.supplier, line};
  }
  return reference ? std::nullopt : read_trailing_name(line, names);
}

std::optional<LineCredit> read_contribution(std::string_view line, CreditNames& names) {
  std::string_view text = last_bracket(line);
  if (text.empty()) text = line;
  if (text.size() > kLongestPhrase) return std::nullopt;
  const std::string_view bare = strip_marks(text);
  const std::string_view folded = may_thank(bare) ? folded_here(bare) : std::string_view();
  for (const std::string_view phrase : kThanks) {
    if (!folded.starts_with(phrase) || folded.substr(phrase.size(), 1) != " ") continue;
    // A lone "with" opens sentences too: then nothing but names may follow.
    const std::string_view rest = bare.substr(std::min(bare.size(), phrase.size() + 1));
    const bool lone = phrase.find(' ') == std::string_view::npos;
    const CreditName name = lone ? names.find_first(rest) : names.find_in_list(rest);
    if (!name || (lone && rest.size() > 3 * name.printed.size())) continue;
    return LineCredit{CreditKind::kContribution, name.supplier, text};
  }
  const std::size_t helped = bare.find(" contributed to this ");
  if (helped == std::string_view::npos) return std::nullopt;
  const CreditName name = names.find_in_list(bare.substr(0, helped));
  if (!name) return std::nullopt;
  return LineCredit{CreditKind::kContribution, name.supplier, text};
}

std::optional<LineCredit> read_release_link(std::string_view line, CreditNames& names) {
  const std::string_view text = tail_of(line, kLongestNotice);
  const bool release = text.find("original content") != std::string_view::npos ||
                       text.find("source version") != std::string_view::npos ||
                       text.find("original press release") != std::string_view::npos;
  if (!release || ends_inside_quotation(text)) return std::nullopt;
  std::vector<TextSpan> hosts;
  find_mentioned_hosts(text, hosts);
  for (const TextSpan span : hosts) {
    const auto host = normalize_host(slice(text, span));
    const Outlet* supplier = host ? names.find_host(*host) : nullptr;
    if (supplier != nullptr) return LineCredit{CreditKind::kNotice, supplier, text};
  }
  return std::nullopt;
}

std::optional<LineCredit> read_supply_notice(std::string_view line, CreditNames& names) {
  const std::string_view text = tail_of(line, kLongestNotice);
  if (ends_inside_quotation(text)) return std::nullopt;
  const std::string_view folded = folded_here(text);
  for (std::string_view rest = after_supply(folded); !rest.empty(); rest = after_supply(rest)) {
    std::string_view printed = rest;
    for (const std::string_view article : {"the ", "a ", "an "}) {
      if (printed.starts_with(article)) printed.remove_prefix(article.size());
    }
    if (const CreditName name = names.find_leading(printed))
      return LineCredit{CreditKind::kNotice, name.supplier, text};
  }
  return std::nullopt;
}

}  // namespace headwater
