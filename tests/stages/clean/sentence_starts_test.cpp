#include "stages/clean/sentence_starts.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_lines.h"

namespace headwater {
namespace {

std::vector<std::size_t> starts_of(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < text.size(); at = next_sentence_start(text, at + 1)) {
    starts.push_back(at);
  }
  return starts;
}

// The same, said a byte at a time: what the blocks of 16 bytes must agree with.
std::vector<std::size_t> plain_starts_of(std::string_view text) {
  const auto space = [&](std::size_t at) {
    return text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r') || text[at] == '\xa0';
  };
  const auto is_break = [](std::string_view before) {
    before = trim(before);
    constexpr std::string_view kMarks = ")]:;-*|>";
    return before.empty() || ends_sentence(before) || kMarks.find(before.back()) != kMarks.npos ||
           before.ends_with("–") || before.ends_with("—") || before.ends_with("•");
  };
  std::vector<std::size_t> starts = {0};
  for (std::size_t at = 1; at < text.size(); ++at) {
    const bool bracket = text[at] == '(' || text[at] == '[';
    const bool word = space(at - 1) && !space(at);
    if (bracket || (word && is_break(text.substr(0, at)))) starts.push_back(at);
  }
  return starts;
}

TEST(SentenceStarts, StandAfterStopsMarksAndBeforeBrackets) {
  EXPECT_EQ(starts_of("One. Two"), (std::vector<std::size_t>{0, 5}));
  EXPECT_EQ(starts_of("One, two (three) four"), (std::vector<std::size_t>{0, 9, 17}));
  EXPECT_EQ(starts_of("He said: \"No.\"  Then he left"), (std::vector<std::size_t>{0, 9, 16}));
  EXPECT_EQ(starts_of("No start in the middle of this sentence at all"),
            (std::vector<std::size_t>{0}));
  EXPECT_EQ(starts_of("Ferry fares rise — Harbor Ledger"), (std::vector<std::size_t>{0, 21}));
}

TEST(SentenceStarts, AreTheSameAByteOrABlockAtATime) {
  constexpr std::string_view kPieces[] = {"word", ".", " ", "  ", "(", "]", "—",  "\xC2\xA0",
                                          "é",    ",", "3", "\n", ":", "!", "\"", "Longerword"};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text = "a";
    for (auto i = random() % 40; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    text += "z";
    EXPECT_EQ(starts_of(text), plain_starts_of(text)) << text;
  }
}

}  // namespace
}  // namespace headwater
