#include "record/fold_text.h"

#include <gtest/gtest.h>

#include "base/digest.h"

namespace headwater {
namespace {

std::string folded(std::string_view text) {
  std::string out;
  fold_text(text, out);
  return out;
}

struct Row {
  std::string_view text;
  std::string_view folded;
};

constexpr Row kRows[] = {
    {"", ""},
    {" \t\r\n", ""},
    {"...", ""},
    {"The Bridge was closed.", "the bridge was closed"},
    {"  \"The  bridge\"\n-- was closed?! ", "the bridge was closed"},
    {"“The bridge” — was closed…", "the bridge was closed"},
    {"don't", "don t"},
    {"don’t", "don t"},
    {"24,000", "24 000"},
    {"LÓPEZ Obrador", "lópez obrador"},
    {"ΑΘΗΝΑΣ", "αθηνασ"},
    {"Αθηνας", "αθηνασ"},                                // final sigma folds to sigma
    {"STRASSE Straße STRAẞE", "strasse straße straße"},  // simple folding keeps ß apart from ss
    {"Ⱥ", "ⱥ"},                                          // two bytes become three
    {"ȺȺȺȺ", "ⱥⱥⱥⱥ"},
    {"हिन्दी में", "हिन्दी में"},                   // vowel signs belong to the word
    {"co\xC2\xADop", "coop"},                 // soft hyphen
    {"e\xCC\x81", "e\xCC\x81"},               // combining accent
    {"\xCC\x81 a", "a"},                      // a mark with nothing to combine with
    {"a\xEF\xB8\x8F", "a\xEF\xB8\x8F"},       // a variation selector after a letter is a mark
    {"a \xE2\x9D\xA4\xEF\xB8\x8F b", "a b"},  // ... after a symbol it is nothing
    {"新华社北京9月12日电", "新华社北京9月12日电"},
    {"a\xFF"
     "b",
     "a b"},
    {"\xE2\x80", ""},
};

TEST(FoldText, Rows) {
  for (const Row& row : kRows) EXPECT_EQ(folded(row.text), row.folded) << row.text;
}

TEST(FoldText, Appends) {
  std::string out = "x ";
  fold_text(" A ", out);
  EXPECT_EQ(out, "x a");
}

TEST(FoldText, IsIdempotent) {
  for (const Row& row : kRows) EXPECT_EQ(folded(row.folded), row.folded) << row.text;
}

TEST(StatementKey, IsThePrefixOfTheDigestOfTheFoldedText) {
  EXPECT_EQ(statement_key("“The bridge” was closed."), sha256("the bridge was closed").prefix64());
  EXPECT_EQ(statement_key("THE BRIDGE WAS CLOSED"), statement_key("The bridge was closed."));
  EXPECT_NE(statement_key("The bridge was opened."), statement_key("The bridge was closed."));
}

}  // namespace
}  // namespace headwater
