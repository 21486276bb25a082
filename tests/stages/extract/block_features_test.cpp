#include "stages/extract/block_features.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace headwater {
namespace {

BlockFeatures features(std::string_view text) {
  Block block;
  block.span = {0, text.size()};
  return features_of(text, block, {});
}

/// The same counts, a character at a time.
BlockFeatures counted(std::string_view text) {
  BlockFeatures out;
  bool in_word = false;
  for (const char c : text) {
    const bool is_letter = std::isalnum(static_cast<unsigned char>(c)) != 0;
    const bool is_quote = std::string_view("\"')]").find(c) != std::string_view::npos;
    const bool is_space = std::string_view(" \n\t").find(c) != std::string_view::npos;
    const bool is_stop = std::string_view(".!?").find(c) != std::string_view::npos;
    if (is_letter && !in_word) ++out.words;
    if (is_letter) ++out.letters;
    in_word = is_letter || (is_quote && in_word);
    out.has_sentence = out.has_sentence || (is_stop && out.words >= 5);
    if (!is_quote && !is_space) out.ends_sentence = is_stop;
  }
  return out;
}

TEST(BlockFeatures, CountWordsAndSentences) {
  const BlockFeatures prose = features("It doesn't rain on \"Monday\" here, said Ann. (Not yet.)");
  EXPECT_EQ(prose.words, 10U);
  EXPECT_TRUE(prose.has_sentence);
  EXPECT_TRUE(prose.ends_sentence);
  const BlockFeatures menu = features("Home, News, Sport - more");
  EXPECT_EQ(menu.words, 4U);
  EXPECT_FALSE(menu.has_sentence);
  EXPECT_FALSE(menu.ends_sentence);
  EXPECT_EQ(features("Él no llegó a tiempo, según María.").words, 7U);
}

TEST(BlockFeatures, BlocksOfBytesCountAsSingleOnesDo) {
  std::mt19937 random(7);
  constexpr std::string_view kCharacters = "aZ09''\")]  \n\t.!?,-@[`{/:\x7F";
  for (int round = 0; round < 20000; ++round) {
    std::string text(random() % 70, ' ');
    for (char& c : text) c = kCharacters[random() % kCharacters.size()];
    const BlockFeatures found = features(text);
    const BlockFeatures wanted = counted(text);
    ASSERT_EQ(found.letters, wanted.letters) << text;
    ASSERT_EQ(found.words, wanted.words) << text;
    ASSERT_EQ(found.has_sentence, wanted.has_sentence) << text;
    ASSERT_EQ(found.ends_sentence, wanted.ends_sentence) << text;
  }
}

}  // namespace
}  // namespace headwater
