#include "stages/clean/passage.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

const std::string kLead =
    "The ferry sailed at noon with forty people on board.\n\n"
    "It came back at four because the sea was too rough.\n\n";
const std::string kAd = "Wear the gull on a mug.";

std::vector<Passage> passages_of(const std::string& text) {
  std::vector<Passage> passages;
  find_passages(text, {}, {}, passages);
  return passages;
}

/// Whether the passage that is just `words` is sheltered; it must be there.
bool is_sheltered(const std::string& text, const std::string& words) {
  for (const Passage& passage : passages_of(text)) {
    if (slice(text, passage.span) == words) return passage.sheltered;
  }
  ADD_FAILURE() << words << " is no passage of " << text;
  return false;
}

TEST(Passage, TheFirstTwoParagraphsAreSheltered) {
  EXPECT_FALSE(is_sheltered(kLead + kAd, kAd));
  EXPECT_TRUE(is_sheltered(kAd + "\n\n" + kLead, kAd));
  EXPECT_TRUE(is_sheltered("It rained on the bay all day and all night. " + kAd, kAd));
  // A label or a byline does not use the shelter up.
  EXPECT_TRUE(is_sheltered("By Maren Oakes\n\nKelp Bay\n\nNews\n\n" + kAd, kAd));
}

TEST(Passage, RowsOfFiguresAreHalfAParagraphEach) {
  const std::string rows = "Shr 2.11 dlrs vs nine cts\n\nNet 285 mln vs 105 mln\n\n";
  EXPECT_TRUE(is_sheltered(rows + "Year\n\nRevs 7.35 billion vs 6.7\n\n" + kAd, kAd));
  EXPECT_FALSE(is_sheltered(rows + "Year\n\n" + rows + kAd, kAd));
}

TEST(Passage, TextWithoutSpacesHasParagraphsToo) {
  const std::string lead =
      "渡轮在中午载着四十名乘客离开了港口前往对岸。\n\n四点钟因为海浪太大又回到了港口。\n\n";
  EXPECT_FALSE(is_sheltered(lead + "请订阅我们的潮汐通讯周刊。", "请订阅我们的潮汐通讯周刊。"));
  EXPECT_TRUE(is_sheltered("请订阅我们的潮汐通讯周刊。\n\n" + lead, "请订阅我们的潮汐通讯周刊。"));
}

TEST(Passage, WhatSomebodySaidIsSheltered) {
  struct Row {
    std::string text, passage;
    bool sheltered;
  };
  for (const Row& row : {
           Row{"\"" + kAd + "\"", "\"" + kAd + "\"", true},
           Row{"“" + kAd + "”", "“" + kAd + "”", true},
           Row{"„" + kAd + "“", "„" + kAd + "“", true},
           Row{"»" + kAd + "«", "»" + kAd + "«", true},
           Row{"« " + kAd + " »", "« " + kAd + " »", true},
           Row{"She said: \"It is fine. " + kAd + " Thanks.\"", kAd, true},
           Row{"Sie sagte: „Es ist gut. " + kAd + " Danke.“", kAd, true},
           Row{"Elle dit : « C'est bon. " + kAd + " Merci. »", kAd, true},
           // In a quotation that goes through several paragraphs.
           Row{"Elle dit : « C'est bon.\n\n" + kAd + "\n\nMerci. »", kAd, true},
           Row{"Sie sagte: „Es ist gut.\n\n" + kAd + "\n\nDanke.“", kAd, true},
           // A paragraph with a whole quotation in it.
           Row{"Ana Pike says: \"Wear a gull when you come to the bay.\"",
               "Ana Pike says: \"Wear a gull when you come to the bay.\"", true},
           // Behind a quotation, beside one, and with a name in marks.
           Row{"\"It is fine,\" she said.\n\n" + kAd, kAd, false},
           Row{"She said: \"It is fine.\" " + kAd, kAd, false},
           Row{"Order \"The Tide Letter\" today.", "Order \"The Tide Letter\" today.", false},
           Row{"Order our letter \"The Tide\"", "Order our letter \"The Tide\"", false},
           Row{"It's a 6\" board.\n\n" + kAd, kAd, false},
           Row{"\"The best of all papers\" — order it now",
               "\"The best of all papers\" — order it now", true},
       }) {
    EXPECT_EQ(is_sheltered(kLead + row.text, row.passage), row.sheltered) << row.text;
  }
}

TEST(Passage, NumbersAndAddressesAreMasked) {
  std::string masked;
  mask_passage("Order by May 3, 2026 at https://gull.example/x?1 for 12,50 €!", masked);
  EXPECT_EQ(masked.find("gull"), std::string::npos) << masked;
  EXPECT_EQ(masked.find_first_of("12356789"), std::string::npos) << masked;
  std::string other;
  mask_passage("Order by May 17, 2027 at www.gull.example/y for 9 €!", other);
  EXPECT_EQ(masked, other);
}

}  // namespace
}  // namespace headwater
