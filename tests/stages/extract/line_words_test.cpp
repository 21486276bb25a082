#include "stages/extract/line_words.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

/// The id of the reason, or "kept".
std::string judged(const std::string& line) {
  const Block block{{0, line.size()}, BlockKind::kParagraph};
  const SelectRule rule = judge_line(line, features_of(line, block, HtmlBlock{}));
  return rule == SelectRule::kKeep ? "kept" : std::string(reason_name(reason_of(rule)));
}

struct Row {
  const char* line;
  const char* reason;
};

class Lines : public testing::TestWithParam<Row> {};

TEST_P(Lines, AreJudgedByTheirBeginning) { EXPECT_EQ(judged(GetParam().line), GetParam().reason); }

INSTANTIATE_TEST_SUITE_P(
    Rows, Lines,
    testing::Values(
        Row{"READ MORE: Mill to open again", "related"}, Row{"\u00bb Read more", "related"},
        Row{"Read more slowly, she said, and the words will stay.", "kept"},
        Row{"Leggi anche: il mulino riapre", "related"}, Row{"Lees ook: de molen", "related"},
        Row{"L\u00e4s ocks\u00e5: Kvarnen \u00f6ppnar", "related"},
        Row{"Czytaj te\u017c: m\u0142yn", "related"}, Row{"Leia tamb\u00e9m: o moinho", "related"},
        Row{"Related: The mill in pictures", "related"},
        Row{"Related industries lost a tenth of their orders in the year.", "kept"},
        Row{"Share this article", "share"}, Row{"Share prices fell.", "kept"},
        Row{"0 Comments", "comments"}, Row{"Comments (3)", "comments"}, Row{"Print 3", "kept"},
        Row{"5 min read", "metadata"}, Row{"5 minutes from the mill, the road ends.", "kept"},
        Row{"Comments", "comments"}, Row{"Comments by the mayor were not to be had.", "kept"},
        Row{"Published 3 May 2024", "timestamp"},
        Row{"Published in spring, the report names eleven mills and their owners.", "kept"},
        Row{"Updated: yesterday", "timestamp"}, Row{"Tags: mills, bread", "metadata"},
        Row{"Tags are sewn into every sack.", "kept"}, Row{"ADVERTISEMENT", "ad"},
        Row{"Story continues below advertisement", "ad"}, Row{"Werbung", "ad"},
        Row{"Photo credit: A. Miller", "credit-line"}, Row{"Written by A. Miller", "byline"},
        Row{"Subscribe to our letter for more.", "newsletter"},
        Row{"Already a subscriber? Sign in", "paywall"},
        Row{"Copyright 2024 Northfield Courier", "copyright-footer"},
        Row{"Copyright law was made for cases like this, the judge said on Monday.", "kept"},
        Row{"Published studies disagree.", "kept"}, Row{"Copyright law prevailed.", "kept"},
        Row{"Updated guidance followed.", "kept"}, Row{"Updated 3 May 2024.", "timestamp"},
        Row{"\u00a9 2024 Northfield Courier. All rights reserved.", "copyright-footer"},
        Row{"Copyright by the Courier, all rights reserved.", "copyright-footer"},
        Row{"Follow us into the dark, the leader told the crowd.", "kept"},
        Row{"Follow us on Facebook and Instagram.", "share"},
        Row{"Sign up for the course opened on Monday and closed within an hour, the school said "
            "in a statement.",
            "kept"},
        Row{"Sign up for the letter that we send every morning, and have it in your mailbox "
            "before the mill turns.",
            "newsletter"},
        Row{"See also", "related"}, Row{"See also the bishop's letter of 1904.", "kept"},
        Row{"See also: The bishop's letter of 1904.", "related"},
        Row{"Mehr dazu wollte die M\u00fcllerin nicht sagen.", "kept"},
        Row{"Mehr dazu: Die M\u00fcllerin im Gespr\u00e4ch.", "related"},
        Row{"To continue reading was hard for her, she said.", "kept"},
        Row{"To continue reading, subscribe.", "paywall"}, Row{"", "kept"}, Row{"***", "kept"},
        Row{"\xe2\x80\x94", "kept"}));

TEST(BeginsLikeByline, WantsAName) {
  EXPECT_TRUE(begins_like_byline("By A. Miller | Northfield Courier"));
  EXPECT_TRUE(begins_like_byline("di Anna Mugnaio"));
  EXPECT_TRUE(begins_like_byline("VON ANNA M\u00dcLLER"));
  EXPECT_FALSE(begins_like_byline("by the river"));
  EXPECT_FALSE(begins_like_byline("Bylaws"));
  EXPECT_FALSE(begins_like_byline("By"));
}

TEST(HoldsDate, AsksForAYear) {
  EXPECT_TRUE(holds_date("Fri 25.04.24 | 14:07"));
  EXPECT_TRUE(holds_date("4/25/24"));
  EXPECT_FALSE(holds_date("won by 3.5 to 2.5"));
  EXPECT_FALSE(holds_date("1/5"));
  EXPECT_TRUE(holds_date("3 May 2024, 14:05"));
  EXPECT_TRUE(holds_date("1987"));
  EXPECT_FALSE(holds_date("12345 sacks"));
  EXPECT_FALSE(holds_date("at 14:05"));
}

}  // namespace
}  // namespace headwater
