#include "stages/statements/split_statements.h"

#include <gtest/gtest.h>

#include "record/fold_text.h"
#include "stages/statements/sentence_breaks.h"
#include "support/stage_fixture.h"

namespace headwater {
namespace {

/// Each row is one text; "|" marks where a sentence begins, and is not part of it.
constexpr std::string_view kRows[] = {
    "Sen. Jane Doe spoke. |Gov. Roe did not.",
    "It opened on Oct. 12 in Lyon. |It closed in Sept. |Officials said so.",
    "The U.S. Senate voted. |He left the U.S. |She stayed in the U.K. until May.",
    "“We will stay in the U.S.” |He left.",
    "Shares of Acme Inc. rose. |He runs Acme Inc. |Shares rose. |Acme Inc. Chief Executive Doe "
    "left.",
    "Acme Corp. (ACME) fell. |It recovered.",
    "They met in Tucson, Ariz. Mayor Doe was there. |He lives in Tucson, Ariz. |The city grew.",
    "John F. Kennedy Jr. was there. |J. K. Doe was not. |So was I. |Did you go?",
    "Mayor and then-Sen. Doe met founder J. Roe. |Vermont\u00A0Sen. Poe stayed away.",
    "She has a Ph.D. from Lyon. |He has none.",
    "The vote is at 8 p.m. Monday. |It ends at 9 p.m. ET. |It began at 7 a.m. |Voters came.",
    "\"Is it true?\" she asked. |\"No!\" he said.",
    "“Is it true?” she asked. |“No.” |She left.",
    "He came in at No. 5. |She was No. 1.",
    "Smith vs. Doe was settled. |Others, e.g. Roe, were not.",
    "He paused... |Then he went on.",
    "The rate rose 2.5 percent. |Growth was 1.25. |Nobody knows why.",
    "See news.example. |Ask jane.doe@mail.example. |Node.Js stays whole, so does Booking.Com here.",
    "Section 3.B is short. |See https://news.example/?Q=1.A2 for it.",
    "新华社电。|第二句。",
    "¿Qué pasó? |Él no lo sabe. |“Sí”, dijo.",
    "One sentence\nover two\r\nlines. |And another.",
    "Really?! !!! |Yes.",
    "(This is it.) |That is all.",
    "... And so on.",
};

std::string marked(std::string_view text) {
  std::vector<std::size_t> breaks;
  find_sentence_breaks(text, breaks);
  std::string out;
  std::size_t begin = 0;
  for (const std::size_t at : breaks) {
    out.append(text.substr(begin, at - begin)).append("|");
    begin = at;
  }
  return out.append(text.substr(begin));
}

TEST(FindSentenceBreaks, Rows) {
  for (const std::string_view row : kRows) {
    std::string text(row);
    std::erase(text, '|');
    EXPECT_EQ(marked(text), row);
  }
}

TEST(FindSentenceBreaks, AForgottenSpace) {
  EXPECT_EQ(marked("It closed.The bridge is old."), "It closed.|The bridge is old.");
}

TEST(FindSentenceBreaks, BreaksAscendOnCodePointEdges) {
  std::vector<std::size_t> breaks;
  find_sentence_breaks("Él. “É.” 😀. Ω. Z", breaks);
  for (std::size_t i = 1; i < breaks.size(); ++i) EXPECT_LT(breaks[i - 1], breaks[i]);
}

Article split(std::string text, std::vector<Block> blocks, const std::vector<TextSpan>& cuts = {}) {
  Article article = decoded_article(std::move(text));
  article.blocks = std::move(blocks);
  for (const TextSpan cut : cuts) article.edits.propose({cut, 0});
  article.edits.settle(article.text);
  EXPECT_TRUE(passed(BuiltStage(split_statements_kind()).parallel().process(article)));
  return article;
}

std::vector<std::string_view> texts(const Article& article) {
  std::vector<std::string_view> out;
  for (const Statement& s : article.statements) out.push_back(slice(article.text, s.span));
  return out;
}

TEST(SplitStatements, BlocksAndCutsEndStatements) {
  const Article article = split("A title\n\nIt closed. Read more: ad. He left\nat noon. * * *",
                                {{{0, 7}}, {{9, 58}}}, {{20, 34}});
  EXPECT_EQ(texts(article),
            (std::vector<std::string_view>{"A title", "It closed.", "He left\nat noon. * * *"}));
}

TEST(SplitStatements, KeysAreThoseOfTheText) {
  const Article article = split(" It  closed. ", {{{0, 13}}});
  ASSERT_EQ(article.statements.size(), 1U);
  EXPECT_EQ(article.statements[0].span, (TextSpan{1, 12}));
  EXPECT_EQ(article.statements[0].key, statement_key("It closed"));
}

TEST(SplitStatements, WhatHasNoWordIsNone) {
  EXPECT_TRUE(split("* * *", {{{0, 5}}}).statements.empty());
  EXPECT_TRUE(split("It closed.", {{{0, 10}}}, {{0, 10}}).statements.empty());
}

TEST(SplitStatements, SplitsParagraphsOfAnyLength) {
  std::string text;
  while (text.size() < 3 * kLongestText) text += "é ";
  const std::uint64_t size = text.size();
  const Article article = split(std::move(text), {{{0, size}}});
  EXPECT_EQ(article.statements.size(), 4U);
}

TEST(SplitStatements, WordlessTextCostsNoMoreThanItsLength) {
  std::string text;
  while (text.size() < kLongestText / 4) text += "?) (";
  const std::uint64_t size = text.size();
  EXPECT_TRUE(split(std::move(text), {{{0, size}}}).statements.empty());
  std::string unspaced;
  while (unspaced.size() < kLongestText / 4) unspaced += "a1.A1";
  const std::uint64_t unspaced_size = unspaced.size();
  EXPECT_EQ(split(std::move(unspaced), {{{0, unspaced_size}}}).statements.size(), 1U);
}

TEST(SplitStatements, TooManyAreRefused) {
  Article article = decoded_article("");
  for (int i = 0; i < (1 << 20); ++i) {
    article.blocks.push_back({{article.text.size(), article.text.size() + 1}});
    article.text += "a\n";
  }
  const Outcome outcome = BuiltStage(split_statements_kind()).parallel().process(article);
  ASSERT_TRUE(std::holds_alternative<Quarantined>(outcome));
  EXPECT_EQ(std::get<Quarantined>(outcome).error.code, ErrorCode::kTooMany);
}

}  // namespace
}  // namespace headwater
