#include "net/http_date.h"

#include <gtest/gtest.h>

#include <string_view>

namespace headwater {
namespace {

constexpr Timestamp kNow{1'780'000'000'000'000};  // 2026-05-28

TEST(HttpDate, ReadsAllFormsOfRfc9110) {
  struct Row {
    std::string_view text;
    std::string_view expected;  // empty: nothing
  };
  constexpr Row kRows[] = {
      {"Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"},
      {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
      {"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"},
      {"Wed Nov 16 08:49:37 1994", "1994-11-16T08:49:37Z"},
      {"Monday, 06-Nov-26 08:49:37 GMT", "2026-11-06T08:49:37Z"},
      {"Monday, 06-Nov-76 08:49:37 GMT", "2076-11-06T08:49:37Z"},
      {"Monday, 06-Nov-77 08:49:37 GMT", "1977-11-06T08:49:37Z"},
      {"Sun, 06 Nov 1994 08:49:37 +0200", "1994-11-06T06:49:37Z"},
      {"Mon, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"},
      {"Sun, 31 Feb 1994 08:49:37 GMT", ""},
      {"Sunday, 31-Feb-94 08:49:37 GMT", ""},
      {"Sun Nov 31 08:49:37 1994", ""},
      {"Sunday, 06-Nov-94 25:49:37 GMT", ""},
      {"Sun, 06 Nov 1994", ""},
      {"1994", ""},
      {" ", ""},
      {"0", ""},
      {"", ""},
  };
  for (const Row& row : kRows) {
    const auto time = parse_http_date(row.text, kNow);
    EXPECT_EQ(time ? to_rfc3339(*time) : "", row.expected) << row.text;
  }
  EXPECT_FALSE(parse_http_date(std::string(100'000, ' '), kNow));
}

TEST(HttpDate, WritesTheFormThatIsRead) {
  EXPECT_EQ(format_http_date(Timestamp{784'111'777'000'000}), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(format_http_date(Timestamp{0}), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(format_http_date(Timestamp{-1}), "Wed, 31 Dec 1969 23:59:59 GMT");
  const auto again = parse_http_date(format_http_date(kNow), kNow);
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, kNow);
}

}  // namespace
}  // namespace headwater
