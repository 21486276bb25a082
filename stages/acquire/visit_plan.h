#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/clock.h"
#include "record/frontier.h"

namespace headwater {

/// How often a source may be asked, in seconds.
struct VisitPace {
  std::int64_t first = 3600;   ///< Until it is known how often it brings something new.
  std::int64_t least = 900;    ///< Between visits at least.
  std::int64_t most = 86'400;  ///< Between visits at most, while it answers.
};

/// What a visit that succeeded found.
struct VisitNews {
  std::size_t fresh = 0;  ///< New or revised entries.
  /// Seconds that the source itself asks to wait (a feed's ttl, sy:updatePeriod); 0 where it does
  /// not say.
  std::int64_t asked_to_wait = 0;
};

/// Where a source stands after a visit that succeeded at `now`. The interval shrinks by a third
/// when something was new and grows by a quarter when not, so it settles where about one visit in
/// three brings something (ln 1.25 / (ln 1.25 + ln 1.5) = 0.36). Validators, payload and capture
/// are left to the caller.
SourceState after_success(const SourceState& before, Timestamp now, const VisitPace& pace,
                          const VisitNews& news);

/// Where it stands after one that failed with `weight` (1 hard, 0.5 soft, 0.25 temporary) because
/// of `error`. Waits twice as long with each whole failure, up to kLongestBackOff, and no less than
/// `retry_after` seconds.
SourceState after_failure(const SourceState& before, Timestamp now, const VisitPace& pace,
                          double weight, std::int64_t retry_after, std::string error);

/// The page after an attempt at `now`. What was found later than that was found by a clock that was
/// wrong, and counts from now on.
PageTask page_asked(PageTask page, Timestamp now);
/// Where a page stands after an attempt that failed in the same way: asked again after
/// kFirstPageBackOff, twice as long each time.
PageTask page_after_failure(PageTask page, Timestamp now, double weight, std::int64_t retry_after,
                            std::string error);
/// Whether so many failures are enough: nobody asks for the page again.
bool is_given_up(const PageTask& page);

/// A feed that is down over a holiday must not be found only a month later.
inline constexpr std::int64_t kLongestBackOff = 3 * std::int64_t{86'400};
inline constexpr std::int64_t kFirstPageBackOff = 600;
/// Five hard failures, or twenty that look temporary.
inline constexpr double kMostPageFailures = 5;

}  // namespace headwater
