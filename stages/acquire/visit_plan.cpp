#include "stages/acquire/visit_plan.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace headwater {
namespace {

constexpr std::int64_t kSecond = 1'000'000;

/// A run from cron starts a little earlier or later each time: a visit that is due a few seconds
/// after it must not wait for the whole next round.
constexpr double kSlack = 0.95;

/// Beyond this the back-off is at its limit anyhow.
constexpr double kMostDoublings = 20;

/// `interval` seconds after `now`, less the slack, but `at_least` seconds.
Timestamp due_after(Timestamp now, std::int64_t interval, std::int64_t at_least) {
  const double wait = static_cast<double>(interval) * kSlack * kSecond;
  return {now.microseconds + std::max(static_cast<std::int64_t>(wait), at_least * kSecond)};
}

std::int64_t doubled(std::int64_t first, double times) {
  const double grown = static_cast<double>(first) * std::exp2(std::min(times, kMostDoublings));
  return static_cast<std::int64_t>(std::min(grown, static_cast<double>(kLongestBackOff)));
}

std::int64_t next_interval(const SourceState& before, const VisitPace& pace,
                           const VisitNews& news) {
  std::int64_t interval = before.interval > 0 ? before.interval : pace.first;
  if (before.interval > 0) interval = news.fresh > 0 ? interval * 2 / 3 : interval * 5 / 4;
  const std::int64_t least = std::clamp(news.asked_to_wait, pace.least, pace.most);
  return std::clamp(interval, least, pace.most);
}

}  // namespace

SourceState after_success(const SourceState& before, Timestamp now, const VisitPace& pace,
                          const VisitNews& news) {
  SourceState state = before;
  state.interval = next_interval(before, pace, news);
  state.due = due_after(now, state.interval, 0);
  state.asked = now;
  ++state.visits;
  state.failures = 0;
  state.error.clear();
  if (news.fresh > 0) {
    state.news = now;
    state.visits_in_vain = 0;
  } else {
    ++state.visits_in_vain;
  }
  return state;
}

SourceState after_failure(const SourceState& before, Timestamp now, const VisitPace& pace,
                          double weight, std::int64_t retry_after, std::string error) {
  SourceState state = before;
  if (state.interval == 0) state.interval = pace.first;
  ++state.visits;
  ++state.visits_in_vain;
  state.failures += weight;
  state.asked = now;
  state.error = std::move(error);
  state.due = due_after(now, doubled(state.interval, state.failures), retry_after);
  return state;
}

PageTask page_asked(PageTask page, Timestamp now) {
  page.asked = now;
  page.found = std::min(page.found, now);
  return page;
}

PageTask page_after_failure(PageTask page, Timestamp now, double weight, std::int64_t retry_after,
                            std::string error) {
  const std::int64_t wait = doubled(kFirstPageBackOff, static_cast<double>(page.attempts));
  page = page_asked(std::move(page), now);
  page.due = due_after(now, wait, retry_after);
  ++page.attempts;
  page.failures += weight;
  page.error = std::move(error);
  return page;
}

bool is_given_up(const PageTask& page) { return page.failures >= kMostPageFailures; }

}  // namespace headwater
