#include "stages/acquire/source_move.h"

#include <fmt/format.h>

#include <string_view>

namespace headwater {
namespace {

bool is_secure(std::string_view uri) { return uri.starts_with("https:"); }

bool leaves_https(const HttpVisit& visit) {
  bool secure = false;
  for (const HttpExchange& exchange : visit.exchanges) {
    if (secure && !is_secure(exchange.uri)) return true;
    secure = is_secure(exchange.uri);
  }
  return false;
}

}  // namespace

ClaimedMove claimed_move(const std::string& moved_to, const HttpVisit& visit) {
  if (moved_to.empty()) return {};
  if (leaves_https(visit)) return {moved_to, "not taken over: the way there leaves https"};
  return {moved_to, {}};
}

std::string note_move(const SourceSpec& spec, const std::string& to, MoveProof proof, Timestamp now,
                      SourceState& state) {
  state.moving_visits = state.moving_to == to ? state.moving_visits + 1 : 1;
  state.moving_to = to;
  if (proof != MoveProof::kListing && state.moving_visits < kMoveVisits) {
    return fmt::format("seen {} of {} times", state.moving_visits, kMoveVisits);
  }
  note_no_move(state);
  state.address = to == spec.uri ? std::string() : to;
  state.moved = now;
  return "taken over";
}

void note_no_move(SourceState& state) {
  state.moving_to.clear();
  state.moving_visits = 0;
}

bool give_up_move(int status, SourceState& state) {
  const bool gone = status == 404 || status == 410;
  if (state.address.empty() || (!gone && state.failures < kMoveFailures)) return false;
  note_no_move(state);
  state.address.clear();
  state.moved.reset();
  state.gone = false;
  // They belong to the other address.
  state.etag.clear();
  state.last_modified.clear();
  return true;
}

}  // namespace headwater
