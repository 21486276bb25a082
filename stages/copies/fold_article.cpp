#include "stages/copies/fold_article.h"

#include "record/fold_text.h"

namespace headwater {
namespace {

class FoldArticle final : public Stage {
 public:
  Outcome process(Article& article) const override {
    thread_local std::string cleaned;
    thread_local std::string folded;
    cleaned.clear();
    folded.clear();
    article.edits.append_cleaned(article.text, cleaned);
    fold_text(cleaned, folded);
    article.folded_digest = sha256(folded);
    return Passed{};
  }
};

}  // namespace

StageKind fold_article_kind() {
  return {
      "fold_article",
      "takes the digest of the words of the cleaned text",
      1,
      static_cast<Sections>(Section::kText),
      static_cast<Sections>(Section::kFolded),
      {},
      [](const StageContext&) -> Result<AnyStage> { return {std::make_unique<FoldArticle>()}; }};
}

}  // namespace headwater
