#include "base/clock.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace headwater
