#include "stages/clean/rule_matcher.h"

#include <gtest/gtest.h>

#include "base/text_lines.h"

namespace headwater {
namespace {

Rule rule(RuleWhere where, std::string pattern, std::size_t max_length = 600) {
  Rule out;
  out.where = where;
  out.pattern = std::move(pattern);
  out.max_length = max_length;
  return out;
}

/// What `rules` cut out of `text`, whose paragraphs stand between blank lines.
std::vector<std::string> cuts(const std::vector<Rule>& rules, std::string_view text,
                              TextSpan title = {}, const std::vector<TextSpan>& left_out = {}) {
  std::vector<TextLine> lines;
  split_lines(text, lines);
  std::vector<TextSpan> paragraphs;
  for (const TextLine& line : lines) {
    if (line.after_blank) paragraphs.push_back({line.begin, line.end});
    paragraphs.back().end = line.end;
  }
  const Result<RuleMatcher> matcher = RuleMatcher::build(rules);
  EXPECT_TRUE(matcher.ok());
  std::vector<RuleHit> hits;
  matcher->find({text, paragraphs, title, left_out}, hits);
  std::vector<std::string> out;
  for (const RuleHit& hit : hits) out.emplace_back(slice(text, hit.span));
  return out;
}

using Cuts = std::vector<std::string>;

std::string numbered_lines(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += "Line number " + std::to_string(i) + ".\n";
  return out;
}

TEST(RuleMatcher, LinesMatchAsAWholeWithoutTheSpaceRoundThem) {
  const std::vector<Rule> rules = {rule(RuleWhere::kLine, "Buy tea")};
  EXPECT_EQ(cuts(rules,
                 "One.\r\n \xc2\xa0"
                 "Buy\xc2\xa0tea \r\nTwo."),
            Cuts{"Buy\xc2\xa0tea"});
  EXPECT_EQ(cuts(rules, "Buy tea now\nPlease Buy tea"), Cuts{});
  EXPECT_EQ(cuts({rule(RuleWhere::kLine, "Buy .*", 10)}, "Buy tea\nBuy more than that"),
            Cuts{"Buy tea"});
}

TEST(RuleMatcher, ParagraphsBrokenIntoLinesMatchToo) {
  EXPECT_EQ(cuts({rule(RuleWhere::kLine, "Buy tea and milk")}, "One.\n\nBuy tea\nand milk\n\nTwo."),
            Cuts{"Buy tea\nand milk"});
  EXPECT_EQ(cuts({rule(RuleWhere::kPassage, "Sign up for tea\\.")},
                 "It rains. Sign\nup for tea.\nAlways."),
            Cuts{"Sign\nup for tea."});
}

TEST(RuleMatcher, HeadAndTailAreZones) {
  const std::string body = numbered_lines(30);
  EXPECT_EQ(cuts({rule(RuleWhere::kHead, "Buy tea")}, "Buy tea\n" + body + "Buy tea"),
            Cuts{"Buy tea"});
  EXPECT_EQ(cuts({rule(RuleWhere::kTail, "Buy tea")}, body + "Buy tea\n" + body), Cuts{});
  EXPECT_EQ(cuts({rule(RuleWhere::kTail, "Buy tea")}, body + "Buy tea"), Cuts{"Buy tea"});
}

TEST(RuleMatcher, WhatIsLeftOutIsNoHeadOrTail) {
  const std::string menu = numbered_lines(30);
  const std::string text = menu + "Buy tea\nProse goes on.\nBuy milk\n" + menu;
  const std::vector<TextSpan> outside = {{0, menu.size()},
                                         {text.size() - menu.size(), text.size()}};
  const std::vector<Rule> rules = {rule(RuleWhere::kHead, "Buy tea"),
                                   rule(RuleWhere::kTail, "Buy milk")};
  EXPECT_EQ(cuts(rules, text), Cuts{});
  EXPECT_EQ(cuts(rules, text, {}, outside), (Cuts{"Buy tea", "Buy milk"}));
  // Nobody looks at them, nor into their sentences; a line that is cut in part is looked at.
  const std::vector<Rule> anywhere = {rule(RuleWhere::kLine, "Buy tea"),
                                      rule(RuleWhere::kPassage, "Sign up\\.")};
  EXPECT_EQ(cuts(anywhere, "It rains. Sign up.\nBuy tea\nEnd.", {}, {{0, 26}}), Cuts{});
  EXPECT_EQ(cuts(anywhere, "It rains. Sign up.\nBuy tea\nEnd.", {}, {{0, 20}}), Cuts{"Buy tea"});
}

TEST(RuleMatcher, ListsGoWithTheirHeadline) {
  const std::vector<Rule> rules = {rule(RuleWhere::kAfter, "Links:"),
                                   rule(RuleWhere::kLine, "Stop")};
  EXPECT_EQ(cuts(rules, "A.\nLinks:\na.example\nTea is cheap\nProse goes on."),
            Cuts{"Links:\na.example\nTea is cheap"});
  EXPECT_EQ(cuts(rules, "A.\nLinks:\na.example\nStop"), (Cuts{"Links:\na.example", "Stop"}));
  EXPECT_EQ(cuts(rules, "A.\nLinks:\nIs tea cheap?"), Cuts{"Links:\nIs tea cheap?"});
  EXPECT_EQ(cuts(rules, "A.\nLinks:\nProse goes on."), Cuts{"Links:"});
}

TEST(RuleMatcher, OpeningsTakeTheShortLinesAboveOneByOne) {
  const std::vector<Rule> rules = {rule(RuleWhere::kOpening, ".*\\. Tidewire")};
  EXPECT_EQ(cuts(rules, "Boats\nThe quay. Tidewire\n\nProse."),
            (Cuts{"Boats", "The quay. Tidewire"}));
  EXPECT_EQ(cuts(rules, "Title\n\nThe quay. Tidewire\n\nProse."), Cuts{"The quay. Tidewire"});
  EXPECT_EQ(cuts(rules, "It rained.\nThe quay. Tidewire\n\nProse."), Cuts{"The quay. Tidewire"});
  EXPECT_EQ(cuts(rules, "Boats\nThe quay. Tidewire", TextSpan{0, 5}), Cuts{"The quay. Tidewire"});
}

TEST(RuleMatcher, PassagesAreWholeSentencesOrBrackets) {
  const std::vector<Rule> rules = {rule(RuleWhere::kPassage, "Sign up {rest}"),
                                   rule(RuleWhere::kPassage, "\\(By {names}\\)")};
  EXPECT_EQ(cuts(rules, "It rains. Sign up at tea.example today! It ends."),
            Cuts{"Sign up at tea.example today!"});
  EXPECT_EQ(cuts(rules, "They should Sign up today."), Cuts{});
  EXPECT_EQ(cuts(rules, "It ends (By Ana Lund and Per de Wit)"),
            Cuts{"(By Ana Lund and Per de Wit)"});
  EXPECT_EQ(cuts(rules, "It ends (By noon)"), Cuts{});
  EXPECT_EQ(cuts(rules, "Sign up now. Rain. Sign up then."),
            (Cuts{"Sign up now.", "Sign up then."}));
}

TEST(RuleMatcher, QuotedSpeechIsLeftAlone) {
  const std::vector<Rule> rules = {rule(RuleWhere::kPassage, "Buy tea\\."),
                                   rule(RuleWhere::kParagraph, "Sell tea")};
  for (const std::string_view text :
       {"He said: \"Rain. Buy tea. Wind.\"", "He said: “Rain. Buy tea. Wind.”",
        "Er sagte: „Regen. Buy tea. Wind.“", "Il dit : « Pluie. Buy tea. Vent. »",
        "“Sell tea,” he said."}) {
    EXPECT_EQ(cuts(rules, text), Cuts{}) << text;
  }
  EXPECT_EQ(cuts(rules, "“Rain,” he said. Buy tea."), Cuts{"Buy tea."});
}

TEST(RuleMatcher, ParagraphsGoWhole) {
  EXPECT_EQ(cuts({rule(RuleWhere::kParagraph, "It buys us")},
                 "One.\n\nTea is good. It buys us bread. Yes.\n\nTwo."),
            Cuts{"Tea is good. It buys us bread. Yes."});
  EXPECT_EQ(cuts({rule(RuleWhere::kParagraph, "Tea", 10)}, "Tea is good and buys bread."), Cuts{});
}

TEST(RuleMatcher, ApostrophesAndBracketsInPatterns) {
  EXPECT_EQ(cuts({rule(RuleWhere::kLine, "Editor's[ ]+note")}, "Editor’s note"),
            Cuts{"Editor’s note"});
}

TEST(RuleMatcher, HostileTextIsSearchedInLinearTime) {
  const std::vector<Rule> rules = {rule(RuleWhere::kPassage, "\\(By [^()]* end\\)"),
                                   rule(RuleWhere::kLine, "Buy tea"),
                                   rule(RuleWhere::kPassage, "\\(By [^.]*end\\)")};
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "(By \"";
  EXPECT_EQ(cuts(rules, text), Cuts{});
  EXPECT_EQ(cuts(rules, std::string(1000000, '\n') + "Buy tea"), Cuts{"Buy tea"});
}

}  // namespace
}  // namespace headwater
