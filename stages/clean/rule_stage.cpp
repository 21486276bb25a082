#include "stages/clean/rule_stage.h"

#include <utility>

#include "stages/clean/rule_pack.h"

namespace headwater {

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
  for (const Rule& rule : packs.rules) check_rule(rule, packs.mistakes);
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
  thread_local std::vector<RuleHit> hits;
  paragraphs.clear();
  hits.clear();
  for (const Block& block : article.blocks) paragraphs.push_back(block.span);
  const TextSpan title =
      article.title && article.title->evidence.span ? *article.title->evidence.span : TextSpan{};
  matcher_.find({article.text, paragraphs, title}, hits);
  for (const RuleHit& hit : hits) article.edits.propose({hit.span, indices_[hit.rule]});
}

}  // namespace headwater
