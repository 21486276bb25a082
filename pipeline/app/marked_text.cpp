#include "app/marked_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/article_json.h"
#include "app/display.h"
#include "base/utf8.h"

namespace headwater {
namespace {

/// `text` without the white space at its ends. A cut often takes some along: that stays outside of
/// the mark, so that lines look as they were.
std::string_view without_space(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = std::min(text.find_first_not_of(kSpace), text.size());
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

std::string mark(std::string_view passage, std::string_view reason, MarkStyle style) {
  const std::string shown = escape_for_display(passage, Lines::kKeep);
  if (style == MarkStyle::kBrackets) return fmt::format("[-{}: {}-]", reason, shown);
  return fmt::format("\x1b[2m{}:\x1b[0m \x1b[31;9m{}\x1b[0m", reason, shown);
}

std::string raw_ranges(const Article& article, TextSpan span) {
  const std::uint64_t shift = raw_shift(article.arrival);
  std::string text;
  for (const RawSpan raw : article.source_map.raw_spans(span)) {
    text += fmt::format("{}{}-{}", text.empty() ? "" : ", ", raw.begin + shift, raw.end + shift);
  }
  return text;
}

}  // namespace

std::string marked_text(const Article& article, std::span<const RuleInfo> rules, MarkStyle style) {
  std::string out;
  std::uint64_t done = 0;
  const std::string_view text = article.text;
  for (const Cut& cut : article.edits.cuts()) {
    out += escape_for_display(slice(text, TextSpan{done, cut.span.begin}), Lines::kKeep);
    const std::string_view whole = slice(text, cut.span);
    const std::string_view passage = without_space(whole);
    const auto before = static_cast<std::size_t>(passage.data() - whole.data());
    out += escape_for_display(whole.substr(0, before), Lines::kKeep);
    if (!passage.empty()) out += mark(passage, reason_name(rules[cut.rule].reason), style);
    out += escape_for_display(whole.substr(before + passage.size()), Lines::kKeep);
    done = cut.span.end;
  }
  return out + escape_for_display(text.substr(done), Lines::kKeep);
}

std::string removed_passages(const Article& article, std::span<const RuleInfo> rules) {
  std::string out;
  for (const Cut& cut : article.edits.cuts()) {
    const RuleInfo& rule = rules[cut.rule];
    out += fmt::format(
        "{}  {}  text {}-{}  raw {}\n  why: {}\n  \"{}\"\n", reason_name(rule.reason), rule.id,
        cut.span.begin, cut.span.end, raw_ranges(article, cut.span), escape_for_display(rule.why),
        escape_for_display(without_space(slice(article.text, cut.span)), Lines::kKeep));
  }
  return out;
}

std::string map_lines(const Article& article, std::span<const RuleInfo> rules) {
  const std::uint64_t shift = raw_shift(article.arrival);
  std::string out;
  for (const Run& run : article.source_map.runs()) {
    out += fmt::format("{:<10}  raw {}-{}  text {}-{}\n", run_kind_name(run.kind),
                       run.raw().begin + shift, run.raw().end + shift, run.text().begin,
                       run.text().end);
  }
  for (const Cut& cut : article.edits.cuts()) {
    out += fmt::format("{:<10}  raw {}  text {}-{}  {}\n", "cut", raw_ranges(article, cut.span),
                       cut.span.begin, cut.span.end, rules[cut.rule].id);
  }
  return out;
}

}  // namespace headwater
