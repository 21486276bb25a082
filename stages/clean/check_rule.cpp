#include <fmt/format.h>

#include <algorithm>

#include "base/text_lines.h"
#include "base/utf8.h"
#include "stages/clean/rule_matcher.h"
#include "stages/clean/rule_pack.h"

namespace headwater {
namespace {

/// The spans that `matcher` cuts out of a sample whose every line is a paragraph, ascending.
std::vector<TextSpan> cuts_in(const RuleMatcher& matcher, std::string_view text) {
  std::vector<TextLine> lines;
  split_lines(text, lines);
  std::vector<TextSpan> paragraphs;
  for (const TextLine& line : lines) paragraphs.push_back({line.begin, line.end});
  std::vector<RuleHit> hits;
  matcher.find({text, paragraphs, {}}, hits);
  std::vector<TextSpan> cuts;
  for (const RuleHit& hit : hits) cuts.push_back(hit.span);
  std::sort(cuts.begin(), cuts.end());
  return cuts;
}

/// Whether nothing but white space is left of `text` without `cuts`.
bool leaves_nothing(std::string_view text, const std::vector<TextSpan>& cuts) {
  std::uint64_t kept_from = 0;
  for (const TextSpan cut : cuts) {
    if (cut.begin > kept_from && !trim(text.substr(kept_from, cut.begin - kept_from)).empty())
      return false;
    kept_from = std::max(kept_from, cut.end);
  }
  return trim(text.substr(kept_from)).empty();
}

std::string passages(std::string_view text, const std::vector<TextSpan>& spans) {
  if (spans.empty()) return "nothing";
  std::string out;
  for (const TextSpan span : spans) {
    out += fmt::format("{}\"{}\"", out.empty() ? "" : ", ", escape_for_display(slice(text, span)));
  }
  return out;
}

void check_removes(const Rule& rule, const RuleMatcher& matcher, const RuleSample& sample,
                   std::vector<ConfigMistake>& mistakes) {
  const std::vector<TextSpan> cuts = cuts_in(matcher, sample.text);
  const bool as_said =
      sample.marked.empty() ? leaves_nothing(sample.text, cuts) : cuts == sample.marked;
  if (as_said) return;
  const std::string wanted =
      sample.marked.empty() ? "the whole sample" : passages(sample.text, sample.marked);
  mistakes.push_back(
      {sample.position, fmt::format("rule \"{}\": this sample should lose {}; it loses {}", rule.id,
                                    wanted, passages(sample.text, cuts))});
}

}  // namespace

void check_rule(const Rule& rule, std::vector<ConfigMistake>& mistakes) {
  const Result<RuleMatcher> matcher = RuleMatcher::build({&rule, 1});
  if (!matcher) {
    mistakes.push_back(
        {rule.pattern_position, fmt::format("rule \"{}\": {}", rule.id, matcher.error().message)});
    return;
  }
  for (const RuleSample& sample : rule.removes) check_removes(rule, *matcher, sample, mistakes);
  for (const RuleSample& sample : rule.keeps) {
    const std::vector<TextSpan> cuts = cuts_in(*matcher, sample.text);
    if (cuts.empty()) continue;
    mistakes.push_back(
        {sample.position, fmt::format("rule \"{}\": this sample should be kept; it loses {}",
                                      rule.id, passages(sample.text, cuts))});
  }
}

}  // namespace headwater
