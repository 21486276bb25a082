#include "stages/copies/sketch_text.h"

#include "stages/copies/shingles.h"

namespace headwater {
namespace {

/// What a thread keeps from text to text at most.
constexpr std::size_t kKeptWords = 1U << 16U;

class SketchText final : public Stage {
 public:
  Outcome process(Article& article) const override {
    thread_local std::vector<TextSpan> kept;
    thread_local std::vector<Word> words;
    thread_local std::vector<std::uint64_t> shingles;
    kept.clear();
    words.clear();
    shingles.clear();
    article.edits.kept_spans(article.text.size(), kept);
    find_words(article.text, kept, words);
    make_shingles(words, shingles);
    article.sketch = make_sketch(shingles);
    if (words.capacity() > kKeptWords) {
      words = {};
      shingles = {};
    }
    return Passed{};
  }
};

}  // namespace

StageKind sketch_text_kind() {
  return {"sketch_text",
          "takes the sketch by which copies and excerpts of the cleaned text are found",
          1,
          static_cast<Sections>(Section::kText),
          static_cast<Sections>(Section::kSketch),
          {},
          [](const StageContext&) -> Result<AnyStage> { return {std::make_unique<SketchText>()}; }};
}

}  // namespace headwater
