#include "store/span_list.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace headwater {
namespace {

constexpr std::uint64_t kLargest = std::numeric_limits<std::uint64_t>::max();

std::vector<TextSpan> read_all(std::string_view json) {
  std::vector<TextSpan> spans;
  SpanListReader reader(json);
  while (const std::optional<TextSpan> span = reader.next()) spans.push_back(*span);
  return spans;
}

TEST(SpanList, IsWrittenAsJson) {
  EXPECT_EQ(cuts_to_json({}), "[]");
  EXPECT_EQ(statements_to_json({}), "[]");
  EXPECT_EQ(cuts_to_json({{{0, 12}, 3}, {{20, 21}, 0}}), R"(["0-12:3","20-21:0"])");
  EXPECT_EQ(statements_to_json({{{0, 12}, 7}, {{20, kLargest}, 8}}),
            R"(["0-12","20-18446744073709551615"])");
}

TEST(SpanList, IsReadAsWritten) {
  EXPECT_TRUE(read_all("[]").empty());
  EXPECT_EQ(read_all(cuts_to_json({{{0, 12}, 3}, {{20, 21}, 0}})),
            (std::vector<TextSpan>{{0, 12}, {20, 21}}));
  const std::string statements = statements_to_json({{{0, 12}, 7}, {{20, kLargest}, 8}});
  EXPECT_EQ(read_all(statements), (std::vector<TextSpan>{{0, 12}, {20, kLargest}}));
  EXPECT_EQ(span_at(statements, 1), (TextSpan{20, kLargest}));
  EXPECT_FALSE(span_at(statements, 2));
}

TEST(SpanList, EndsWhereItIsNotAsWritten) {
  for (const char* rest :
       {"", "]", ",", ",\"", R"(,"")", R"(,"3")", R"(,"3-")", R"(,"3-x")", R"(,"3-4)", R"(,"3-4x")",
        R"(,"-3-4")", R"(,"18446744073709551616-4")", R"( ,"3-4")", R"("3-4")", ",3"}) {
    EXPECT_EQ(read_all(std::string(R"(["1-2")") + rest), (std::vector<TextSpan>{{1, 2}})) << rest;
  }
  for (const char* json : {"", "[", "[[", "1", "{}", "[[1]", "[1,2]", R"(["1-2)", R"({"1-2":3})"}) {
    EXPECT_TRUE(read_all(json).empty()) << json;
  }
}

}  // namespace
}  // namespace headwater
