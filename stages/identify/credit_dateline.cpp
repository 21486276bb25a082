#include <algorithm>
#include <array>

#include "base/text_lines.h"
#include "stages/identify/credit_lines.h"

namespace headwater {
namespace {

constexpr std::size_t kLongestHead = kCreditHead;  // "CITY, Province, Month 13, 2026 (NAME) --"
constexpr std::size_t kLongestPlace = 90;          // bytes before the agency
constexpr std::size_t kMostPlaceWords = 10;
/// Words in small letters that names of places and dates hold besides months ("mayo", "settembre").
constexpr std::array<std::string_view, 17> kParticles = {"de", "del", "la",  "el",  "di", "da",
                                                         "do", "of",  "the", "al",  "am", "den",
                                                         "le", "les", "du",  "sur", "y"};
constexpr std::size_t kMostSmallWords = 1;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// Calls `use` for each word of `text`.
template <class Use>
void each_word(std::string_view text, Use use) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) use(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// Whether `text` may be the place and date in front of an agency's name.
bool is_place(std::string_view text) {
  if (text.size() > kLongestPlace || text.find_first_of("\"?!;()") != std::string_view::npos)
    return false;
  std::size_t words = 0;
  std::size_t small = 0;
  each_word(text, [&](std::string_view word) {
    ++words;
    const bool particle = std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
    if (is_small(word[0]) && !particle) ++small;
  });
  return words <= kMostPlaceWords && small <= kMostSmallWords;
}

/// Whether `rest`, behind the agency's bracket, goes on as behind a dateline.
bool begins_with_dash(std::string_view rest) {
  while (!rest.empty() && (rest[0] == ' ' || rest[0] == '.')) rest.remove_prefix(1);
  if (rest.starts_with("\xc2\xa0")) rest.remove_prefix(2);
  constexpr std::array<std::string_view, 8> kDashes = {"-", "–", "—", "―", "−", ":", "=", "|"};
  return std::any_of(kDashes.begin(), kDashes.end(),
                     [&](std::string_view dash) { return rest.starts_with(dash); });
}

/// Whether `place` is so plainly a dateline that no dash is needed behind the agency:
/// "New Delhi, Sep 3 (PTI) The government ...".
bool is_dated(std::string_view place) {
  return place.find(',') != std::string_view::npos &&
         std::any_of(place.begin(), place.end(), is_digit);
}

bool begins_sentence(std::string_view rest) {
  rest = trim(rest);
  return rest.empty() || is_capital(rest[0]) || static_cast<unsigned char>(rest[0]) >= 0x80;
}

struct Brackets {
  std::string_view open;
  std::string_view close;
};
constexpr std::array kBrackets = {Brackets{"(", ")"}, Brackets{"/", "/"}, Brackets{"[", "]"},
                                  Brackets{"（", "）"}, Brackets{"【", "】"}};

std::optional<LineCredit> read_bracket(std::string_view line, const Brackets& brackets,
                                       CreditNames& names) {
  const std::string_view head = line.substr(0, kLongestHead);
  const std::size_t open = head.find(brackets.open);
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t begin = open + brackets.open.size();
  const std::size_t close = head.find(brackets.close, begin);
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view place = trim(line.substr(0, open));
  const std::string_view rest = line.substr(close + brackets.close.size());
  const std::string_view inside = line.substr(begin, close - begin);
  const bool slashes = brackets.open == "/";
  // "(서울=연합뉴스)" holds place and agency.
  const bool both = place.empty() && inside.find('=') != std::string_view::npos;
  const bool goes_on =
      slashes || both || begins_with_dash(rest) || (is_dated(place) && begins_sentence(rest));
  if (!goes_on || !is_place(place) || (slashes && place.empty())) return std::nullopt;
  const CreditName name = names.find_in_list(inside);
  if (!name) return std::nullopt;
  return LineCredit{CreditKind::kDateline, name.supplier,
                    line.substr(0, close + brackets.close.size())};
}

/// "Москва. 3 мая. ИНТЕРФАКС -", "SEOUL, Sept. 3 - Yonhap -": the agency stands last before a dash,
/// or between dashes.
std::optional<LineCredit> read_bare(std::string_view line, CreditNames& names) {
  constexpr std::array<std::string_view, 4> kDashes = {" - ", " – ", " — ", " -- "};
  const std::string_view head = line.substr(0, kLongestHead);
  for (const std::string_view dash : kDashes) {
    const std::size_t at = head.find(dash);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string_view before = head.substr(0, at);
    if (!is_place(before)) continue;
    const std::size_t stop = before.rfind(". ");
    if (stop != std::string_view::npos) {
      if (const CreditName name = names.find(before.substr(stop + 2)))
        return LineCredit{CreditKind::kDateline, name.supplier, before};
    }
    const std::size_t after = at + dash.size();
    const std::size_t end = std::min({head.find(". ", after), head.find(dash, after)});
    if (end == std::string_view::npos) continue;
    if (const CreditName name = names.find(head.substr(after, end - after)))
      return LineCredit{CreditKind::kDateline, name.supplier, head.substr(0, end)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<LineCredit> read_credit_dateline(std::string_view line, CreditNames& names) {
  for (const Brackets& brackets : kBrackets) {
    if (const auto credit = read_bracket(line, brackets, names)) return credit;
  }
  if (const auto credit = read_bare(line, names)) return credit;
  return read_chinese_dateline(line, names);
}

std::optional<LineCredit> read_chinese_dateline(std::string_view line, CreditNames& names) {
  constexpr std::array<std::string_view, 3> kEnds = {"电", "電", "讯"};
  constexpr std::array<std::string_view, 3> kBetween = {"社", "网", "網"};
  constexpr std::size_t kLongest = 96;  // bytes, 32 characters
  if (line.empty() || static_cast<unsigned char>(line[0]) < 0xe3) return std::nullopt;
  const std::string_view head = line.substr(0, kLongest);
  for (const std::string_view end : kEnds) {
    const std::size_t at = head.find(end);
    if (at == std::string_view::npos) continue;
    const std::string_view printed = head.substr(0, at + end.size());
    for (const std::string_view last : kBetween) {
      const std::size_t stop = printed.find(last);
      if (stop == std::string_view::npos) continue;
      std::string_view agency = printed.substr(0, stop + last.size());
      if (agency.starts_with("（")) agency.remove_prefix(3);
      if (const CreditName name = names.find(agency))
        return LineCredit{CreditKind::kDateline, name.supplier, printed};
    }
  }
  return std::nullopt;
}

}  // namespace headwater
