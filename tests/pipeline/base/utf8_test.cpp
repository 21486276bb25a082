#include "base/utf8.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(Utf8, ReplacesMaximalSubpartsAsUnicodeTable3_8Says) {
  const struct {
    std::string bytes;
    std::string repaired;
  } cases[] = {
      {"abc", "abc"},
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA"},
      {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA"},
      {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA\uFFFD\uFFFDB"},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "\uFFFD\uFFFD\uFFFD\uFFFDA"},
      {"\xF0\x9F\x99\x82", "\xF0\x9F\x99\x82"},
      {"ab\xC3", "ab\uFFFD"},
  };
  for (const auto& row : cases) {
    EXPECT_EQ(to_valid_utf8(row.bytes), row.repaired);
    EXPECT_EQ(valid_utf8_prefix(row.bytes) == row.bytes.size(), row.bytes == row.repaired);
  }
}

TEST(Utf8, WritesWhatItReads) {
  for (const char32_t c : {U'a', U'\u00e9', U'\u8a9e', U'\U0001F642', U'\U0010FFFF'}) {
    std::string text;
    append_utf8(c, text);
    const CodePoint point = decode_utf8(text, 0);
    EXPECT_TRUE(point.valid);
    EXPECT_EQ(point.value, c);
    EXPECT_EQ(point.length, text.size());
  }
}

TEST(Utf8, SkipsWhiteSpaceOfAllScripts) {
  const std::string text = " \t\u00a0\u3000x\u2003\n";
  EXPECT_EQ(text[skip_space(text, 0)], 'x');
  EXPECT_EQ(skip_space_back(text, text.size()), text.find('x') + 1);
  EXPECT_EQ(skip_space_back(text, 0), 0U);
  EXPECT_EQ(skip_space(text, text.size()), text.size());
}

TEST(EscapeForDisplay, ControlAndBidiCharactersAreShownNotSent) {
  EXPECT_EQ(escape_for_display("a\x1b[31m\n"), "a\\x1b[31m\\x0a");
  EXPECT_EQ(escape_for_display("safe\u202egnp"), "safe\\u{202e}gnp");
  EXPECT_EQ(escape_for_display("caf\xe9"), "caf\\xe9");
  EXPECT_EQ(escape_for_display("a\nb", Lines::kKeep), "a\nb");
}

}  // namespace
}  // namespace headwater
