#include "stages/clean/strip_boilerplate.h"

#include <memory>
#include <utility>

#include "stages/clean/learned_matcher.h"
#include "stages/clean/rule_stage.h"

namespace headwater {
namespace {

class StripBoilerplate final : public Stage {
 public:
  StripBoilerplate(ArticleRules rules, LearnedMatcher learned, RuleIndex signature)
      : rules_(std::move(rules)), learned_(std::move(learned)), signature_(signature) {}

  Outcome process(Article& article) const override {
    rules_.propose_cuts(article);
    learned_.propose_cuts(article);
    for (const Evidence& evidence : article.outlet.evidence) {
      if (evidence.kind == "signature-line" && evidence.span) {
        article.edits.propose({*evidence.span, signature_});
      }
    }
    return Passed{};
  }

 private:
  ArticleRules rules_;
  LearnedMatcher learned_;
  RuleIndex signature_;
};

bool is_about_the_text(CutReason reason) { return !asks_the_reader(reason); }

Result<AnyStage> build(const StageContext& context) {
  Result<ArticleRules> rules = ArticleRules::load(context, is_about_the_text);
  if (!rules) return rules.error();
  Result<LearnedMatcher> learned = LearnedMatcher::load(context);
  if (!learned) return learned.error();
  const RuleIndex signature = context.rules.add(
      {"outlet.signature-line", CutReason::kOutletSignature,
       "A last line that is nothing but an outlet's name signs the article and is no part of it."});
  return AnyStage(
      std::make_unique<StripBoilerplate>(std::move(*rules), std::move(*learned), signature));
}

}  // namespace

StageKind strip_boilerplate_kind() {
  return {.name = "strip_boilerplate",
          .summary = "cut syndication notices, sign-offs, captions and copyright lines",
          .version = 2,
          .needs = Section::kText | Section::kBlocks | Section::kMetadata | Section::kOutlet,
          .gives = Sections{0} | Section::kCuts,
          .settings = {},
          .build = build};
}

}  // namespace headwater
