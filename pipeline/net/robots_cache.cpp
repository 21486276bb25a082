#include "net/robots_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "net/http_fields.h"

namespace headwater {
namespace {

/// The name by which robots.txt speaks of this program.
constexpr std::string_view kProductToken = "headwater";

using std::chrono::microseconds;

/// RFC 9309, section 2.4: a copy is not used for longer, unless the server cannot be reached.
constexpr microseconds kFresh = std::chrono::hours(24);

bool is_success(int status) { return status >= 200 && status < 300; }

/// Section 2.3.1.3: the server has none, or none for us. Not so for 429, which is about the moment.
/// A redirect that was not followed to its end counts alike (2.3.1.2).
bool is_unavailable(int status) { return status >= 300 && status < 500 && status != 429; }

bool has_copy(const HostState& state) {
  return state.robots_fetched &&
         (is_success(state.robots_status) || is_unavailable(state.robots_status));
}

/// We ask for it as it is. Somebody who compresses it all the same cannot be understood here.
bool is_coded(const HttpExchange& exchange) {
  const Result<ResponseHead> head = parse_response_head(exchange.response);
  if (!head) return true;
  const auto codings = parse_content_codings(head->joined("Content-Encoding"));
  return !codings || !codings->empty();
}

}  // namespace

void RobotsCache::read(const HostState& state) {
  status_ = state.robots_status;
  fetched_ = *state.robots_fetched;
  payload_.reset();
  if (is_success(status_)) payload_ = sha256(state.robots);
  robots_ = Robots::parse(state.robots, kProductToken);
}

void RobotsCache::load(const HostState& state, Moment now) {
  if (!has_copy(state)) return;
  read(state);
  const microseconds age{now.wall.microseconds - state.robots_fetched->microseconds};
  // A copy from the future: the clock has been put back, and nobody knows how old it is.
  if (age >= microseconds(0) && age < kFresh) fresh_until_ = now.steady + kFresh - age;
}

void RobotsCache::learn(const HttpExchange& last, const std::optional<Error>& error,
                        HostState& state, Moment now) {
  const bool cut = error && error->code == ErrorCode::kTooLarge;  // The beginning counts.
  const bool told = is_success(last.status) && (!error || cut);
  if (told && is_coded(last)) {
    fail({ErrorCode::kUnsupported, "robots.txt comes compressed though it must not"}, state, now);
  } else if (told || (!error && is_unavailable(last.status))) {
    state.robots_fetched = last.began;
    state.robots_status = last.status;
    state.robots = told ? last.body.substr(0, kMostRobotsBytes) : "";
    read(state);
    failure_.reset();
    fresh_until_ = now.steady + kFresh;
  } else {
    fail(error ? *error : Error{ErrorCode::kHttpStatus, fmt::format("status {}", last.status)},
         state, now);
  }
}

void RobotsCache::fail(const Error& error, const HostState& state, Moment now) {
  fresh_until_ = now.steady + kRobotsRetry;
  failure_ = has_copy(state) ? std::nullopt : std::optional(error);
}

RobotsRuling RobotsCache::rule(std::string_view target) const {
  if (!is_success(status_)) return {true, fmt::format("none there ({})", status_), 0, {}};
  RobotsVerdict verdict = robots_.verdict(target);
  if (verdict.rule.empty()) return {true, "allowed by default: no rule is about it", 0, {}};
  std::string reason = fmt::format("{} by line {}: {}", verdict.allowed ? "allowed" : "refused",
                                   verdict.line, verdict.rule);
  return {verdict.allowed, std::move(reason), verdict.line, std::move(verdict.rule)};
}

std::chrono::milliseconds RobotsCache::crawl_delay() const {
  return robots_.crawl_delay().value_or(std::chrono::milliseconds(0));
}

}  // namespace headwater
