#include "stages/acquire/lines_cursor.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(LinesCursor, ReadsWhatItWrites) {
  for (const bool complete : {false, true}) {
    const LinesCursor cursor{"10:20:30", complete, {123, 4, sha256("before")}};
    const auto read = parse_lines_cursor(to_text(cursor));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->stamp, cursor.stamp);
    EXPECT_EQ(read->complete, complete);
    EXPECT_EQ(read->resume, cursor.resume);
  }
}

TEST(LinesCursor, RefusesEverythingElse) {
  const std::string good = to_text({"10:20:30", true, {123, 4, sha256("before")}});
  const std::string rows[] = {"",
                              "lines1",
                              "lines2" + good.substr(6),
                              good + " x",
                              good.substr(0, good.size() - 1),
                              "lines1 a end 1x 2 " + good.substr(good.size() - 64),
                              "lines1 a END 1 2 " + good.substr(good.size() - 64)};
  for (const std::string& row : rows) EXPECT_FALSE(parse_lines_cursor(row)) << row;
}

}  // namespace
}  // namespace headwater
