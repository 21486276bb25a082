#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/fetcher.h"
#include "net/http_fields.h"

namespace headwater {

/// A task of the fetcher on its way, or a request for robots.txt on behalf of tasks.
struct FetchJob {
  FetchTask task;
  std::string uri;         ///< Of the hop at hand.
  std::size_t server = 0;  ///< Whom that hop asks.
  HttpVisit visit;
  std::optional<RobotsCopy> robots;  ///< That the verdict on the hop at hand rests on.
  std::vector<std::string> seen;     ///< Addresses asked for before.
  std::vector<std::size_t> touched;  ///< Servers whose states change with it, each once.
  bool moved_for_good = true;        ///< Whether all redirects up to now were permanent.
  bool sent_validators = false;      ///< With the last request.
  bool for_robots = false;
  std::size_t robots_of = 0;  ///< The server whose robots.txt it is, if for_robots.

  void touch(std::size_t index) {
    if (std::find(touched.begin(), touched.end(), index) == touched.end()) touched.push_back(index);
  }
};

/// How an exchange ends a task, or leads it on.
struct Judgement {
  FetchVerdict verdict = FetchVerdict::kUnreachable;
  std::optional<Error> error;
  double weight = 0;
  std::string location;  ///< Set for a redirect: where it leads, as the server wrote it.
  Answer answer;         ///< For politeness.
};

inline constexpr double kHard = 1;
inline constexpr double kSoft = 0.5;
inline constexpr double kTemporary = 0.25;

/// Judges the reply to `job`. `head` is null where none could be read. `now` is what a date in
/// Retry-After is compared with.
Judgement judge_reply(const FetchJob& job, const HttpReply& reply, const ResponseHead* head,
                      Timestamp now, std::chrono::seconds most_retry_after);

/// What `reply` says ended the body of the response that came, if one came.
BodyCut cut_of(const HttpReply& reply);

/// The request for the hop at hand; notes in `job` whether validators go with it.
HttpRequest request_of(FetchJob& job, std::uint64_t ticket);

/// Fills in what the head of the last response says of the payload.
void describe_payload(const ResponseHead& head, Fetched& fetched);

}  // namespace headwater
