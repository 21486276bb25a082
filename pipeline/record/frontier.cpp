#include "record/frontier.h"

namespace headwater {

bool is_due(const SourceState& state, Timestamp now) {
  if (state.due <= now) return true;
  constexpr std::int64_t kSlack = kClockSlack * std::int64_t{1'000'000};
  return state.asked && state.asked->microseconds > now.microseconds + kSlack;
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
