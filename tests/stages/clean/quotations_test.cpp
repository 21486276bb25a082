#include "stages/clean/quotations.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

/// `text` with every quotation in braces.
std::string marked(const std::string& text) {
  std::vector<TextLine> lines;
  split_lines(text, lines);
  std::vector<TextSpan> quotations;
  find_quotations(text, lines, quotations);
  std::string out;
  std::uint64_t done = 0;
  for (const TextSpan& span : quotations) {
    EXPECT_GE(span.begin, done);
    out += text.substr(done, span.begin - done) + "{" +
           text.substr(span.begin, span.end - span.begin) + "}";
    done = span.end;
  }
  return out + text.substr(done);
}

/// Every row shows its own outcome: braces stand round what must be found.
void expect_marks(const std::string& row) {
  std::string text;
  for (const char c : row) {
    if (c != '{' && c != '}') text += c;
  }
  EXPECT_EQ(marked(text), row);
}

TEST(Quotations, OfManyLanguages) {
  for (const char* row : {
           R"({"We won. Come in,"} she said, {"or go."})",
           "He said {“We won. Come in.”} and left.",
           "Er sagte: {„Wir haben gewonnen. Kommt herein.“} Dann ging er.",
           "Er sagte: {»Wir haben gewonnen. Kommt herein.«} Dann ging er.",
           "Il a dit : {« Nous avons gagné. Entrez. »} Puis il est parti.",
           "Il a dit : {«\u00a0Nous avons gagné. Entrez.\u00a0»} Puis il est parti.",
           "Ha detto: {«Abbiamo vinto. Entrate»}. Poi è uscito.",
           "Dijo: {«Hemos ganado. Pasen»}, y {“vengan”} también.",
           "Powiedział: {„Wygraliśmy. Wejdźcie”}. Potem wyszedł.",
           "Han sade: {”Vi vann. Kom in.”} Sedan gick han.",
           "他说：{“我们赢了。请进。”}然后走了。",
           "彼は{「勝った。入って」}と言った。{『白い』}本。",
           "{'We won. Come in,'} she said.",
           "{‘We won. Come in,’} she said. The boys’ club and the girls’ one.",
           "Er sagte: {‚Wir haben gewonnen.‘} Dann ging er.",
           "{“A ‘nested’ one.”} And {«one “more” of them»}.",
       }) {
    expect_marks(row);
  }
}

TEST(Quotations, WhatIsNone) {
  for (const char* row : {
           "The boys' club and the girls' one, it's theirs.",
           "The boys’ club and the girls’ one, it’s theirs.",
           "He is 6' 2\" tall and lives at 51° 30' 26\" north.",
           "A board of 6\" by 4\" for the boat.",
           "Rock 'n roll was new.",
           "Nobody said a word.",
           "",
       }) {
    expect_marks(row);
  }
}

TEST(Quotations, GoThroughParagraphs) {
  for (const char* row : {
           // Each paragraph of it opens anew, as in English books.
           "He said: {“We won.}\n\n{“Come in.”} That was all.",
           "{«Abbiamo vinto.}\n\n{«Entrate.»} Basta.",
           // Only the first opens.
           "Il a dit : {« Nous avons gagné.\n\nEntrez.\n\nMerci. »} Basta.",
           "Er sagte: {„Wir haben gewonnen.\n\nKommt herein.“} Dann ging er.",
           "He said: {\"We won.\n\nCome in.\"} That was all.",
           "彼は{「勝った。\n\n入って」}と言った。",
           // Nobody closes it: a slip, which ends with its line.
           "He said: {“We won.}\n\nIt rained.\n\nIt was late.",
           "He said: {\"We won.}\n\nIt rained, and {\"that was it,\"} he said.",
       }) {
    expect_marks(row);
  }
  std::string far = "He said: {“We won.}";
  for (std::size_t i = 0; i < kQuotedParagraphs; ++i) far += "\n\nIt rained.";
  expect_marks(far + "\n\nThat was all.” So.");
}

TEST(Quotations, TakeLinearTime) {
  for (const char* part : {"\"a ", "'a ", "‘a ", "«", "„a\n", "“", "」", "a' ", "\xe2\x80"}) {
    std::string text;
    while (text.size() < 400'000) text += part;
    std::vector<TextLine> lines;
    split_lines(text, lines);
    std::vector<TextSpan> quotations;
    find_quotations(text, lines, quotations);
    for (const TextSpan& span : quotations) ASSERT_LE(span.end, text.size());
  }
}

}  // namespace
}  // namespace headwater
