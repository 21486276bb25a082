#include "base/json.h"

#include <gtest/gtest.h>

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

TEST(JsonWriter, EscapesWhatSomeReadersTakeForTheEndOfALine) {
  JsonWriter json;
  json.begin_array().string("a\u2028\"b\u2029\u0085").string("\u20ac\u2027").end_array();
  EXPECT_EQ(json.text(), "[\"a\\u2028\\\"b\\u2029\\u0085\",\"\u20ac\u2027\"]");
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
