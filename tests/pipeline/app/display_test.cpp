#include "app/display.h"

#include <gtest/gtest.h>

#include "app/progress.h"

namespace headwater {
namespace {

TEST(Display, NumbersForPeople) {
  EXPECT_EQ(human_bytes(999), "999 B");
  EXPECT_EQ(human_bytes(999'949), "999.9 KB");
  EXPECT_EQ(human_bytes(999'950), "1.0 MB");
  EXPECT_EQ(human_count(0), "0");
  EXPECT_EQ(human_count(999), "999");
  EXPECT_EQ(human_count(1'234'567), "1,234,567");
  EXPECT_EQ(human_duration(59.4), "59 s");
  EXPECT_EQ(human_duration(200), "3 min 20 s");
  EXPECT_EQ(human_duration(7500), "2 h 5 min");
  EXPECT_EQ(human_breakdown({}), "");
  EXPECT_EQ(human_breakdown({{"binary", 1}, {"too_large", 2000}}), " (binary 1, too_large 2,000)");
}

TEST(Display, ProgressLine) {
  RunProgress progress;
  progress.counts.arrived = 3000;
  progress.counts.bytes = 10'000'000;
  EXPECT_EQ(progress_line(progress, 2, 100), "3,000 documents  10.0 MB  1,500/s");
  progress.bytes_left = 30'000'000;
  progress.last_outlet = "Example\x1b Herald";
  EXPECT_EQ(
      progress_line(progress, 2, 100),
      "[#####---------------] 3,000 documents  10.0 MB  1,500/s  eta 6 s  Example\\x1b Herald");
  EXPECT_EQ(progress_line(progress, 2, 30), "[#####---------------] 3,000 d");
}

}  // namespace
}  // namespace headwater
