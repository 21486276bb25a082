#include "stages/identify/origin_notice.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/dates.h"
#include "base/domain.h"
#include "base/text_lines.h"
#include "base/utf8.h"
#include "record/fold_text.h"

namespace headwater {
namespace {

constexpr std::size_t kLongestName = 80;  // bytes; the longest name in the registry has 45
/// Bytes from the beginning of a notice to its name: "The post", a title, "appeared first on".
constexpr std::size_t kLongestSubject = 300;

/// What a notice begins with, in lower case as far as ASCII goes.
constexpr std::array<std::string_view, 26> kSubjects = {
    "this article ",    "this story ",     "this piece ",        "this report ",
    "this column ",     "this post ",      "this essay ",        "this op-ed ",
    "this commentary ", "this interview ", "a version of this ", "an earlier version of this ",
    "the post ",        "this content ",   "este artículo ",     "esta nota ",
    "esta noticia ",    "este artigo ",    "esta matéria ",      "cet article ",
    "ce texte ",        "dieser artikel ", "dieser text ",       "dieser beitrag ",
    "questo articolo ", "dit artikel "};

/// What stands between the subject and the name.
constexpr std::array<std::string_view, 36> kPhrases = {
    " originally appeared in ",     " originally appeared on ",
    " originally appeared at ",     " first appeared in ",
    " first appeared on ",          " first appeared at ",
    " appeared first on ",          " originally published in ",
    " originally published on ",    " originally published by ",
    " originally published at ",    " first published in ",
    " first published on ",         " first published by ",
    " first published at ",         " originally ran in ",
    " originally posted on ",       " first ran in ",
    " publicado originalmente en ", " publicó originalmente en ",
    " apareció originalmente en ",  " publicada originalmente en ",
    " publicado originalmente em ", " publicado originalmente no ",
    " publicado originalmente na ", " publicada originalmente no ",
    " initialement publié dans ",   " initialement publié sur ",
    " initialement publié par ",    " erschien zuerst in ",
    " erschien zuerst auf ",        " erschien zuerst bei ",
    " zuerst erschienen in ",       " pubblicato originariamente su ",
    " apparso originariamente su ", " verscheen eerder in "};

/// What ends a name that the registry does not know.
constexpr std::array<std::string_view, 20> kEnds = {
    " and ", " under ", " as ", " with ", " where ", " by ", " in ", " on ", " y ", " und ",
    " et ",  " e ",     " en ", " am ",   " le ",    " il ", " op ", ". ",   " - ", " — "};

/// The bytes that words to be found begin with, capitals included: nearly every sentence begins
/// with another one and is left after a look at it.
template <std::size_t N>
constexpr std::array<bool, 256> openings(const std::array<std::string_view, N>& words,
                                         std::size_t skipped) {
  std::array<bool, 256> table{};
  for (const std::string_view word : words) {
    const auto first = static_cast<unsigned char>(word[skipped]);
    table[first] = true;
    if (first >= 'a' && first <= 'z') table[first - 'a' + 'A'] = true;
  }
  return table;
}
constexpr std::array<bool, 256> kSubjectOpenings = openings(kSubjects, 0);
constexpr std::array<bool, 256> kPhraseOpenings = openings(kPhrases, 1);

bool opens(std::string_view text, const std::array<bool, 256>& openings) {
  return !text.empty() && openings[static_cast<unsigned char>(text[0])];
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

/// Whether `text` begins with `word`, which is in lower case as far as ASCII goes.
bool begins_with(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(),
                                                  [](char a, char b) { return a == lower(b); });
}

/// Where the sentence behind the one at `at` begins, or the end of `text`: behind a full stop and
/// the closing marks that follow it. Every line of an article is walked like this, so other ends of
/// sentences are not looked for.
std::size_t next_sentence(std::string_view text, std::size_t at) {
  constexpr std::size_t kClosing = 4;  // bytes of marks: a quotation mark and a bracket
  for (std::size_t stop = text.find('.', at); stop != std::string_view::npos;
       stop = text.find('.', stop + 1)) {
    const std::size_t space = text.substr(stop, kClosing + 2).find(' ');
    if (space != std::string_view::npos) return stop + space + 1;
  }
  return text.size();
}

/// `line` without the marks that set a notice apart.
std::string_view strip_begin(std::string_view line) {
  const auto is_letter = [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; };
  for (bool again = true; again && !(line.size() > 0 && is_letter(line[0]));) {
    again = false;
    for (const std::string_view mark : {"(", "[", "*", "_", "-", ">", " ", "—", "–", "•"}) {
      if (!line.starts_with(mark)) continue;
      line.remove_prefix(mark.size());
      again = true;
    }
  }
  return line;
}

/// The first place of one of `marks` in `text`, or its size.
template <std::size_t N>
std::size_t first_of(std::string_view text, const std::array<std::string_view, N>& marks) {
  std::size_t first = text.size();
  for (const std::string_view mark : marks) first = std::min(first, text.find(mark));
  return first;
}

std::string_view strip_end(std::string_view name) {
  while (!name.empty() &&
         std::string_view(" .,;:!)]*_\"'").find(name.back()) != std::string_view::npos)
    name.remove_suffix(1);
  return name;
}

/// Whether `name` may be somebody's: it begins with a capital or a letter that is not of ASCII, has
/// no digit, and is no date.
bool is_name(std::string_view name) {
  if (name.empty() || name.size() > kLongestName || parse_date_prefix(name)) return false;
  if (name.find_first_of("0123456789@<>{}") != std::string_view::npos) return false;
  const std::string_view first = name.starts_with("the ") ? name.substr(4) : name;
  return !first.empty() &&
         ((first[0] >= 'A' && first[0] <= 'Z') || static_cast<unsigned char>(first[0]) >= 0x80);
}

/// The host name that `text` begins with, if it is one the registry or the list of suffixes knows.
std::optional<OriginNotice> read_host(std::string_view text, const OutletRegistry& registry) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (text.starts_with(scheme)) text.remove_prefix(scheme.size());
  }
  const std::string_view word = strip_end(text.substr(0, text.find_first_of(" /,;)]")));
  if (word.find('.') == std::string_view::npos) return std::nullopt;
  const std::optional<std::string> host = normalize_host(word);
  if (!host) return std::nullopt;
  const Outlet* outlet = registry.find_host(*host);
  if (outlet == nullptr && !has_known_suffix(*host)) return std::nullopt;
  return OriginNotice{{}, word, outlet};
}

/// Whom `rest`, what follows the words of a notice, begins with.
OriginNotice read_name(std::string_view rest, const OutletRegistry& registry) {
  if (const auto host = read_host(rest, registry)) return *host;
  rest = rest.substr(0, 2 * kLongestName);
  const std::size_t end = std::min(first_of(rest, kEnds), rest.find_first_of(",;)]\n"));
  OriginNotice notice{{}, strip_end(rest.substr(0, end)), nullptr};
  const OutletName* known = registry.find_leading_name(folded_text(rest.substr(0, kLongestName)));
  notice.outlet = known == nullptr ? nullptr : known->sole();
  if (notice.outlet == nullptr) {
    if (!is_name(notice.name)) notice.name = {};
    return notice;
  }
  // A name of the registry may have such words in it: "House and Garden".
  const std::string& name = notice.outlet->name;
  const std::size_t size = name.size() + (lower_case(rest.substr(0, 4)) == "the " ? 4 : 0);
  if (lower_case(rest.substr(0, size)).ends_with(lower_case(name))) {
    notice.name = rest.substr(0, size);
  } else if (notice.name.size() > kLongestName) {
    notice.name = notice.name.substr(0, notice.name.rfind(' ', kLongestName));
  }
  return notice;
}

/// The name in a notice whose name begins at `name`; nothing where there is none. A line that only
/// has the words, and not what they are about, must name somebody who is known.
std::optional<OriginNotice> read_named(std::string_view text, std::size_t name, bool about_itself,
                                       const OutletRegistry& registry) {
  OriginNotice notice = read_name(text.substr(name), registry);
  const bool certain = notice.outlet != nullptr || notice.name.find('.') != std::string_view::npos;
  if (notice.name.empty() || !(about_itself || certain)) return std::nullopt;
  const auto named = static_cast<std::size_t>(notice.name.data() - text.data());
  const std::size_t stop = text.find(". ", named + notice.name.size());
  notice.printed = text.substr(0, stop == std::string_view::npos ? text.size() : stop + 1);
  return notice;
}

/// The notice that `text` begins with: what it is about, the words, and the name.
std::optional<OriginNotice> read_sentence(std::string_view text, const OutletRegistry& registry) {
  if (!opens(text, kSubjectOpenings)) return std::nullopt;
  const auto starts = [&](std::string_view word) { return begins_with(text, word); };
  if (std::ranges::none_of(kSubjects, starts)) return std::nullopt;
  const std::string lowered = lower_case(text.substr(0, kLongestSubject));
  for (const std::string_view phrase : kPhrases) {
    const std::size_t at = lowered.find(phrase);
    if (at == std::string::npos || next_sentence(text, 0) <= at) continue;
    if (auto notice = read_named(text, at + phrase.size(), true, registry)) return notice;
  }
  return std::nullopt;
}

/// The notice that is nothing but the words and the name.
std::optional<OriginNotice> read_bare(std::string_view text, const OutletRegistry& registry) {
  if (!opens(text, kPhraseOpenings)) return std::nullopt;
  for (const std::string_view phrase : kPhrases) {
    const std::string_view words = phrase.substr(1);
    if (begins_with(text, words)) return read_named(text, words.size(), false, registry);
  }
  return std::nullopt;
}

}  // namespace

std::optional<OriginNotice> read_origin_notice(std::string_view line,
                                               const OutletRegistry& registry) {
  if (line.size() > kNoticeBytes) {
    std::size_t begin = line.size() - kNoticeBytes;
    while (!is_code_point_edge(line, begin)) ++begin;
    line.remove_prefix(begin);
  }
  const std::string_view text = strip_begin(line);
  std::optional<OriginNotice> notice = read_bare(text, registry);
  for (std::size_t at = 0; !notice && at < text.size(); at = next_sentence(text, at))
    notice = read_sentence(strip_begin(text.substr(at)), registry);
  if (!notice) return notice;
  const auto begin = static_cast<std::size_t>(notice->printed.data() - text.data());
  return ends_inside_quotation(text.substr(0, begin + notice->printed.size())) ? std::nullopt
                                                                               : notice;
}

}  // namespace headwater
