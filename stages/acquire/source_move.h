#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "record/frontier.h"
#include "record/http_visit.h"

namespace headwater {

/// Where a visit says that its source has moved to for good, and why that is not believed.
struct ClaimedMove {
  std::string to;       ///< Empty: nowhere.
  std::string refused;  ///< Why it must not be taken over; empty: it may be.
};

/// What the redirects of `visit`, which succeeded, claim (RFC 9110, sections 15.4.2 and 15.4.9);
/// `moved_to` as in Fetched. A way that leaves https is not believed: anybody on it could have
/// written the rest.
ClaimedMove claimed_move(const std::string& moved_to, const HttpVisit& visit);

/// How well a visit bears out that its source is at the new address.
enum class MoveProof : std::uint8_t {
  kAnswered,  ///< Something answers there.
  kListing,   ///< A feed or sitemap that can be read is there.
};

/// Notes the move to `to` in `state`, and takes the address over where a listing proves it or it
/// was the same for kMoveVisits visits in a row; says for people which.
std::string note_move(const SourceSpec& spec, const std::string& to, MoveProof proof, Timestamp now,
                      SourceState& state);
/// Notes that a visit that succeeded was not led elsewhere for good.
void note_no_move(SourceState& state);

/// After a failed visit: goes back to the listed address where the one that was taken over is gone
/// (`status` 404 or 410) or has failed for too long. Returns whether it did.
bool give_up_move(int status, SourceState& state);

/// A server that is set up wrongly redirects for a day, and one that is broken into for an hour; a
/// feed is seldom visited more than a few times a day.
inline constexpr std::int64_t kMoveVisits = 3;
/// Three hard failures, or twelve that look temporary.
inline constexpr double kMoveFailures = 3;

}  // namespace headwater
