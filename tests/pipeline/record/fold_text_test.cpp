#include "record/fold_text.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "base/digest.h"
#include "base/utf8.h"

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

/// The same, a character at a time.
std::string folded_by_characters(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    at += point.length;
    const FoldedCharacter c = point.valid ? fold_character(point.value) : FoldedCharacter{};
    const bool after_space = out.empty() || out.back() == ' ';
    const bool gap = c.kind == FoldedKind::kGap || (c.kind == FoldedKind::kMark && after_space);
    if (gap && !after_space) out += ' ';
    if (!gap && c.kind != FoldedKind::kUnseen) append_utf8(c.value, out);
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

/// Texts of every size round those that are folded at once, with spaces and characters beyond ASCII
/// wherever they may stand among them.
TEST(FoldText, FoldsManyBytesAtOnceAsOneByOne) {
  constexpr std::array<std::string_view, 20> kPieces = {
      "a", "Z", "0", "9", " ",  ".", ",",  "@",        "[",  "`",
      "{", "/", ":", "é", "“ ", "—", "\n", "\xE2\x80", "  ", "Bridge"};
  std::minstd_rand random(7);
  for (std::size_t round = 0; round < 4000; ++round) {
    // Rounds of few kinds of pieces have long runs of one sort.
    const std::size_t kinds = 1 + round % kPieces.size();
    std::string text;
    while (text.size() < round % 83) text += kPieces[(random() % kinds + round) % kPieces.size()];
    ASSERT_EQ(folded(text), folded_by_characters(text)) << text;
  }
}

/// Every character by itself, between letters and behind a space.
TEST(FoldText, FoldsEveryCharacterAsItsKindSays) {
  for (char32_t c = 1; c < 0x3400; ++c) {
    std::string text = "a";
    append_utf8(c, text);
    text += "b ";
    append_utf8(c, text);
    ASSERT_EQ(folded(text), folded_by_characters(text)) << static_cast<std::uint32_t>(c);
  }
}

/// Nothing is written beyond what the result may take.
TEST(FoldText, LeavesWhatStandsBeforeIt) {
  for (std::size_t size = 0; size < 70; ++size) {
    std::string out = "x";
    fold_text(std::string(size, 'A'), out);
    ASSERT_EQ(out, "x" + std::string(size, 'a'));
  }
}

TEST(StatementKey, IsThePrefixOfTheDigestOfTheFoldedText) {
  EXPECT_EQ(statement_key("“The bridge” was closed."), sha256("the bridge was closed").prefix64());
  EXPECT_EQ(statement_key("THE BRIDGE WAS CLOSED"), statement_key("The bridge was closed."));
  EXPECT_NE(statement_key("The bridge was opened."), statement_key("The bridge was closed."));
}

}  // namespace
}  // namespace headwater
