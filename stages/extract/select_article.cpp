#include "stages/extract/select_article.h"

#include "base/json.h"
#include "stages/extract/block_choice.h"
#include "stages/extract/select_rules.h"

namespace headwater {
namespace {

class SelectArticle final : public Stage {
 public:
  explicit SelectArticle(RuleTable& rules) : rules_(rules) {}

  Outcome process(Article& article) const override {
    if (!article.page) return Passed{};
    // One document at a time goes through the stages of a thread; buffers stay for the next one.
    thread_local BlockChoice choice;
    Outcome outcome = propose_cuts(choice, article);
    choice.shrink();
    return outcome;
  }

 private:
  Outcome propose_cuts(BlockChoice& choice, Article& article) const {
    const std::vector<SelectRule>& verdicts = choice.choose(article, *article.page);
    for (std::size_t first = 0, last = 0; first < verdicts.size(); first = last + 1) {
      last = first;
      if (verdicts[first] == SelectRule::kKeep) continue;
      // A menu of forty entries is one cut: what stands together for one reason goes as one.
      while (last + 1 < verdicts.size() && verdicts[last + 1] == verdicts[first]) ++last;
      const TextSpan span{article.blocks[first].span.begin, article.blocks[last].span.end};
      article.edits.propose({span, rules_.index_of(verdicts[first])});
    }
    const PageKind kind = choice.kind();
    if (kind == PageKind::kArticle) return Passed{};
    JsonWriter json;
    json.begin_object().key("page_kind").string(page_kind_name(kind)).end_object();
    article.detail = json.text();
    return Dropped{DropReason::kNotAnArticle};
  }

  SelectRules rules_;
};

}  // namespace

StageKind select_article_kind() {
  return {"select_article",
          "tells the article on a page from all that is around it",
          1,
          Section::kText | Section::kBlocks | Section::kMetadata | Section::kPage,
          static_cast<Sections>(Section::kCuts),
          {},
          [](const StageContext& context) -> Result<AnyStage> {
            return {std::make_unique<SelectArticle>(context.rules)};
          }};
}

}  // namespace headwater
