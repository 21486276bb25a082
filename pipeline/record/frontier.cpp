#include "record/frontier.h"

namespace headwater {
namespace {

bool is_ahead(const std::optional<Timestamp>& time, Timestamp now) {
  constexpr std::int64_t kSlack = kClockSlack * std::int64_t{1'000'000};
  return time && time->microseconds > now.microseconds + kSlack;
}

}  // namespace

bool is_due(const SourceState& state, Timestamp now) {
  return state.due <= now || is_ahead(state.asked, now);
}

bool is_due(const PageTask& page, Timestamp now) {
  return page.due <= now || is_ahead(page.asked, now) || is_ahead(page.found, now);
}

const std::string& asked_address(const SourceRow& row) {
  return row.state.address.empty() ? row.spec.uri : row.state.address;
}

bool is_silent(const SourceState& state, Timestamp now) {
  if (!state.error.empty() || state.visits_in_vain < kSilentVisits) return false;
  // One that never brought anything is as silent as one that ceased to.
  return !state.news ||
         now.microseconds - state.news->microseconds > kSilentSeconds * std::int64_t{1'000'000};
}

}  // namespace headwater
