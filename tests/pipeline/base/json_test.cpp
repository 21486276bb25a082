#include "base/json.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/utf8.h"

namespace headwater {
namespace {

TEST(JsonWriter, WritesEveryKindOfValue) {
  JsonWriter json;
  json.begin_object().key("s").string("a\"b\\\n\x01").key("n").number(18446744073709551615U);
  json.key("i").signed_number(-5).key("r").real(0.25).key("b").boolean(true).key("z").null();
  json.key("o").string_or_null(std::nullopt).key("raw").raw("{\"x\":1}");
  json.key("a").begin_array().string("").end_array().end_object();
  EXPECT_EQ(json.text(),
            "{\"s\":\"a\\\"b\\\\\\n\\u0001\",\"n\":18446744073709551615,\"i\":-5,\"r\":0.25,"
            "\"b\":true,\"z\":null,\"o\":null,\"raw\":{\"x\":1},\"a\":[\"\"]}");
}

TEST(JsonWriter, IllFormedBytesBecomeReplacementCharacters) {
  JsonWriter json;
  json.string("a\xff\xc3(");
  EXPECT_EQ(json.text(), "\"a\uFFFD\uFFFD(\"");
}

// Wherever it stands: the library looks at 16 bytes at a time.
TEST(JsonWriter, EscapesEveryControlCharacterAtEveryOffset) {
  for (char32_t c = 0; c < 0xA0; ++c) {
    if (c >= 0x20 && c < 0x80) continue;
    for (std::size_t offset = 0; offset < 40; ++offset) {
      std::string text(offset, 'a');
      append_utf8(c, text);
      text += std::string(40 - offset, 'b');
      JsonWriter json;
      json.string(text);
      const std::string_view out = json.text();
      EXPECT_EQ(std::ranges::count_if(
                    out, [](char byte) { return static_cast<unsigned char>(byte) < 0x20; }),
                0)
          << offset;
      EXPECT_EQ(out.substr(0, offset + 2), '"' + std::string(offset, 'a') + '\\') << offset;
      EXPECT_TRUE(out.ends_with(std::string(40 - offset, 'b') + '"')) << offset;
    }
  }
}

TEST(JsonWriter, EscapesWhatSomeReadersTakeForTheEndOfALine) {
  JsonWriter json;
  json.begin_array().string("a\u2028\"b\u2029\u0085").string("\u20ac\u2027").end_array();
  EXPECT_EQ(json.text(), "[\"a\\u2028\\\"b\\u2029\\u0085\",\"\u20ac\u2027\"]");
  json.clear();
  json.begin_array().string("\u202eflip\u202c \u2066x\u2069").string("\u200e\u2065").end_array();
  EXPECT_EQ(json.text(), "[\"\\u202Eflip\\u202C \\u2066x\\u2069\",\"\u200e\u2065\"]");
}

TEST(JsonWriter, StartsAnewAfterClear) {
  JsonWriter json;
  json.begin_array().end_array();
  json.clear();
  json.string(std::string_view());
  EXPECT_EQ(json.text(), "\"\"");
}

}  // namespace
}  // namespace headwater
