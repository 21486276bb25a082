#include "record/json_string.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

using namespace std::string_literals;

JsonString unescape(const std::string& json) {
  RawSpan inside;
  const auto fault = find_json_string(json, 1, inside);
  EXPECT_FALSE(fault) << json;
  EXPECT_EQ(inside.end + 1, json.size()) << json;
  JsonString out = unescape_json(json, inside);
  EXPECT_TRUE(out.map.check(json.size(), out.bytes.size()).ok()) << json;
  return out;
}

TEST(UnescapeJson, UndoesEveryEscapeOfRfc8259Section7) {
  struct Row {
    std::string json;
    std::string bytes;
    std::uint64_t replaced = 0;
  };
  const Row rows[] = {
      {R"("")", ""},
      {R"("plain")", "plain"},
      {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
      {R"("A\u00e9\u20AC")", "Aé€"},
      {R"("\ud83d\ude00!")", "😀!"},
      {R"("\uD83D")", "\uFFFD", 1},
      {R"("\uDE00")", "\uFFFD", 1},
      {R"("\ud83dx")", "\uFFFDx", 1},
      {R"("\ud83d\u0041")",
       "\uFFFD"
       "A",
       1},
      {R"("\ud83d\ud83d\ude00")", "\uFFFD😀", 1},
      {R"("\ud83d\\ude00")", "\uFFFD\\ude00", 1},
      {R"("a\u0000b")", "a\0b"s},
      {"\"caf\xC3\xA9\"", "café"},
  };
  for (const Row& row : rows) {
    const JsonString out = unescape(row.json);
    EXPECT_EQ(out.bytes, row.bytes) << row.json;
    EXPECT_EQ(out.replaced, row.replaced) << row.json;
  }
}

TEST(UnescapeJson, MapsEachEscapeToItsBytes) {
  const JsonString out = unescape(R"("ab\n\ncd\u00e9\ud83d\ude00e")");
  const std::vector<headwater::Run> expected = {
      {RunKind::kCopy, 1, 0, 2, 1, 1},     {RunKind::kEntity, 3, 2, 2, 2, 1},
      {RunKind::kCopy, 7, 4, 2, 1, 1},     {RunKind::kEntity, 9, 6, 1, 6, 2},
      {RunKind::kEntity, 15, 8, 1, 12, 4}, {RunKind::kCopy, 27, 12, 1, 1, 1}};
  EXPECT_EQ(out.map.runs(), expected);
  EXPECT_EQ(unescape(R"("a\u0000b\u0000")").nul, 2U);
}

TEST(FindJsonString, RefusesUnknownEscapesAndNamesTheirPlace) {
  struct Row {
    std::string json;
    std::uint64_t offset;
  };
  const Row rows[] = {{R"("a\x")", 2},    {R"("\u12")", 1},   {R"("\u12G4")", 1},
                      {R"("ok\n\'")", 5}, {R"("\U0041")", 1}, {"\"\\\0\""s, 1}};
  for (const Row& row : rows) {
    RawSpan inside;
    const auto fault = find_json_string(row.json, 1, inside);
    ASSERT_TRUE(fault) << row.json;
    EXPECT_EQ(fault->code, ErrorCode::kBadJson);
    EXPECT_EQ(fault->offset, row.offset) << row.json;
  }
}

TEST(FindJsonString, EndsAtTheFirstQuotationMarkThatIsNotEscaped) {
  RawSpan inside;
  EXPECT_FALSE(find_json_string(R"("a\"b\\","c")", 1, inside));
  EXPECT_EQ(inside, (RawSpan{1, 7}));
}

}  // namespace
}  // namespace headwater
