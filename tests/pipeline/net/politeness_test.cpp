#include "net/politeness.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace headwater {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;
using Place = Politeness::Place;

constexpr std::int64_t kNoon = (std::int64_t{20'000} * 86'400 + 43'200) * 1'000'000;

/// `time` after a noon, on both clocks.
Moment at(microseconds time) { return {time, Timestamp{kNoon + time.count()}}; }

PolitenessRules rules() {
  PolitenessRules rules;
  rules.delay = seconds(5);
  return rules;
}

Politeness::Server add_new(Politeness& politeness, std::string_view origin) {
  return politeness.add(origin, {}, at(seconds(0)), LastAsked::kKnown);
}

TEST(Politeness, AsksOneAtATimeWithTheDelayBetween) {
  Politeness politeness(rules());
  const auto server = add_new(politeness, "https://a.example");
  for (const std::uint64_t ticket : {1U, 2U, 3U}) politeness.wait(server, ticket, Place::kLast);
  EXPECT_EQ(politeness.take(seconds(0))->ticket, 1U);
  EXPECT_FALSE(politeness.take(seconds(100)));  // Busy, however long it takes.
  EXPECT_FALSE(politeness.next_turn());
  politeness.done(server, at(seconds(100)), {});
  EXPECT_EQ(politeness.next_turn(), seconds(105));
  EXPECT_FALSE(politeness.take(seconds(105) - microseconds(1)));
  EXPECT_EQ(politeness.take(seconds(105))->ticket, 2U);
}

TEST(Politeness, LetsWhatIsUnderWayGoFirst) {
  Politeness politeness(rules());
  const auto server = add_new(politeness, "https://a.example");
  politeness.wait(server, 1, Place::kLast);
  politeness.wait(server, 2, Place::kFirst);
  EXPECT_EQ(politeness.take(seconds(0))->ticket, 2U);
}

TEST(Politeness, IsFairBetweenServers) {
  Politeness politeness(rules());
  const auto busy = add_new(politeness, "https://busy.example");
  const auto quiet = add_new(politeness, "https://quiet.example");
  for (std::uint64_t ticket = 0; ticket < 10; ++ticket) politeness.wait(busy, ticket, Place::kLast);
  EXPECT_EQ(politeness.take(seconds(0))->server, busy);
  politeness.done(busy, at(seconds(1)), {});
  politeness.wait(quiet, 100, Place::kLast);
  // Both may be asked at 60 s, but the quiet one could have been for longer.
  EXPECT_EQ(politeness.take(seconds(60))->server, quiet);
  EXPECT_EQ(politeness.take(seconds(60))->server, busy);
}

struct Remembered {
  const char* name;
  seconds asked;       ///< Before or after (negative) now.
  seconds not_before;  ///< From now; 0: none.
  LastAsked last_asked;
  microseconds turn;
};
const Remembered kRemembered[] = {
    {"never", seconds(kNoon / 1'000'000), seconds(0), LastAsked::kKnown, microseconds(0)},
    {"long ago", seconds(3'600), seconds(0), LastAsked::kKnown, microseconds(0)},
    {"two seconds ago", seconds(2), seconds(0), LastAsked::kKnown, seconds(3)},
    {"the run was killed", seconds(3'600), seconds(0), LastAsked::kUnsure, seconds(5)},
    {"the clock was put back a year", seconds(-31'536'000), seconds(0), LastAsked::kKnown,
     seconds(5)},
    {"Retry-After", seconds(3'600), seconds(40), LastAsked::kKnown, seconds(40)},
    {"Retry-After far off: put back", seconds(3'600), seconds(31'536'000), LastAsked::kKnown,
     seconds(86'400)},
    {"Retry-After is over", seconds(3'600), seconds(-10), LastAsked::kKnown, microseconds(0)},
};

TEST(Politeness, GoesByWhatIsRemembered) {
  for (const Remembered& row : kRemembered) {
    Politeness politeness(rules());
    HostState state;
    state.asked = Timestamp{kNoon - microseconds(row.asked).count()};
    if (row.not_before != seconds(0)) {
      state.not_before = Timestamp{kNoon + microseconds(row.not_before).count()};
    }
    const auto server = politeness.add("https://a.example", state, at(seconds(0)), row.last_asked);
    politeness.wait(server, 1, Place::kLast);
    EXPECT_LE(*politeness.next_turn(), row.turn) << row.name;
    EXPECT_FALSE(politeness.take(row.turn - microseconds(1)) && row.turn > seconds(0)) << row.name;
  }
}

TEST(Politeness, ObeysTheLongerDelayWithinItsLimit) {
  for (const auto& [crawl_delay, gap] : std::vector<std::pair<seconds, seconds>>{
           {seconds(1), seconds(5)}, {seconds(20), seconds(20)}, {seconds(9'999), seconds(60)}}) {
    Politeness politeness(rules());
    const auto server = add_new(politeness, "https://a.example");
    politeness.wait(server, 1, Place::kLast);
    politeness.wait(server, 2, Place::kLast);
    ASSERT_TRUE(politeness.take(seconds(0)));
    politeness.set_crawl_delay(server, crawl_delay);
    politeness.done(server, at(seconds(0)), {});
    EXPECT_EQ(politeness.next_turn(), gap);
  }
}

TEST(Politeness, BacksOffEverMoreAndForgetsItAfterASuccess) {
  Politeness politeness(rules());
  const auto server = add_new(politeness, "https://a.example");
  microseconds now{0};
  std::vector<std::int64_t> waits;
  for (std::uint64_t i = 0; i < 20; ++i) {
    politeness.wait(server, i, Place::kLast);
    now = *politeness.next_turn();
    ASSERT_TRUE(politeness.take(now));
    politeness.done(server, at(now), {.failed = true});
    waits.push_back(std::chrono::ceil<seconds>(politeness.closed_for(server, now)).count());
  }
  for (std::size_t i = 0; i < 12; ++i) {
    const std::int64_t plain = std::int64_t{5} << (i + 1);
    EXPECT_GE(waits[i], plain);
    EXPECT_LE(waits[i], plain * 5 / 4 + 1);
  }
  EXPECT_EQ(waits.back(), 86'400);
  politeness.wait(server, 99, Place::kLast);
  now = *politeness.next_turn();
  ASSERT_TRUE(politeness.take(now));
  politeness.done(server, at(now), {});
  EXPECT_EQ(politeness.closed_for(server, now), microseconds(0));
}

TEST(Politeness, JitterIsTheServersOwnAndTheSameInEveryRun) {
  const auto first_wait = [](std::string_view origin) {
    Politeness politeness(PolitenessRules{.delay = seconds(1'000)});
    const auto server = add_new(politeness, origin);
    politeness.wait(server, 1, Place::kLast);
    politeness.take(seconds(0));
    politeness.done(server, at(seconds(0)), {.failed = true});
    return politeness.closed_for(server, seconds(0));
  };
  EXPECT_EQ(first_wait("https://a.example"), first_wait("https://a.example"));
  EXPECT_NE(first_wait("https://a.example"), first_wait("https://b.example"));
}

TEST(Politeness, ObeysRetryAfterWithinItsLimitAndRemembersIt) {
  Politeness politeness(rules());
  const auto server = add_new(politeness, "https://a.example");
  politeness.wait(server, 1, Place::kLast);
  politeness.take(seconds(0));
  politeness.done(server, at(seconds(1)), {.failed = true, .retry_after = seconds(120)});
  EXPECT_EQ(politeness.closed_for(server, seconds(1)), seconds(120));
  HostState state;
  politeness.write_state(server, state);
  EXPECT_EQ(state.asked, at(seconds(1)).wall);
  EXPECT_EQ(state.not_before, at(seconds(121)).wall);
  EXPECT_EQ(state.requests, 1);
}

TEST(Politeness, ClosesAServerThatHasHadItsShareOfTheDay) {
  PolitenessRules few = rules();
  few.most_a_day = 2;
  Politeness politeness(few);
  HostState state;
  state.asked = Timestamp{kNoon - 3'600'000'000};
  state.requests = 1;
  const auto server = politeness.add("https://a.example", state, at(seconds(0)), LastAsked::kKnown);
  politeness.wait(server, 1, Place::kLast);
  politeness.wait(server, 2, Place::kLast);
  ASSERT_TRUE(politeness.take(seconds(0)));
  politeness.done(server, at(seconds(10)), {});
  EXPECT_EQ(politeness.next_turn(), seconds(43'200));  // Midnight.
  ASSERT_TRUE(politeness.take(seconds(43'200)));
  politeness.done(server, at(seconds(43'201)), {});
  HostState after;
  politeness.write_state(server, after);
  EXPECT_EQ(after.requests, 1);
  EXPECT_EQ(politeness.closed_for(server, seconds(43'201)), microseconds(0));
}

TEST(Politeness, GivesUpWhatWaits) {
  Politeness politeness(rules());
  const auto server = add_new(politeness, "https://a.example");
  politeness.wait(server, 1, Place::kLast);
  politeness.wait(server, 2, Place::kLast);
  EXPECT_EQ(politeness.give_up(server), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_FALSE(politeness.next_turn());
  politeness.wait(server, 3, Place::kLast);
  EXPECT_EQ(politeness.take(seconds(0))->ticket, 3U);
}

TEST(Politeness, GivesNoTurnWhileItIsHeld) {
  Politeness politeness(rules());
  const auto server = add_new(politeness, "https://a.example");
  politeness.wait(server, 1, Place::kLast);
  politeness.hold(server);
  politeness.hold(server);
  politeness.wait(server, 2, Place::kFirst);
  politeness.set_crawl_delay(server, milliseconds(1));
  EXPECT_FALSE(politeness.take(seconds(100)));
  politeness.release(server);
  EXPECT_FALSE(politeness.next_turn());
  politeness.release(server);
  EXPECT_EQ(politeness.take(seconds(0))->ticket, 2U);
  politeness.hold(server);  // While it is asked.
  politeness.done(server, at(seconds(1)), {});
  EXPECT_FALSE(politeness.next_turn());
  politeness.release(server);
  EXPECT_EQ(politeness.next_turn(), seconds(6));
}

TEST(Politeness, KeepsAHundredThousandServersApart) {
  constexpr std::uint32_t kServers = 100'000;
  Politeness politeness(rules());
  for (std::uint32_t i = 0; i < kServers; ++i) {
    const auto server = add_new(politeness, "https://" + std::to_string(i) + ".example");
    politeness.wait(server, i, Place::kLast);
    politeness.wait(server, kServers + i, Place::kLast);
  }
  microseconds now{0};
  std::uint32_t turns = 0;
  while (const std::optional<microseconds> next = politeness.next_turn()) {
    now = std::max(now, *next);
    const auto turn = politeness.take(now);
    ASSERT_TRUE(turn);
    now += microseconds(10);
    politeness.done(turn->server, at(now), {});
    ++turns;
  }
  EXPECT_EQ(turns, 2 * kServers);
  EXPECT_LT(now, seconds(8));  // 1 s of turns, the delay, 1 s of turns.
}

}  // namespace
}  // namespace headwater
