#include "support/news_corpus.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace headwater::testing {
namespace {

TEST(NewsCorpus, ArticlesHaveTheSizeThatBenchmarksName) {
  const NewsCorpus corpus;
  std::size_t bytes = 0;
  std::int64_t sentences = 0;
  for (std::uint64_t number = 0; number < 400; ++number) {
    const std::string text = corpus.article(number).text;
    bytes += text.size();
    sentences +=
        std::count_if(text.begin(), text.end(), [](char c) { return c == '.' || c == '?'; });
  }
  EXPECT_NEAR(static_cast<double>(bytes) / 400, 3500, 200);
  EXPECT_NEAR(static_cast<double>(sentences) / 400, 30, 2);
}

TEST(NewsCorpus, OneInTwentyRepeatsAnEarlierText) {
  const NewsCorpus corpus;
  for (std::uint64_t number = 0; number < 100; ++number) {
    const std::string text = corpus.article(number).text;
    bool seen = false;
    for (std::uint64_t earlier = 0; earlier < number; ++earlier) {
      seen = seen || corpus.article(earlier).text == text;
    }
    EXPECT_EQ(seen, number % 20 == 19) << number;
  }
}

TEST(NewsCorpus, AnyPartCanBeMadeAgain) {
  const NewsCorpus corpus(7);
  EXPECT_EQ(corpus.json_lines(0, 30), corpus.json_lines(0, 10) + NewsCorpus(7).json_lines(10, 30));
  EXPECT_NE(corpus.plain_text(3), NewsCorpus(8).plain_text(3));
}

}  // namespace
}  // namespace headwater::testing
