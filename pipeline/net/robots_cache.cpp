#include "net/robots_cache.h"

#include <fmt/format.h>

#include <algorithm>

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

RobotsRuling rule_by_robots(std::string_view text, std::string_view target) {
  // Pages of one server come in a row: a large file is parsed once for all of them.
  thread_local std::string last_text;
  thread_local Robots robots;
  if (text != last_text) {
    robots = Robots::parse(text, kProductToken);
    last_text = text;
  }
  const RobotsVerdict verdict = robots.verdict(target);
  RobotsRuling ruling;
  ruling.allowed = verdict.allowed;
  ruling.crawl_delay = robots.crawl_delay();
  ruling.reason = verdict.rule.empty() ? std::string("default: no rule is about it")
                                       : fmt::format("line {}: {}", verdict.line, verdict.rule);
  return ruling;
}

void RobotsCache::load(const HostState& state, Moment now) {
  if (!has_copy(state)) return;
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
    state.robots_fetched = now.wall;
    state.robots_status = last.status;
    state.robots = told ? last.body.substr(0, kMostRobotsBytes) : "";
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

RobotsRuling rule(const HostState& state, const RobotsJudge& judge, std::string_view target) {
  if (!is_success(state.robots_status)) {
    return {.allowed = true,
            .reason = fmt::format("none there ({})", state.robots_status),
            .crawl_delay = std::nullopt};
  }
  if (!judge) return {.allowed = false, .reason = "nobody reads it", .crawl_delay = std::nullopt};
  RobotsRuling ruling = judge(state.robots, target);
  ruling.reason = (ruling.allowed ? "allowed by " : "refused by ") + ruling.reason;
  return ruling;
}

}  // namespace headwater
