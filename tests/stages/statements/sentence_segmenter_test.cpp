#include "stages/statements/sentence_segmenter.h"

#include <gtest/gtest.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace headwater {
namespace {

// What ICU says of the whole text, nothing left out.
std::vector<std::size_t> breaks_of_all(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UBreakIterator, void (*)(UBreakIterator*)> iterator(
      ubrk_open(UBRK_SENTENCE, "root", nullptr, 0, &status), ubrk_close);
  const std::unique_ptr<UText, UText* (*)(UText*)> view(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status),
      utext_close);
  ubrk_setUText(iterator.get(), view.get(), &status);
  EXPECT_TRUE(U_SUCCESS(status));
  std::vector<std::size_t> breaks;
  for (std::int32_t at = ubrk_next(iterator.get()); at != UBRK_DONE;
       at = ubrk_next(iterator.get())) {
    if (static_cast<std::size_t>(at) < text.size()) breaks.push_back(static_cast<std::size_t>(at));
  }
  return breaks;
}

std::vector<std::size_t> breaks_of(std::string_view text) {
  std::vector<std::size_t> breaks;
  find_unicode_breaks(text, breaks);
  return breaks;
}

TEST(SentenceSegmenter, BreaksAfterTerminators) {
  EXPECT_EQ(breaks_of("One ferry. Two ferries! Three?"), (std::vector<std::size_t>{11, 24}));
  EXPECT_EQ(breaks_of("It cost 3.5 crowns. and no more"), (std::vector<std::size_t>{}));
  EXPECT_EQ(breaks_of("第一句。第二句。"), (std::vector<std::size_t>{12}));
  EXPECT_EQ(breaks_of(""), (std::vector<std::size_t>{}));
}

// Whatever stands around a terminator, leaving out what cannot matter does not change the answer.
TEST(SentenceSegmenter, AgreesWithTheWholeText) {
  constexpr std::string_view kPieces[] = {"harbor",
                                          "Ferry",
                                          "A",
                                          "x",
                                          "12",
                                          "7",
                                          ".",
                                          ".",
                                          ".",
                                          "!",
                                          "?",
                                          "...",
                                          " ",
                                          " ",
                                          " ",
                                          "  ",
                                          "\n",
                                          "\t",
                                          ",",
                                          ";",
                                          ":",
                                          "-",
                                          "\"",
                                          "'",
                                          "(",
                                          ")",
                                          "]",
                                          "“",
                                          "”",
                                          "’",
                                          "—",
                                          "é",
                                          "É",
                                          "ß",
                                          "日",
                                          "。",
                                          "\xCC\x81",
                                          "\xC2\xA0",
                                          "\xC2\x85",
                                          "\xE2\x80\xA8",
                                          "\xE2\x80\x8D",
                                          "😀",
                                          "ა",
                                          "٣",
                                          "؟",
                                          "…",
                                          "\xC2\xAD",
                                          "\x0B"};
  std::mt19937 random(20261125);
  std::size_t found = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto i = random() % 30; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    const std::vector<std::size_t> expected = breaks_of_all(text);
    ASSERT_EQ(breaks_of(text), expected) << text;
    found += expected.size();
  }
  EXPECT_GT(found, 10000U);
}

}  // namespace
}  // namespace headwater
