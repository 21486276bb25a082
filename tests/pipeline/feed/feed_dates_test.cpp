#include "feed/feed_dates.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <fstream>
#include <string>

#include "base/utf8.h"

namespace headwater {
namespace {

struct Row {
  std::string name;
  std::string printed;
  std::string value;
  DateAssumption assumed = DateAssumption::kNothing;
};

class FeedDates : public ::testing::TestWithParam<Row> {};

TEST_P(FeedDates, ReadsWhatFeedsPrint) {
  const FeedDate date = read_feed_date(GetParam().printed);
  EXPECT_EQ(date.value, GetParam().value);
  EXPECT_EQ(date.assumed, GetParam().assumed);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, FeedDates,
    ::testing::Values(
        Row{"rfc_822", "Tue, 03 Feb 2026 10:00:00 GMT", "2026-02-03T10:00:00Z"},
        Row{"two_digit_year", "Tue, 03 Feb 26 10:00:00 +0200", "2026-02-03T08:00:00Z"},
        Row{"summer_time", "Tue, 03 Jun 2026 10:00:00 EDT", "2026-06-03T14:00:00Z"},
        Row{"midnight_at_the_end", "Tue, 03 Feb 2026 24:00:00 GMT", "2026-02-04T00:00:00Z"},
        Row{"leap_second", "Tue, 30 Jun 2026 23:59:60 GMT", "2026-07-01T00:00:00Z"},
        Row{"french", "mar., 03 févr. 2026 10:00:00 +0100", "2026-02-03T09:00:00Z"},
        Row{"no_zone", "2026-02-03T10:00:00", "2026-02-03T10:00:00Z", DateAssumption::kZone},
        Row{"named_zone", "Tue, 03 Feb 2026 10:00:00 America/Los_Angeles", "2026-02-03"},
        Row{"five_digit_year", "Tue, 03 Feb 10000 10:00:00 GMT", ""},
        Row{"far_future", "Tue, 03 Feb 2099 10:00:00 GMT", "2099-02-03T10:00:00Z"},
        Row{"month_alone", "2026-02", "2026-02-01", DateAssumption::kDay}, Row{"empty", " \n", ""},
        Row{"words", "yesterday", ""},
        Row{"a_day_that_is_none", "Mon, 30 Feb 2026 10:00:00 GMT", ""}),
    [](const auto& row) { return row.param.name; });

TEST(FeedDates, KeepsWhatStoodThere) {
  EXPECT_EQ(read_feed_date(" some\n day ").printed, "some day");
  EXPECT_TRUE(read_feed_date(std::string(5000, '1')).empty());
  std::string accents;
  for (int i = 0; i < 100; ++i) accents += "\xC3\xA9";
  const std::string printed = read_feed_date(accents).printed;
  EXPECT_EQ(valid_utf8_prefix(printed), printed.size());
}

// https://github.com/kurtmckee/feedparser: what its readers of dates make of what feeds print.
TEST(FeedDates, AgreesWithFeedparser) {
  std::ifstream file(HEADWATER_SOURCE_DIR "/../shared/suites/feedparser-dates.jsonl");
  if (!file) GTEST_SKIP() << "no suite of feedparser next to the project";
  simdjson::dom::parser parser;
  int checked = 0;
  for (std::string line; std::getline(file, line);) {
    const simdjson::dom::element given = parser.parse(line);
    const std::string_view input = given["input"];
    // A year and a day of the year in five digits is a date to another reader of the suite.
    if (input == "22013") continue;
    std::string wanted;
    simdjson::dom::array parts;
    if (!given["expect_utc_struct_time"].get(parts)) {
      char text[32];
      const auto part = [&](std::size_t i) { return static_cast<int>(int64_t(parts.at(i))); };
      std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", part(0), part(1), part(2),
                    part(3), part(4), part(5));
      wanted = text;
    }
    const FeedDate date = read_feed_date(input);
    const bool day = !date.empty() && date.precision == DatePrecision::kDay;
    EXPECT_EQ(day ? date.value + "T00:00:00Z" : date.value, wanted) << input;
    ++checked;
  }
  EXPECT_EQ(checked, 30);
}

}  // namespace
}  // namespace headwater
