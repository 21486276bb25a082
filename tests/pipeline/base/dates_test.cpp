#include "base/dates.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

struct Row {
  const char* input;
  const char* expected;  ///< Empty: refused.
};

TEST(ParseDate, ReadsTheFormsPublishersUse) {
  constexpr Row kRows[] = {
      {"2022-10-21", "2022-10-21"},
      {"2022/10/21", "2022-10-21"},
      {"20221021", "2022-10-21"},
      {"  2022-10-21\n", "2022-10-21"},
      {"2022-10-21T14:05:00Z", "2022-10-21T14:05:00Z"},
      {"2022-10-21t14:05:00z", "2022-10-21T14:05:00Z"},
      {"2022-10-21T14:05Z", "2022-10-21T14:05:00Z"},
      {"2022-10-21T14:05:00.123456789Z", "2022-10-21T14:05:00Z"},
      {"2022-10-21T14:05:00,5Z", "2022-10-21T14:05:00Z"},
      {"20221021T140500Z", "2022-10-21T14:05:00Z"},
      {"20221021T1405+0200", "2022-10-21T12:05:00Z"},
      {"2022-10-21T14:05:00+02:00", "2022-10-21T12:05:00Z"},
      {"2022-10-21T14:05:00+0200", "2022-10-21T12:05:00Z"},
      {"2022-10-21T14:05:00-04", "2022-10-21T18:05:00Z"},
      {"2022-10-21 14:05:00 +00:00", "2022-10-21T14:05:00Z"},
      {"2022-10-21 14:05:00 UTC", "2022-10-21T14:05:00Z"},
      {"Fri, 21 Oct 2022 14:05:00 GMT", "2022-10-21T14:05:00Z"},
      {"Fri, 21 Oct 2022 14:05:00 -0400", "2022-10-21T18:05:00Z"},
      {"21 Oct 2022 14:05 EDT", "2022-10-21T18:05:00Z"},
      {"Fri, 21 Oct 22 14:05:00 GMT", "2022-10-21T14:05:00Z"},
      {"Sun, 06 Nov 94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
      {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
      {"October 21, 2022", "2022-10-21"},
      {"OCTOBER 21 2022", "2022-10-21"},
      {"October 21st, 2022", "2022-10-21"},
      {"Oct. 21, 2022", "2022-10-21"},
      {"Sept. 3, 2022", "2022-09-03"},
      {"Friday, October 21, 2022", "2022-10-21"},
      {"21 October 2022", "2022-10-21"},
      {"21st of October, 2022", "2022-10-21"},
      {"May 1, 2022", "2022-05-01"},
      {"October 21, 2022 2:05 PM EDT", "2022-10-21T18:05:00Z"},
      {"October 21, 2022, at 2:05 p.m. GMT", "2022-10-21T14:05:00Z"},
      {"Oct 21, 2022 12:05 am UTC", "2022-10-21T00:05:00Z"},
      {"2022-10-2", "2022-10-02"},
      {"2022/1/22", "2022-01-22"},
      {"2022.10.21", "2022-10-21"},
      {"2022 Oct 21", "2022-10-21"},
      {"21.10.2022", "2022-10-21"},
      {"3.10.2022, 14:05", "2022-10-03"},
      {"10.21.2022", "2022-10-21"},
      {"21/10/2022", "2022-10-21"},
      {"10/21/2022", "2022-10-21"},
      {"10/10/2022", "2022-10-10"},
      {"21. Oktober 2022", "2022-10-21"},
      {"1. März 2022", "2022-03-01"},
      {"1er février 2022", "2022-02-01"},
      {"3 août 2022", "2022-08-03"},
      {"21 de octubre de 2022", "2022-10-21"},
      {"3 de março de 2022", "2022-03-03"},
      {"21 ottobre 2022", "2022-10-21"},
      {"3 mei 2022", "2022-05-03"},
      {"2022年10月21日", "2022-10-21"},
      {"2022년 5월 3일", "2022-05-03"},
      {"Fri Oct 21 2022 14:05:00 GMT+0200 (Central European Time)", "2022-10-21T12:05:00Z"},
      {"Fri, 21 Oct 2022 14:05:00 +0000 (UTC)", "2022-10-21T14:05:00Z"},
  };
  for (const Row& row : kRows) {
    const auto date = parse_date(row.input);
    ASSERT_TRUE(date) << row.input;
    EXPECT_EQ(date->text, row.expected) << row.input;
    EXPECT_EQ(date->precision == DatePrecision::kDay, date->text.size() == 10) << row.input;
  }
}

TEST(ParseDate, KeepsOnlyTheDayOfATimeWithoutZone) {
  constexpr Row kRows[] = {{"2022-10-21T14:05:00", "2022-10-21"},
                           {"2022-10-21 23:59", "2022-10-21"},
                           {"October 21, 2022 at 2:05 pm", "2022-10-21"}};
  for (const Row& row : kRows) {
    const auto date = parse_date(row.input);
    ASSERT_TRUE(date) << row.input;
    EXPECT_EQ(date->text, row.expected);
  }
}

TEST(ParseDate, CrossesMidnightYearsAndLeapSeconds) {
  EXPECT_EQ(parse_date("2022-12-31T23:30:00-01:00")->text, "2023-01-01T00:30:00Z");
  EXPECT_EQ(parse_date("2024-03-01T00:30:00+01:00")->text, "2024-02-29T23:30:00Z");
  EXPECT_EQ(parse_date("2016-12-31T23:59:60Z")->text, "2017-01-01T00:00:00Z");
  EXPECT_EQ(parse_date("0001-01-01T00:00:00Z")->text, "0001-01-01T00:00:00Z");
  EXPECT_EQ(parse_date("2024-02-29")->text, "2024-02-29");
}

TEST(ParseDate, RefusesWhatIsNoDate) {
  constexpr const char* kRows[] = {"",
                                   " ",
                                   "date",
                                   "2022",
                                   "2022-10",
                                   "2022-13-01",
                                   "2022-02-29",
                                   "2022-00-10",
                                   "2022-10-32",
                                   "0000-10-21",
                                   "10/11/2022",
                                   "13/14/2022",
                                   "2022-1/2",
                                   "31.02.2022",
                                   "3 xyz 2022",
                                   "2022年10月",
                                   "2022-10-211",
                                   "2022-10/21",
                                   "22-10-21",
                                   "October 2022",
                                   "October 32, 2022",
                                   "Octo 2, 2022",
                                   "October 21, 22",
                                   "October 21, 222",
                                   "2022-10-21T25:00:00Z",
                                   "2022-10-21T14:60Z",
                                   "2022-10-21T14:05:61Z",
                                   "2022-10-21T14:05:00+24:00",
                                   "2022-10-21T14:05:00+02:60",
                                   "2022-10-21Z",
                                   "2022-10-21 and more",
                                   "October 21, 2022 13:05 pm GMT",
                                   "0001-01-01T00:00:00+01:00",
                                   "9999-12-31T23:59:59-01:00",
                                   "21 October2022",
                                   "October21, 2022",
                                   "2022-10-21T14:05:00.Z"};
  for (const char* row : kRows) EXPECT_FALSE(parse_date(row)) << row;
}

TEST(ParseDatePrefix, TellsHowLongTheDateIs) {
  EXPECT_EQ(parse_date_prefix("2022-10-21 Mexican President")->length, 10U);
  EXPECT_EQ(parse_date_prefix("2022-10-21 14:05 local")->length, 16U);
  EXPECT_EQ(parse_date_prefix("October 21, 2022 at the border")->length, 16U);
  EXPECT_EQ(parse_date_prefix("October 21, 2022, at 10 o'clock")->length, 16U);
  EXPECT_EQ(parse_date_prefix("Oct. 21, 2022.")->length, 13U);
  EXPECT_FALSE(parse_date_prefix("May the force"));
  EXPECT_FALSE(parse_date_prefix("2022-10-21st"));
}

TEST(ParseDatePrefix, IsBoundedOnLongInput) {
  EXPECT_FALSE(parse_date(std::string(1 << 20, '1')));
  EXPECT_FALSE(parse_date("2022-10-21T14:05:00." + std::string(1 << 20, '9') + "Z"));
}

}  // namespace
}  // namespace headwater
