#include "stages/clean/strip_ads.h"

#include <memory>
#include <utility>

#include "stages/clean/rule_stage.h"

namespace headwater {
namespace {

class StripAds final : public Stage {
 public:
  explicit StripAds(ArticleRules rules) : rules_(std::move(rules)) {}

  Outcome process(Article& article) const override {
    rules_.propose_cuts(article);
    return Passed{};
  }

 private:
  ArticleRules rules_;
};

Result<AnyStage> build(const StageContext& context) {
  Result<ArticleRules> rules = ArticleRules::load(context, asks_the_reader);
  if (!rules) return rules.error();
  return AnyStage(std::make_unique<StripAds>(std::move(*rules)));
}

}  // namespace

StageKind strip_ads_kind() {
  return {.name = "strip_ads",
          .summary = "cut advertisements, newsletter prompts and other offers to the reader",
          .needs = Section::kText | Section::kBlocks | Section::kMetadata,
          .gives = Sections{0} | Section::kCuts,
          .settings = {},
          .build = build};
}

}  // namespace headwater
