#include "stages/identify/outlet_clues.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/domain.h"
#include "base/text_lines.h"
#include "record/fold_text.h"

namespace headwater {
namespace {

constexpr std::size_t kHeadClueLines = 3;   // lines that are not blank: a notice may stand on top
constexpr std::size_t kTailClueLines = 10;  // notice, sign-off, signature, copyright, a few links
constexpr std::size_t kLongestSignature = 60;  // bytes; the longest name in the registry has 40
constexpr std::size_t kLongestNotice = 600;    // bytes; longer lines are searched at their end only
constexpr std::size_t kLongestName = 100;      // bytes that are folded after a copyright mark

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_host_letter(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

bool contains(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

/// Where the sentence or bracket that holds `text[at]` begins.
std::size_t sentence_begin(std::string_view text, std::size_t at) {
  for (std::size_t begin = at; begin > 0; --begin) {
    if (text[begin] == '(' || text[begin] == '[') return begin;
    const char before = text[begin - 1];
    if (text[begin] == ' ' && (before == '.' || before == '!' || before == '?')) return begin + 1;
  }
  return 0;
}

/// What stands after the first of the announcing words in a folded notice.
std::string_view after_announcement(std::string_view folded) {
  constexpr std::array<std::string_view, 6> kWords = {
      "edited by ", "created by ", "reviewed by ", "reworked by ", "modified by ", "written by "};
  for (const std::string_view word : kWords) {
    const std::size_t at = folded.find(word);
    if (at != std::string_view::npos) return folded.substr(at + word.size());
  }
  return {};
}

/// The words of a notice that stand before "staff" and the like: the name as far as can be told.
std::string_view before_staff(std::string_view names) {
  constexpr std::array<std::string_view, 5> kWords = {" staff", " s editorial", " editorial",
                                                      " team", " newsroom"};
  std::size_t end = names.size();
  for (const std::string_view word : kWords) end = std::min(end, names.find(word));
  return names.substr(0, end);
}

bool is_notice(std::string_view folded) {
  const bool from_feed = contains(folded, "syndicated feed") ||
                         contains(folded, "syndicated news feed") ||
                         contains(folded, "agency feed") || contains(folded, "wire feed");
  return from_feed && (contains(folded, "edited") || contains(folded, "generated") ||
                       contains(folded, "published") || contains(folded, "reworked"));
}

/// The syndication notice in `line`, which begins at `offset` of the text.
std::optional<OutletClue> find_notice(std::string_view line, std::size_t offset) {
  const std::size_t feed = line.rfind("feed");
  if (feed == std::string_view::npos) return std::nullopt;
  std::size_t begin = line.size() > kLongestNotice ? line.size() - kLongestNotice : 0;
  if (feed < begin || ends_inside_quotation(line.substr(0, feed))) return std::nullopt;
  begin = sentence_begin(line, feed);
  std::string folded;
  fold_text(line.substr(begin), folded);
  if (!is_notice(folded)) return std::nullopt;
  const std::string_view names = after_announcement(folded);
  return OutletClue{ClueKind::kNotice,
                    {offset + begin, offset + line.size()},
                    std::string(names),
                    std::string(before_staff(names))};
}

/// The position after the copyright mark in `line` and where the mark begins; npos if there is
/// none.
std::pair<std::size_t, std::size_t> copyright_mark(std::string_view line) {
  constexpr std::array<std::string_view, 5> kMarks = {"©", "Copyright", "COPYRIGHT", "(c) ",
                                                      "(C) "};
  std::size_t first = std::string_view::npos;
  std::size_t length = 0;
  for (const std::string_view mark : kMarks) {
    const std::size_t at = line.find(mark);
    if (at < first) {
      first = at;
      length = mark.size();
    }
  }
  return {first, first + length};
}

/// `text` without the marks, years and "by" in front of an owner's name.
std::string_view skip_to_owner(std::string_view text) {
  constexpr std::array<std::string_view, 10> kSkipped = {"©", "(c)", "(C)", "by ", "-",
                                                         "–", ",",   ":",   " ",   "\xc2\xa0"};
  while (!text.empty()) {
    std::size_t skipped = is_digit(text[0]) ? 1 : 0;
    for (const std::string_view word : kSkipped) {
      if (skipped == 0 && text.starts_with(word)) skipped = word.size();
    }
    if (skipped == 0) break;
    text.remove_prefix(skipped);
  }
  return text;
}

std::optional<OutletClue> find_copyright(std::string_view line, std::size_t offset) {
  const auto [begin, after] = copyright_mark(line);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::string_view before = trim(line.substr(0, begin));
  if (!before.empty() && (!ends_sentence(before) || ends_inside_quotation(before)))
    return std::nullopt;
  const std::string_view owner = skip_to_owner(line.substr(after));
  // "Copyright law is old" is prose: a name follows the word only after a mark or a year.
  if (owner.empty() || (line[begin] != '\xc2' && owner.data() == line.data() + after + 1))
    return std::nullopt;
  OutletClue clue{ClueKind::kCopyright, {offset + begin, offset + line.size()}, {}, {}};
  fold_text(owner.substr(0, kLongestName), clue.names);
  clue.printed =
      std::string(trim(owner.substr(0, std::min(owner.find_first_of(".,|;("), kLongestName))));
  return clue;
}

std::optional<OutletClue> find_signature(std::string_view line, std::size_t offset) {
  if (line.size() > kLongestSignature) return std::nullopt;
  OutletClue clue{ClueKind::kSignature, {offset, offset + line.size()}, {}, std::string(line)};
  fold_text(line, clue.names);
  return clue.names.empty() ? std::nullopt : std::optional<OutletClue>(std::move(clue));
}

void find_in_line(std::string_view line, std::size_t offset, bool tail,
                  std::vector<OutletClue>& clues) {
  std::optional<OutletClue> clue = find_notice(line, offset);
  if (!clue) clue = find_copyright(line, offset);
  if (!clue && tail) clue = find_signature(line, offset);
  if (clue) clues.push_back(std::move(*clue));
}

/// The span of the host-like word round the dot at `dot`; empty if there is none.
TextSpan host_around(std::string_view text, std::size_t dot) {
  std::size_t begin = dot;
  std::size_t end = dot;
  while (begin > 0 && (is_host_letter(text[begin - 1]) || text[begin - 1] == '.')) --begin;
  while (end < text.size() && (is_host_letter(text[end]) || text[end] == '.')) ++end;
  while (end > begin && text[end - 1] == '.') --end;
  const bool mail_address = begin > 0 && text[begin - 1] == '@';
  return mail_address ? TextSpan{} : TextSpan{begin, end};
}

/// Whether the last label is written in one case: "shop.com" and "Shop.AI" are, "it ends.The" is
/// not.
bool has_plain_top_label(std::string_view host) {
  const std::string_view top = host.substr(host.rfind('.') + 1);
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return top.size() >= 2 && (std::all_of(top.begin(), top.end(), small) ||
                             std::all_of(top.begin(), top.end(), capital));
}

bool is_host(std::string_view word) {
  if (!has_plain_top_label(word) || word.size() < 5) return false;
  const std::optional<std::string> host = normalize_host(word);
  return host && has_known_suffix(*host);
}

}  // namespace

void find_outlet_clues(std::string_view text, std::span<const TextSpan> lines,
                       std::vector<OutletClue>& clues) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool tail = i + kTailClueLines >= lines.size();
    if (i < kHeadClueLines || tail)
      find_in_line(slice(text, lines[i]), lines[i].begin, tail, clues);
    if (i == kHeadClueLines && lines.size() > kTailClueLines) {
      i = std::max(i, lines.size() - kTailClueLines - 1);
    }
  }
}

std::optional<OutletClue> find_copyright_clue(std::string_view text, TextSpan span) {
  return find_copyright(slice(text, span), span.begin);
}

void find_outlet_clues(std::string_view text, std::vector<OutletClue>& clues) {
  thread_local std::vector<TextLine> lines;
  split_lines(text, lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool tail = i + kTailClueLines >= lines.size();
    if (i < kHeadClueLines || tail) find_in_line(lines[i].of(text), lines[i].begin, tail, clues);
    if (i == kHeadClueLines && lines.size() > kTailClueLines) {
      i = std::max(i, lines.size() - kTailClueLines - 1);
    }
  }
}

void find_mentioned_hosts(std::string_view text, std::vector<TextSpan>& hosts) {
  for (std::size_t dot = text.find('.'); dot != std::string_view::npos;
       dot = text.find('.', dot + 1)) {
    if (dot == 0 || dot + 1 >= text.size() || !is_host_letter(text[dot - 1]) ||
        !is_host_letter(text[dot + 1]))
      continue;
    const TextSpan span = host_around(text, dot);
    if (span.size() <= 2 || !is_host(slice(text, span))) continue;
    hosts.push_back(span);
    if (hosts.size() == kMostMentions) return;
    dot = span.end - 1;
  }
}

}  // namespace headwater
