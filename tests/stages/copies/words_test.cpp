#include "stages/copies/words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "record/fold_text.h"
#include "stages/copies/shingles.h"
#include "support/random_numbers.h"

namespace headwater {
namespace {

std::vector<Word> words_of(std::string_view text, WordFinder finder = WordFinder::kBest) {
  std::vector<Word> words;
  const TextSpan all{0, text.size()};
  find_words(text, {&all, 1}, words, finder);
  return words;
}

std::vector<std::string> printed(std::string_view text) {
  std::vector<std::string> out;
  for (const Word& word : words_of(text)) {
    out.emplace_back(text.substr(word.begin, word.end - word.begin));
  }
  return out;
}

TEST(Words, AreWhatStandsBetweenSpacesOfTheFoldedText) {
  using Words = std::vector<std::string>;
  const struct {
    std::string_view text;
    Words words;
  } rows[] = {
      {"", {}},
      {"...", {}},
      {"The bridge, closed.", {"The", "bridge", "closed"}},
      {"“The bridge”—closed", {"The", "bridge", "closed"}},
      {"U.S. 5.81 mln", {"U", "S", "5", "81", "mln"}},
      {"Škoda Überfahrt café", {"Škoda", "Überfahrt", "café"}},
      {"harb\u00ADor", {"harb\u00ADor"}},
      {"ill \xFF\xC3 formed", {"ill", "formed"}},
      {"橋は閉", {"橋", "は", "閉"}},
      {"GDP増加", {"GDP", "増", "加"}},
  };
  for (const auto& row : rows) EXPECT_EQ(printed(row.text), row.words) << row.text;
}

TEST(Words, TypographyDoesNotChangeHashes) {
  const std::string_view pairs[][2] = {{"The BRIDGE closed", "the bridge Closed"},
                                       {"ÜBER café", "über CAFÉ"},
                                       {"harbor", "harb\u00ADor"},
                                       {"internationalization", "InterNationalizatioN"}};
  for (const auto& pair : pairs) {
    const auto a = words_of(pair[0]);
    const auto b = words_of(pair[1]);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].hash, b[i].hash) << pair[0];
  }
  EXPECT_NE(words_of("bridge")[0].hash, words_of("bridges")[0].hash);
  EXPECT_NE(words_of("a")[0].hash, words_of("aa")[0].hash);
}

/// Any bytes, most of them of the kinds that words are made of.
std::string random_text(testing::Random& random) {
  constexpr std::string_view kPieces[] = {"a", "B", "7", " ", ".", "\n", "é", "—", "橋", "\xFF"};
  std::string text;
  for (std::uint64_t n = random.below(300); n > 0; --n) {
    text += random.one_in(8) ? std::string(1, static_cast<char>(random.below(256)))
                             : std::string(kPieces[random.below(std::size(kPieces))]);
  }
  return text;
}

TEST(Words, EveryFinderFindsTheSameAndAsManyAsFolding) {
  testing::Random random(11);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = random_text(random);
    const auto words = words_of(text);
    ASSERT_EQ(words, words_of(text, WordFinder::kPortable));
    std::string folded;
    for (const Word& word : words) {
      ASSERT_LT(word.begin, word.end);
      if (word.weight == 1) folded += folded_text(text.substr(word.begin, word.end - word.begin));
    }
    // Texts without unspaced scripts have exactly the words of the folded text.
    if (!folded.empty()) continue;
    const std::string whole = folded_text(text);
    const auto spaces = static_cast<std::size_t>(std::ranges::count(whole, ' '));
    ASSERT_EQ(words.size(), whole.empty() ? 0 : spaces + 1) << text;
  }
}

TEST(Words, WhatIsCutIsNotRead) {
  const std::string_view text = "one two three four";
  const TextSpan kept[] = {{0, 4}, {8, 13}};
  std::vector<Word> words;
  find_words(text, kept, words);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[1].begin, 8U);
}

/// Sketches are kept in stores: they must be the same on every machine and in every version.
TEST(Shingles, GoldenVectors) {
  std::vector<std::uint64_t> shingles;
  make_shingles(words_of("The bridge was closed for eleven days"), shingles);
  ASSERT_EQ(shingles.size(), 3U);
  EXPECT_EQ(shingles[0], 15784633012239907913U);
  EXPECT_EQ(shingles[2], 2763619407127584842U);
  shingles.clear();
  make_shingles(words_of("橋は閉鎖された"), shingles);
  ASSERT_EQ(shingles.size(), 3U);
  EXPECT_EQ(shingles[0], 12090063260962812349U);
}

TEST(Shingles, TheSketchOfAPartIsPartOfTheSketch) {
  testing::Random random(3);
  std::vector<std::uint64_t> shingles;
  for (int i = 0; i < 2000; ++i) shingles.push_back(random.next());
  const TextSketch whole = make_sketch(shingles);
  const TextSketch part = make_sketch(std::span(shingles).subspan(500, 600));
  EXPECT_EQ(whole.shingles, 2000U);
  EXPECT_NEAR(static_cast<double>(whole.tags.size()), 250, 60);
  EXPECT_TRUE(std::ranges::includes(whole.tags, part.tags));
  const TextSketch all = make_sketch(std::span(shingles).first(256));
  EXPECT_EQ(all.tags.size(), 256U);
  EXPECT_LT(make_sketch(std::span(shingles).first(257)).tags.size(), 60U);
}

}  // namespace
}  // namespace headwater
