#include "stages/clean/rule_stage.h"

#include <utility>

#include "base/builtin_files.h"
#include "stages/clean/rule_pack.h"

namespace headwater {
namespace {

/// Whether `file` is a built-in pack as it was built in: its samples were run by the program's
/// tests, and running them again would take longer than cleaning a thousand articles.
bool is_proved(const ConfigFile& file) {
  for (const BuiltinFile& builtin : builtin_files()) {
    if (builtin.name == file.name) return builtin.text == file.text;
  }
  return false;
}

void check_rules_of(const ConfigFile& file, RulePacks& packs) {
  if (is_proved(file)) return;
  for (const Rule& rule : packs.rules) {
    if (rule.position.file == file.name) check_rule(rule, packs.mistakes);
  }
}

}  // namespace

bool asks_the_reader(CutReason reason) {
  switch (reason) {
    case CutReason::kRelated:
    case CutReason::kShare:
    case CutReason::kComments:
    case CutReason::kNewsletter:
    case CutReason::kAd:
    case CutReason::kSponsored:
    case CutReason::kPromotion:
    case CutReason::kAppPrompt:
    case CutReason::kPaywall:
    case CutReason::kConsent:
      return true;
    default:
      return false;
  }
}

Result<ArticleRules> ArticleRules::load(const StageContext& context, bool (*takes)(CutReason)) {
  RulePacks packs = parse_rule_packs(context.boilerplate);
  std::erase_if(packs.rules, [&](const Rule& rule) { return !takes(rule.reason); });
  for (const ConfigFile& file : context.boilerplate) check_rules_of(file, packs);
  if (!packs.mistakes.empty()) return Error{ErrorCode::kBadConfig, describe(packs.mistakes)};
  Result<RuleMatcher> matcher = RuleMatcher::build(packs.rules);
  if (!matcher) return matcher.error();
  std::vector<RuleIndex> indices;
  for (const Rule& rule : packs.rules) {
    indices.push_back(context.rules.add({rule.id, rule.reason, rule.why}));
  }
  return ArticleRules(std::move(*matcher), std::move(indices));
}

void ArticleRules::propose_cuts(Article& article) const {
  thread_local std::vector<TextSpan> paragraphs;
  thread_local std::vector<TextSpan> left_out;
  thread_local std::vector<RuleHit> hits;
  paragraphs.clear();
  left_out.clear();
  hits.clear();
  // The text of a page is all that a reader sees. The article in it has been selected by now: what
  // is left is its head and tail, not the page's.
  if (article.page != nullptr) {
    for (const Cut& cut : article.edits.cuts()) left_out.push_back(cut.span);
  }
  for (const Block& block : article.blocks) paragraphs.push_back(block.span);
  const TextSpan title =
      article.title && article.title->evidence.span ? *article.title->evidence.span : TextSpan{};
  matcher_.find({article.text, paragraphs, title, left_out}, hits);
  for (const RuleHit& hit : hits) article.edits.propose({hit.span, indices_[hit.rule]});
}

}  // namespace headwater
