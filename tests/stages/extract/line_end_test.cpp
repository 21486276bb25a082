#include "stages/extract/line_end.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(EndsInCredit, KnowsCredits) {
  for (const char* line : {
           "The wheel of the mill. Photo: A. Miller/Tidewire",
           "The wheel of the mill. Photo: A. Miller.",
           "Das Rad der M\u00fchle. Foto: A. M\u00fcller",
           "Das Rad der M\u00fchle (Foto: privat)",
           "The wheel \u00a9 Tidewire",
           "Wheel, fot. A. M\u0142ynarz",
           "A. Miller/Getty Images",
           "The wheel in May (A. Miller/AFP via Getty Images)",
           "The wheel. Courtesy of the Miller family",
           "The wheel of the mill. Staff Photo: A. Miller",
           "\u8c37\u306e\u6c34\u8eca\u3002\u5199\u771f\uff1a\u6751",
       }) {
    EXPECT_TRUE(ends_in_credit(line)) << line;
  }
}

TEST(EndsInCredit, KnowsSentencesWithWordsOfCredits) {
  for (const char* line : {
           "The wheel of the mill turned for the first time in eleven years.",
           "Photo: the word stood above the door of the mill, and nobody in the village could say "
           "who had painted it there or what for, it seems.",
           "Kvarnen \u00e4r fortfarande p\u00e5 fri fot.",
           "The suit over the picture of the mill was filed on Monday by Getty Images.",
           "Shutterstock shares fell by a tenth after the mill said no.",
           "Courtesy of the miller, the village gets a bus to town.",
           "Die Quelle: ein Brief des M\u00fcllers, den niemand kennt.",
           "The word imago comes from Latin, the miller said over his bread.",
           "Either (a) bread, (b) flour or (c) the stones themselves",
           "Photo:",
           "",
       }) {
    EXPECT_FALSE(ends_in_credit(line)) << line;
  }
}

TEST(EndsInFullStop, LooksThroughQuotesAndBrackets) {
  EXPECT_TRUE(ends_in_full_stop("The mill turns.\u201d "));
  EXPECT_TRUE(ends_in_full_stop("(The mill turns.)"));
  EXPECT_TRUE(ends_in_full_stop("\u6c34\u8eca\u3002"));
  EXPECT_FALSE(ends_in_full_stop("Why does the mill turn?"));
  EXPECT_FALSE(ends_in_full_stop("The mill"));
  EXPECT_FALSE(ends_in_full_stop(""));
}

}  // namespace
}  // namespace headwater
