#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "net/fetcher.h"
#include "net/robots_cache.h"

namespace headwater {

enum class RobotsExpectation : std::uint8_t {
  kNotAsked,  ///< The address is fetched whatever robots.txt says.
  kAllowed,
  kRefused,
  kUnknown,  ///< No copy that may still be used is there: the server is asked first.
};
/// "not-asked", "allowed", "refused" or "unknown".
std::string_view name_of(RobotsExpectation expectation);

/// What robots.txt would mean for an address if it were fetched now.
struct RobotsOutlook {
  RobotsExpectation expectation = RobotsExpectation::kUnknown;
  std::string reason;      ///< For people: "refused by line 12: Disallow: /archive".
  std::uint64_t line = 0;  ///< Of the rule that decides, from 1; 0 where none does.
  std::string rule;        ///< That line as it stands.
};

/// Foretells the verdicts of robots.txt from what is remembered of servers, and asks none. One
/// thread.
class RobotsOutlooks {
 public:
  /// Whatever `lookup` refers to must outlive this.
  RobotsOutlooks(HostLookup lookup, Timestamp now);

  /// For `uri`, http or https, as the URL parser serialises it. Addresses of one server in a row
  /// take one look-up. Fails as the look-up does.
  Result<RobotsOutlook> of(std::string_view uri);

 private:
  Status turn_to(const std::string& origin);

  HostLookup lookup_;
  Timestamp now_;
  std::string origin_;  ///< Of the server that the rest is about.
  std::optional<Timestamp> fetched_;
  RobotsCache robots_;
};

}  // namespace headwater
