#include "stages/extract/line_words.h"

#include <array>
#include <string>

#include "base/utf8.h"
#include "html/ascii.h"
#include "stages/extract/line_end.h"

namespace headwater {
namespace {

/// A line with more letters is prose, whatever it begins with.
constexpr std::uint32_t kMostLetters = 300;

/// Names are shorter (in bytes).
constexpr std::size_t kMostBylineBytes = 80;
/// Several lines with more words are no one line with a break in it.
constexpr std::uint32_t kMostWordsInLines = 12;
/// A line of a few words has no more.
constexpr std::uint32_t kMostShortWords = 12;
/// Who claims rights says since when right away (in bytes): "(c) 2024".
constexpr std::size_t kMostYearBytes = 24;

/// How much may follow the words for the line to be what they say.
enum class Rest : std::uint8_t {
  kNothing,  ///< Nothing but punctuation.
  kShort,    ///< A few words, no sentence.
  kAny,      ///< Anything up to kMostLetters: the words alone say enough.
  kTitle,    ///< Anything but a sentence that goes on from the words: a colon, a link, a headline.
  kReader,   ///< The same, or a sentence that speaks to the reader or names a network.
  kRights,   ///< The same as kShort, or a year or that rights are reserved.
  kColon,    ///< Anything, but a colon stands right after the words.
};

struct Phrase {
  std::string_view text;  ///< In small letters.
  Rest rest;
  SelectRule rule;
};

constexpr Phrase kPhrases[] = {
#define X(text, rest, rule) {text, Rest::rest, SelectRule::rule},
#include "stages/extract/line_words.inc"
#undef X
};

/// How phrases begin that stand after a number.
constexpr std::string_view kNumbered = "# ";

constexpr std::size_t kPhraseCount = std::size(kPhrases);

/// Phrases by their first byte, as chains.
struct PhraseIndex {
  std::array<std::uint16_t, 256> first = {};  // 1-based; 0: none.
  std::array<std::uint16_t, kPhraseCount> next = {};

  constexpr PhraseIndex() {
    for (std::size_t i = kPhraseCount; i-- > 0;) {
      const auto byte = static_cast<unsigned char>(kPhrases[i].text.front());
      next[i] = first[byte];
      first[byte] = static_cast<std::uint16_t>(i + 1);
    }
  }
};

constexpr PhraseIndex kIndex;

/// Words of lines that ask readers to do something, where the first ones do not tell.
constexpr std::string_view kReaderWords[] = {
    "you",        "your",      "our",       "newsletter", "inbox",    "email",   "e-mail",
    "updates",    "alerts",    "free",      "here",       "today",    "now",     "subscribe",
    "subscriber", "log",       "sign",      "facebook",   "twitter",  "x",       "instagram",
    "youtube",    "tiktok",    "telegram",  "whatsapp",   "linkedin", "threads", "bluesky",
    "mastodon",   "pinterest", "flipboard", "google",     "snapchat",
};

bool begins_with(std::string_view line, std::string_view phrase) {
  return html::starts_with_ignoring_case(line, phrase) &&
         (line.size() == phrase.size() || !html::is_alphanumeric(line[phrase.size()]));
}

/// Passes over what may stand before the words: arrows, bullets, brackets, quotation marks.
std::string_view skip_ornament(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size()) {
    const auto c = static_cast<unsigned char>(line[at]);
    if (c < 0x80) {
      if (html::is_alphanumeric(line[at]) || line[at] == '+' || line[at] == '@') break;
      ++at;
      continue;
    }
    const CodePoint point = decode_utf8(line, at);
    const bool ornament = (point.value >= 0xA0 && point.value <= 0xBF && point.value != 0xA9 &&
                           point.value != 0xBF) ||
                          (point.value >= 0x2000 && point.value <= 0x2BFF) ||
                          point.value >= 0x1F000;
    if (!ornament) break;
    at += point.length == 0 ? 1 : point.length;
  }
  return line.substr(at);
}

bool is_colon(std::string_view rest) {
  return rest.starts_with(":") || rest.starts_with(" :") || rest.starts_with("\xC2\xA0:") ||
         rest.starts_with("|") || rest.starts_with(" |") || rest.starts_with(" >") || rest.empty();
}

/// Whether a word of `rest` speaks to the reader, or it holds an address.
bool speaks_to_reader(std::string_view rest) {
  for (std::size_t at = 0; at < rest.size(); ++at) {
    if (rest[at] == '@') return true;
    if (!html::is_letter(rest[at]) || (at > 0 && html::is_alphanumeric(rest[at - 1]))) continue;
    for (const std::string_view word : kReaderWords) {
      if (begins_with(rest.substr(at), word)) return true;
    }
  }
  return false;
}

bool tells_of_rights(std::string_view rest) {
  constexpr std::string_view kReserved = "reserved";
  for (std::size_t at = 0; at + kReserved.size() <= rest.size(); ++at) {
    if (html::starts_with_ignoring_case(rest.substr(at), kReserved)) return true;
  }
  return holds_date(rest.substr(0, kMostYearBytes));
}

bool rest_fits(std::string_view rest, Rest wanted, const BlockFeatures& features) {
  const bool sentence = ends_in_full_stop(rest);
  switch (wanted) {
    case Rest::kAny:
      return true;
    case Rest::kShort:
      return features.words <= kMostShortWords && !features.has_sentence &&
             (!sentence || holds_date(rest));
    case Rest::kTitle:
      return !sentence || is_colon(rest) || features.mostly_linked();
    case Rest::kReader:
      return !sentence || is_colon(rest) || features.mostly_linked() || speaks_to_reader(rest);
    case Rest::kRights:
      return tells_of_rights(rest) || (features.words <= kMostShortWords && !sentence);
    case Rest::kColon:
      return is_colon(rest);
    case Rest::kNothing:
      break;
  }
  // "Comments (3)"
  const bool bracket = rest.starts_with("(") || rest.starts_with(" (");
  for (const char c : rest) {
    if (html::is_letter(c) || (html::is_digit(c) && !bracket)) return false;
  }
  return rest.size() <= 8;
}

/// The rule of the first phrase that `words` begin with; `skip` bytes of each are a mark that it
/// stands after a number.
SelectRule find_phrase(std::string_view words, const BlockFeatures& features, std::size_t skip) {
  const char first = skip == 0 ? html::to_lower(words.front()) : kNumbered.front();
  std::uint16_t i = kIndex.first[static_cast<unsigned char>(first)];
  for (; i != 0; i = kIndex.next[i - 1U]) {
    const Phrase& phrase = kPhrases[i - 1U];
    const std::string_view text = phrase.text.substr(skip);
    if (!begins_with(words, text)) continue;
    if (rest_fits(words.substr(text.size()), phrase.rest, features)) return phrase.rule;
  }
  return SelectRule::kKeep;
}

}  // namespace

bool holds_date(std::string_view line) {
  std::size_t numbers = 0;  // In a row, with one separator between each and the next.
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (!html::is_digit(line[at])) continue;
    std::size_t end = at;
    while (end < line.size() && html::is_digit(line[end])) ++end;
    const std::string_view digits = line.substr(at, end - at);
    if (digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"))) return true;
    const bool joined = end + 1 < line.size() && html::is_digit(line[end + 1]) &&
                        (line[end] == '.' || line[end] == '/');
    numbers = digits.size() <= 2 ? numbers + 1 : 0;
    if (numbers == 3) return true;
    if (!joined) numbers = 0;
    at = end;
  }
  return false;
}

bool begins_like_byline(std::string_view line) {
  for (const std::string_view word :
       {"by ", "von ", "par ", "por ", "di ", "door ", "av ", "af "}) {
    if (line.size() > kMostBylineBytes || line.size() <= word.size()) continue;
    const char next = line[word.size()];
    const bool name = (next >= 'A' && next <= 'Z') || static_cast<unsigned char>(next) >= 0x80;
    if (name && html::starts_with_ignoring_case(line, word)) return true;
  }
  return false;
}

SelectRule judge_line(std::string_view line, const BlockFeatures& features) {
  if (features.letters > kMostLetters) return SelectRule::kKeep;
  std::string_view words = skip_ornament(line);
  // Several lines, as in a letter's head or a table made of them, are judged by more than the
  // first.
  const bool lines =
      features.words > kMostWordsInLines && line.find('\n') != std::string_view::npos;
  if (words.empty() || lines) return SelectRule::kKeep;
  if (!html::is_digit(words.front())) return find_phrase(words, features, 0);
  while (!words.empty() && !html::is_letter(words.front()) && words.front() != '(') {
    words.remove_prefix(1);
  }
  return words.empty() ? SelectRule::kKeep : find_phrase(words, features, kNumbered.size());
}

}  // namespace headwater
