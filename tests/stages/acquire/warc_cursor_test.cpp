#include "stages/acquire/warc_cursor.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(WarcCursor, ComesBackAsItWas) {
  const WarcCursor more{"12:34:5", false, 7, 0, std::nullopt};
  const WarcCursor end{"12:34:5", true, 9, 1'234, sha256("x")};
  EXPECT_EQ(to_text(more), "warc1 12:34:5 more 7");
  for (const WarcCursor& cursor : {more, end}) {
    const auto back = parse_warc_cursor(to_text(cursor));
    ASSERT_TRUE(back);
    EXPECT_EQ(to_text(*back), to_text(cursor));
  }
}

TEST(WarcCursor, AnythingElseIsNone) {
  const std::string end = to_text({"s", true, 9, 1, sha256("x")});
  for (const std::string& text :
       {std::string(), std::string("warc1"), std::string("warc2 s more 7"),
        std::string("warc1 s less 7"), std::string("warc1 s more 7 8"),
        std::string("warc1 s more -7"), std::string("warc1 s end 7"), end + " ",
        end.substr(0, end.size() - 1), end + "0"}) {
    EXPECT_FALSE(parse_warc_cursor(text)) << text;
  }
}

}  // namespace
}  // namespace headwater
