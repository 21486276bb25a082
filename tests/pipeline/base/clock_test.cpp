#include "base/clock.h"

#include <gtest/gtest.h>

#include <array>

namespace headwater {
namespace {

TEST(Clock, WritesRfc3339InUtc) {
  EXPECT_EQ(to_rfc3339({0}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_rfc3339({1666361100123456}), "2022-10-21T14:05:00Z");
  EXPECT_EQ(to_rfc3339({1666361100123456}, TimePrecision::kMicroseconds),
            "2022-10-21T14:05:00.123456Z");
  EXPECT_EQ(to_rfc3339({-1}, TimePrecision::kMicroseconds), "1969-12-31T23:59:59.999999Z");
}

TEST(Clock, KnowsWhichDaysExist) {
  EXPECT_TRUE(is_valid({2024, 2, 29}));
  EXPECT_FALSE(is_valid({2023, 2, 29}));
  EXPECT_FALSE(is_valid({2023, 13, 1}));
  EXPECT_FALSE(is_valid({2023, 0, 1}));
  EXPECT_FALSE(is_valid({10000, 1, 1}));
}

struct TimeRow {
  std::string_view text;
  std::int64_t microseconds;
};

TEST(Clock, Rfc3339ComesBackEqual) {
  constexpr std::array kRows = {TimeRow{"1970-01-01T00:00:00.000000Z", 0},
                                TimeRow{"2026-02-03T10:00:00.123456Z", 1770112800123456},
                                TimeRow{"1969-12-31T23:59:59.999999Z", -1},
                                TimeRow{"2024-02-29T23:59:59.000000Z", 1709251199000000},
                                TimeRow{"0001-01-01T00:00:00.000000Z", -62135596800000000}};
  for (const TimeRow& row : kRows) {
    EXPECT_EQ(to_rfc3339({row.microseconds}, TimePrecision::kMicroseconds), row.text);
    const auto back = timestamp_from_rfc3339(row.text);
    ASSERT_TRUE(back.has_value()) << row.text;
    EXPECT_EQ(back->microseconds, row.microseconds);
  }
}

TEST(Clock, FractionMayHaveOneToNineDigits) {
  EXPECT_EQ(timestamp_from_rfc3339("1970-01-01T00:00:00Z")->microseconds, 0);
  EXPECT_EQ(timestamp_from_rfc3339("1970-01-01T00:00:00.5Z")->microseconds, 500000);
  EXPECT_EQ(timestamp_from_rfc3339("1970-01-01T00:00:00.123456789Z")->microseconds, 123456);
}

TEST(Clock, OtherTextIsNoTime) {
  constexpr std::array<std::string_view, 14> kRows = {"",
                                                      "2026",
                                                      "2026-02-30T00:00:00Z",
                                                      "2026-13-01T00:00:00Z",
                                                      "2026-02-03T24:00:00Z",
                                                      "2026-02-03T10:60:00Z",
                                                      "2026-02-03T10:00:60Z",
                                                      "2026-02-03T10:00:00",
                                                      "2026-02-03T10:00:00+01:00",
                                                      "2026-02-03 10:00:00Z",
                                                      "2026-02-03T10:00:00.Z",
                                                      "2026-02-03T10:00:00.1234567890Z",
                                                      "0000-01-01T00:00:00Z",
                                                      "2026-02-03T10:00:00Zx"};
  for (const std::string_view row : kRows) EXPECT_FALSE(timestamp_from_rfc3339(row)) << row;
}

}  // namespace
}  // namespace headwater
