#include "stages/acquire/visit_plan.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

constexpr Timestamp kNoon{1'770'120'000'000'000};
constexpr VisitPace kPace{3600, 900, 86'400};

std::int64_t seconds_until(Timestamp due) {
  return (due.microseconds - kNoon.microseconds) / 1'000'000;
}

TEST(VisitPlan, BeginsWithTheFirstInterval) {
  const SourceState state = after_success({}, kNoon, kPace, {3, 0});
  EXPECT_EQ(state.interval, 3600);
  EXPECT_EQ(seconds_until(state.due), 3420);
  EXPECT_EQ(state.news, kNoon);
  EXPECT_EQ(state.visits, 1);
}

TEST(VisitPlan, ComesMoreOftenWhereThereIsNews) {
  SourceState state;
  state.interval = 3600;
  EXPECT_EQ(after_success(state, kNoon, kPace, {1, 0}).interval, 2400);
  EXPECT_EQ(after_success(state, kNoon, kPace, {0, 0}).interval, 4500);
  state.interval = 1000;
  EXPECT_EQ(after_success(state, kNoon, kPace, {1, 0}).interval, 900);
  state.interval = 80'000;
  EXPECT_EQ(after_success(state, kNoon, kPace, {0, 0}).interval, 86'400);
}

TEST(VisitPlan, SettlesWhereEveryThirdVisitBringsNews) {
  SourceState state;
  state.interval = 3600;
  for (int visit = 0; visit < 300; ++visit) {
    state = after_success(state, kNoon, kPace, {visit % 3 == 0 ? 1U : 0U, 0});
  }
  EXPECT_GT(state.interval, 3600);  // one in three is a little less than what keeps it
  for (int visit = 0; visit < 300; ++visit) {
    state = after_success(state, kNoon, kPace, {visit % 2 == 0 ? 1U : 0U, 0});
  }
  EXPECT_LE(state.interval, 900 * 5 / 4);  // the least, but for the last visit's growth
}

TEST(VisitPlan, WaitsAsLongAsTheSourceAsksWithinBounds) {
  SourceState state;
  state.interval = 3600;
  EXPECT_EQ(after_success(state, kNoon, kPace, {1, 7200}).interval, 7200);
  EXPECT_EQ(after_success(state, kNoon, kPace, {1, 999'999'999}).interval, 86'400);
  EXPECT_EQ(after_success(state, kNoon, kPace, {1, -5}).interval, 2400);
}

TEST(VisitPlan, CountsVisitsInVainUntilThereIsNews) {
  SourceState state;
  for (int visit = 0; visit < 4; ++visit) state = after_success(state, kNoon, kPace, {});
  EXPECT_EQ(state.visits_in_vain, 4);
  EXPECT_FALSE(state.news);
  EXPECT_EQ(after_success(state, kNoon, kPace, {1, 0}).visits_in_vain, 0);
}

TEST(VisitPlan, BacksOffByTheWeightOfFailures) {
  SourceState state = after_success({}, kNoon, kPace, {});
  state = after_failure(state, kNoon, kPace, 0.25, 0, "timeout");
  EXPECT_EQ(seconds_until(state.due), 4066);  // 3600 * 2^0.25 * 0.95
  EXPECT_EQ(state.error, "timeout");
  state = after_failure(state, kNoon, kPace, 1, 0, "not_found");
  EXPECT_DOUBLE_EQ(state.failures, 1.25);
  for (int visit = 0; visit < 100; ++visit)
    state = after_failure(state, kNoon, kPace, 1, 0, "not_found");
  EXPECT_LE(seconds_until(state.due), kLongestBackOff);
  state = after_success(state, kNoon, kPace, {1, 0});
  EXPECT_EQ(state.failures, 0);
  EXPECT_EQ(state.error, "");
}

TEST(VisitPlan, AsksNoEarlierThanTheServerSays) {
  const SourceState state = after_failure({}, kNoon, kPace, 0.25, 40'000, "429");
  EXPECT_EQ(seconds_until(state.due), 40'000);
}

TEST(VisitPlan, GivesAPageUpAfterEnoughFailures) {
  PageTask page;
  int attempts = 0;
  for (; !is_given_up(page); ++attempts) page = page_after_failure(page, kNoon, 0.25, 0, "timeout");
  EXPECT_EQ(attempts, 20);
  EXPECT_LE(seconds_until(page.due), kLongestBackOff);
  EXPECT_TRUE(is_given_up(page_after_failure({}, kNoon, 5, 0, "gone")));
}

TEST(VisitPlan, APageFoundByAClockThatWasAheadCountsFromItsNextAttempt) {
  PageTask page;
  page.found = {kNoon.microseconds + 1};
  EXPECT_EQ(page_asked(page, kNoon).found, kNoon);
  EXPECT_EQ(page_after_failure(page, kNoon, 1, 0, "timeout").found, kNoon);
  page.found = {kNoon.microseconds - 1};
  EXPECT_EQ(page_asked(page, kNoon).found, page.found);
  EXPECT_EQ(page_asked(page, kNoon).asked, kNoon);
}

}  // namespace
}  // namespace headwater
