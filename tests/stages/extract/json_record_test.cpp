#include "stages/extract/json_record.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

using namespace std::string_literals;

TEST(ReadJsonRecord, ListsMembersWithTheirPlaces) {
  std::string json =
      R"( {"a":"x","b" : ["y", "z"],"c":[1,"w"],"d":{"e":["v"]},"f":-1.5e+3,"g":null,"h":true,"\u0069":[]} )";
  std::vector<JsonMember> members;
  const auto fault = read_json_record(json, members);
  ASSERT_FALSE(fault) << fault->what;
  ASSERT_EQ(members.size(), 8U);
  EXPECT_EQ(members[0].key, "a");
  EXPECT_EQ(members[0].kind, JsonKind::kString);
  EXPECT_EQ(slice(json, members[0].strings.at(0)), "x");
  EXPECT_EQ(members[1].kind, JsonKind::kArray);
  ASSERT_EQ(members[1].strings.size(), 2U);
  EXPECT_EQ(slice(json, members[1].strings[1]), "z");
  EXPECT_TRUE(members[2].strings.empty());
  EXPECT_EQ(members[3].kind, JsonKind::kObject);
  EXPECT_TRUE(members[3].strings.empty());
  EXPECT_EQ(members[4].kind, JsonKind::kNumber);
  EXPECT_EQ(members[5].kind, JsonKind::kNull);
  EXPECT_EQ(members[6].kind, JsonKind::kBoolean);
  EXPECT_EQ(members[7].key, "i");
  EXPECT_EQ(json.substr(members[7].offset, 6), "\\u0069");
}

TEST(ReadJsonRecord, AcceptsWhatIsValidHoweverOdd) {
  const std::string rows[] = {
      "{}",
      "{\"\":\"\"}",
      "{\"a\":12345678901234567890123456789,\"b\":1e999,\"c\":-0}",
      "{\"a\":\"\\ud800\"}",
      "\t{\r\n}\n",
      "{\"a\":{\"b\":1,\"b\":2}}",
      "{\"a\":" + std::string(kMaxJsonDepth - 1, '[') + std::string(kMaxJsonDepth - 1, ']') + "}"};
  for (std::string row : rows) {
    std::vector<JsonMember> members;
    const auto fault = read_json_record(row, members);
    EXPECT_FALSE(fault) << row << ": " << fault->what;
  }
}

TEST(ReadJsonRecord, RefusesEverythingElseAndNamesTheByte) {
  struct Row {
    std::string json;
    ErrorCode code;
    std::uint64_t offset;
  };
  const Row rows[] = {
      {"", ErrorCode::kBadJson, 0},
      {"[1]", ErrorCode::kBadJson, 0},
      {"\"text\"", ErrorCode::kBadJson, 0},
      {"{\"a\":\"x\"} {}", ErrorCode::kBadJson, 10},
      {"{\"a\":\"\xFF\"}", ErrorCode::kBadJson, 6},
      {"{\"a\":\"\xED\xA0\x80\"}", ErrorCode::kBadJson, 6},
      {"{\"a\":\"x}", ErrorCode::kBadJson, 5},
      {"{\"a\":\"x\ny\"}", ErrorCode::kBadJson, 7},
      {"{\"a\":\"x\0y\"}"s, ErrorCode::kBadJson, 7},
      {"{\"a\":\"\\x\"}", ErrorCode::kBadJson, 6},
      {"{\"a\":{\"b\":\"\\x\"}}", ErrorCode::kBadJson, 11},
      {"{\"a\":{\"\\x\":1}}", ErrorCode::kBadJson, 7},
      {"{\"a\":tru}", ErrorCode::kBadJson, 5},
      {"{\"a\":01}", ErrorCode::kBadJson, 5},
      {"{\"a\":1.}", ErrorCode::kBadJson, 5},
      {"{\"a\":+1}", ErrorCode::kBadJson, 5},
      {"{\"a\":1e}", ErrorCode::kBadJson, 5},
      {"{\"a\":NaN}", ErrorCode::kBadJson, 5},
      {"{\"a\":[1,nul]}", ErrorCode::kBadJson, 8},
      {"{\"a\":1,\"b\":2,\"\\u0061\":3}", ErrorCode::kBadJson, 14},
      {"{\"a\":" + std::string(kMaxJsonDepth, '[') + std::string(kMaxJsonDepth, ']') + "}",
       ErrorCode::kTooDeep, 5 + kMaxJsonDepth - 1},
      {"{\"a\":" + std::string(1'000'000, '[') + "}", ErrorCode::kTooDeep, 5 + kMaxJsonDepth - 1},
  };
  for (Row row : rows) {
    std::vector<JsonMember> members;
    const auto fault = read_json_record(row.json, members);
    ASSERT_TRUE(fault) << row.json;
    EXPECT_EQ(fault->code, row.code) << row.json.substr(0, 80);
    EXPECT_EQ(fault->offset, row.offset) << row.json.substr(0, 80) << ": " << fault->what;
  }
}

TEST(ReadJsonRecord, RefusesBrokenStructureSomewhere) {
  const std::string rows[] = {"{\"a\":\"b\":1}",
                              "{\"a\":\"b\":{\"c\":1}}",
                              "{\"a\":[\"b\":1]}",
                              "{",
                              "{\"a\"}",
                              "{\"a\":}",
                              "{\"a\" 1}",
                              "{\"a\":1,}",
                              "{,}",
                              "{\"a\":1 \"b\":2}",
                              "{\"a\":[1}",
                              "{\"a\":[1,]}",
                              "{\"a\":[1 2]}",
                              "{a:1}",
                              "{\"a\":1}}",
                              "{\"a\":{\"b\":1]}",
                              "{\"a\":[}]}",
                              "{\"a\":1]",
                              "{1:2}",
                              "{\"a\":\"x\"\"y\"}",
                              "nonsense"};
  for (std::string row : rows) {
    std::vector<JsonMember> members;
    const auto fault = read_json_record(row, members);
    ASSERT_TRUE(fault) << row;
    EXPECT_EQ(fault->code, ErrorCode::kBadJson) << row;
    EXPECT_LE(fault->offset, row.size()) << row;
  }
}

TEST(ReadJsonRecord, ManyMembersAreRefusedAtTheLimit) {
  std::string json = "{";
  for (std::size_t i = 0; i <= kMaxJsonMembers; ++i)
    json += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
  json += "}";
  std::vector<JsonMember> members;
  EXPECT_EQ(read_json_record(json, members)->code, ErrorCode::kTooMany);
}

}  // namespace
}  // namespace headwater
