#include "stages/statements/sentence_rules.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "stages/statements/abbreviations.h"

namespace headwater {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_white(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

bool starts_with_small_letter(std::string_view text) {
  if (text.empty()) return false;
  if (static_cast<std::uint8_t>(text[0]) < 0x80) return is_small(text[0]);
  return u_islower(static_cast<UChar32>(decode_utf8(text, 0).value)) != 0;
}

std::string_view without_space(std::string_view text) {
  return text.substr(0, skip_space_back(text, text.size()));
}

/// What may close a sentence after its last stop.
constexpr std::array<std::string_view, 8> kClosers = {"\"", "'", ")", "]", "”", "’", "»", "“"};

std::string_view without_closers(std::string_view text) {
  if (text.ends_with('.') || text.ends_with('!') || text.ends_with('?')) return text;  // mostly so
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view closer : kClosers) {
      if (!text.ends_with(closer)) continue;
      text.remove_suffix(closer.size());
      again = true;
    }
  }
  return text;
}

/// What may stand before the first letter of a word.
constexpr std::array<std::string_view, 7> kOpeners = {"\"", "'", "(", "[", "“", "‘", "«"};

/// Whether `text` ends with what separates words: white space, no-break space, or the hyphen of
/// "then-Sen."
bool ends_outside_word(std::string_view text) {
  return is_white(text.back()) || text.back() == '-' || text.ends_with("\xC2\xA0");
}

/// No word that a rule knows is longer, nor is an address before its "@" or "/". The bound keeps
/// text without spaces from costing its square.
constexpr std::size_t kLongestWord = 256;

/// The last word of `text`, as far as white space or an opening mark.
std::string_view last_word(std::string_view text) {
  std::size_t begin = text.size();
  const std::size_t bound = begin - std::min(begin, kLongestWord);
  while (begin > bound && !ends_outside_word(text.substr(0, begin))) --begin;
  std::string_view word = text.substr(begin);
  if (!word.empty() && (is_small(word[0]) || is_capital(word[0]))) return word;  // mostly so
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view opener : kOpeners) {
      if (!word.starts_with(opener)) continue;
      word.remove_prefix(opener.size());
      again = true;
    }
  }
  return word;
}

/// The letters that `text` begins with, apostrophes included; empty if a digit or a stop follows:
/// that makes them a code, an initial or an abbreviation.
std::string_view first_word(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() &&
         (is_capital(text[size]) || is_small(text[size]) || text[size] == '\'')) {
    ++size;
  }
  const char after = size < text.size() ? text[size] : ' ';
  const bool is_part = is_digit(after) || (after == '.' && size == 1);
  return is_part ? std::string_view{} : text.substr(0, size);
}

/// A run of stops with single spaces between them, at the end of a sentence.
struct SpacedEllipsis {
  int stops = 0;
  std::size_t begin = 0;  ///< Offset of the first stop.
};

SpacedEllipsis spaced_ellipsis(std::string_view left) {
  SpacedEllipsis ellipsis;
  std::size_t at = left.size();
  while (at > 0 && left[at - 1] == '.') {
    ellipsis.begin = at - 1;
    ++ellipsis.stops;
    if (at < 2 || left[at - 2] != ' ') {
      // The first stop may touch the word before it: "compounds. . . ."
      break;
    }
    at -= 2;
    if (at > 0 && left[at - 1] != '.') break;
  }
  return ellipsis;
}

/// "1.", "2.)", "(3)", "a)": the number of a list item, whose text follows.
bool is_list_number(std::string_view left) {
  if (left.starts_with('(')) left.remove_prefix(1);
  std::size_t size = 0;
  while (size < std::min<std::size_t>(left.size(), 4) && is_digit(left[size])) ++size;
  const bool numbered = size > 0 && size <= 3;
  if (!numbered) size = !left.empty() && is_small(left[0]) ? 1 : 0;
  const std::string_view marks = left.substr(size);
  return size > 0 && !marks.empty() && marks.size() <= 2 &&
         marks.find_first_not_of(".)") == std::string_view::npos;
}

/// "Jonas E.", "founder J." or a lone "J." at the beginning: an initial of a name that goes on.
/// Only "I" needs a name before it, being a word too.
bool is_initial(std::string_view word, std::string_view before) {
  if (word.size() != 1 || !is_capital(word[0])) return false;
  const std::string_view previous = last_word(without_space(before));
  return word != "I" || previous.empty() || is_capital(previous[0]);
}

/// Whether `sentence` is nothing but an introductory phrase of time so far.
bool is_time_phrase(std::string_view sentence) {
  const auto spaces = std::ranges::count(sentence, ' ');
  return spaces <= 3 && opens_time_phrase(first_word(sentence));
}

/// Whether the sentence goes on after an abbreviation that may also end it.
bool goes_on(std::string_view right) {
  if (right.starts_with('(')) return true;
  if (!is_capital(right[0])) return false;
  return !is_sentence_starter(first_word(right));
}

/// Whether the stop at the end of `left` belongs to an abbreviation within the sentence.
bool ends_in_abbreviation(std::string_view left, std::string_view right) {
  left.remove_suffix(1);
  const std::string_view word = last_word(left);
  const std::string_view before = left.substr(0, left.size() - word.size());
  if (is_initial(word, before)) return goes_on(right);
  switch (abbreviation_of(word)) {
    case Abbreviation::kNone:
      return false;
    case Abbreviation::kNeverEnds:
      return true;
    case Abbreviation::kBeforeNumber:
      return is_digit(right[0]) || right[0] == '#';
    case Abbreviation::kMayEnd:
      return goes_on(right);
    case Abbreviation::kCompany:
      return is_office(first_word(right)) || right[0] == '(';
    case Abbreviation::kState:
      return without_space(before).ends_with(',') && goes_on(right);
    case Abbreviation::kTimeOfDay:
      return continues_time(first_word(right)) || is_time_phrase(left);
  }
  return false;
}

bool ends_in_bracketed_ellipsis(std::string_view left) {
  for (const std::string_view closer : kClosers) {
    if (closer != "]" && left.ends_with(closer)) {
      left.remove_suffix(closer.size());
      break;
    }
  }
  return left.ends_with("[...]") || left.ends_with("[…]");
}

/// Whether the space after the stop at `stop` was forgotten: a word or number stands before it, and
/// behind it one that begins sentences. Not so in "Node.Js", "3.B" and addresses.
bool lacks_space(std::string_view text, std::size_t stop) {
  if (stop < 2 || stop + 1 >= text.size() || !is_capital(text[stop + 1])) return false;
  const char last = text[stop - 1];
  if (!is_small(last) && !is_digit(last)) return false;
  const std::string_view word = last_word(text.substr(0, stop));
  if (word.size() < 2 || word.find_first_of("@/:") != std::string_view::npos) return false;
  const std::string_view rest = text.substr(stop + 1);
  const std::string_view title = rest.substr(0, std::min(rest.find_first_of(". "), kLongestWord));
  return is_sentence_starter(first_word(rest)) ||
         abbreviation_of(title) == Abbreviation::kNeverEnds;
}

/// Whether the stop that `left` ends with touches the ASCII character behind it.
bool is_unspaced(std::string_view whole, std::string_view left, std::string_view right) {
  return whole.size() == left.size() && static_cast<std::uint8_t>(right[0]) < 0x80 &&
         (left.ends_with('.') || left.ends_with('!') || left.ends_with('?'));
}

}  // namespace

bool has_word(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    if (is_small(text[offset]) || is_capital(text[offset])) return true;  // mostly so
    const CodePoint point = decode_utf8(text, offset);
    if (u_isalnum(static_cast<UChar32>(point.value))) return true;
    offset += point.length;
  }
  return false;
}

std::size_t sentence_break(std::string_view text, const BreakCandidate& candidate) {
  const std::string_view whole = text.substr(candidate.begin, candidate.at - candidate.begin);
  const std::string_view left = without_space(whole);
  const std::string_view right = text.substr(candidate.at);
  if (right.empty() || left.empty() || starts_with_small_letter(right)) return 0;
  if (is_list_number(left) || ends_in_bracketed_ellipsis(left)) return 0;
  if (is_unspaced(whole, left, right)) {
    return lacks_space(text, candidate.at - 1) ? candidate.at : 0;
  }
  if (without_closers(left).size() < left.size() || !left.ends_with('.')) return candidate.at;
  if (const SpacedEllipsis ellipsis = spaced_ellipsis(left); ellipsis.stops >= 3) {
    const bool attached = ellipsis.begin > 0 && left[ellipsis.begin - 1] != ' ';
    if (!attached) return ellipsis.stops == 3 ? 0 : candidate.at;
    // The first of four stops ends the sentence; the other three begin the next one.
    return ellipsis.stops > 3 ? candidate.begin + ellipsis.begin + 2 : candidate.at;
  }
  return ends_in_abbreviation(left, right) ? 0 : candidate.at;
}

void add_unspaced_breaks(std::string_view text, std::vector<std::size_t>& breaks) {
  const auto found = static_cast<std::ptrdiff_t>(breaks.size());
  for (std::size_t stop = text.find('.'); stop != std::string_view::npos;
       stop = text.find('.', stop + 1)) {
    if (lacks_space(text, stop)) breaks.push_back(stop + 1);
  }
  std::inplace_merge(breaks.begin(), breaks.begin() + found, breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
}

}  // namespace headwater
