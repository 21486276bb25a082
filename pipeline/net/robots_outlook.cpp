#include "net/robots_outlook.h"

#include <fmt/format.h>

#include <utility>

#include "base/url.h"

namespace headwater {
namespace {

/// Only differences count, and nothing passes here.
constexpr std::chrono::microseconds kStart{0};

}  // namespace

std::string_view name_of(RobotsExpectation expectation) {
  switch (expectation) {
    case RobotsExpectation::kNotAsked:
      return "not-asked";
    case RobotsExpectation::kAllowed:
      return "allowed";
    case RobotsExpectation::kRefused:
      return "refused";
    case RobotsExpectation::kUnknown:
      return "unknown";
  }
  return "";
}

RobotsOutlooks::RobotsOutlooks(HostLookup lookup, Timestamp now)
    : lookup_(std::move(lookup)), now_(now) {}

Result<RobotsOutlook> RobotsOutlooks::of(std::string_view uri) {
  const std::optional<Url> url = parse_url(uri);
  if (!url || !url->is_http())
    return RobotsOutlook{RobotsExpectation::kUnknown, "unknown (no address of the web)", 0, {}};
  if (Status turned = turn_to(url->origin()); !turned) return turned.error();
  if (!fetched_) {
    return RobotsOutlook{RobotsExpectation::kUnknown, "unknown (robots.txt not asked yet)", 0, {}};
  }
  RobotsRuling ruling = robots_.rule(url->target());
  if (!robots_.is_fresh(kStart)) {
    // What the old copy says is a hint, no verdict: it decides only if the server does not answer.
    return RobotsOutlook{RobotsExpectation::kUnknown,
                         fmt::format("unknown (the robots.txt of {} is to be asked anew; by it {})",
                                     to_rfc3339(*fetched_), ruling.reason),
                         ruling.line, std::move(ruling.rule)};
  }
  return RobotsOutlook{ruling.allowed ? RobotsExpectation::kAllowed : RobotsExpectation::kRefused,
                       std::move(ruling.reason), ruling.line, std::move(ruling.rule)};
}

Status RobotsOutlooks::turn_to(const std::string& origin) {
  if (origin == origin_) return {};
  const Result<std::optional<HostState>> known = lookup_(origin);
  if (!known) return known.error();
  origin_ = origin;
  robots_ = RobotsCache();
  fetched_.reset();
  if (!*known) return {};
  fetched_ = (*known)->robots_fetched;
  robots_.load(**known, {kStart, now_});
  return {};
}

}  // namespace headwater
