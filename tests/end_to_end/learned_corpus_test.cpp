// Learned boilerplate by the whole program: invented outlets with ads, wire copies and updates of
// running stories. Which documents tell one story is found by the program itself.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdio>
#include <string>
#include <utility>

#include "support/ingest_fixture.h"
#include "support/learn_score.h"
#include "support/outlet_corpus.h"
#include "support/random_numbers.h"

namespace headwater::testing {
namespace {

/// HEADWATER_LEARN_SEEDS=101-105 tries other corpora than the one of every day.
std::pair<std::uint64_t, std::uint64_t> seeds() {
  const char* set = ::getenv("HEADWATER_LEARN_SEEDS");
  if (set == nullptr) return {11, 11};
  char* end = nullptr;
  const std::uint64_t first = ::strtoull(set, &end, 10);
  return {first, *end == '-' ? ::strtoull(end + 1, nullptr, 10) : first};
}

class LearnedCorpus : public IngestFixture {
 protected:
  /// Whole outlets, as many as a build with sanitizers can take in.
  static std::vector<OutletArticle> shortened(std::vector<OutletArticle> articles) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    articles.resize(articles.size() / 5);
#endif
    return articles;
  }

  /// What the whole program makes of `articles` in a store of their own.
  LearnScore learn_from(const std::vector<OutletArticle>& articles, std::uint64_t seed) const {
    std::filesystem::remove_all(store());
    std::filesystem::remove(folder_ / "ads.learned.toml");
    ingest(folder_.write("articles.jsonl", json_lines_of(articles)));
    const CleanedTexts before = cleaned_texts(headwater({"export"}).out);
    const ProcessResult learned =
        headwater({"learn", "--apply", (folder_ / "ads.learned.toml").string()});
    EXPECT_EQ(learned.exit_code, 0) << learned.err;
    const LearnScore figures =
        score_learning(articles, before, cleaned_texts(headwater({"export"}).out));
    std::printf("seed %ju: precision %.4f recall %.4f, %zu ads, %zu real paragraphs lost\n",
                static_cast<std::uintmax_t>(seed), figures.precision(), figures.recall(),
                figures.ads, figures.real_cut);
    return figures;
  }
};

TEST_F(LearnedCorpus, AdsAreFoundAndNothingRealIsLost) {
  const auto [first, last] = seeds();
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    const LearnScore figures = learn_from(shortened(outlet_corpus(seed)), seed);
    EXPECT_GT(figures.ads, 2'000U);
    EXPECT_GE(figures.recall(), 0.98);
    EXPECT_EQ(figures.real_cut, 0U);
  }
}

TEST_F(LearnedCorpus, AdsAreFoundAmongRealWires) {
  std::vector<WireStory> stories = read_wire_stories(2, 200, 2 * kStoriesNeeded);
  if (stories.empty()) GTEST_SKIP() << "the collection of wires is not here";
  ASSERT_GE(stories.size(), kStoriesNeeded);
  const auto [first, last] = seeds();
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    Random random(seed);
    for (std::size_t i = stories.size() - 1; i > 0; --i) {
      std::swap(stories[i], stories[random.below(i + 1)]);
    }
    const LearnScore figures = learn_from(shortened(outlets_of_stories(seed, stories)), seed);
    EXPECT_GT(figures.ads, 400U);
    EXPECT_GE(figures.precision(), 0.99);
    EXPECT_GE(figures.recall(), 0.98);
  }
}

}  // namespace
}  // namespace headwater::testing
