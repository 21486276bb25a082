#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/digest.h"
#include "base/result.h"
#include "net/http_client.h"
#include "net/politeness.h"
#include "record/frontier.h"
#include "record/http_visit.h"

namespace headwater {

/// What is to be asked of the web.
struct FetchTask {
  std::uint64_t ticket = 0;   ///< The caller's, below 2^63; comes back in `Fetched`.
  std::string uri;            ///< http or https, as the URL parser serialises it.
  std::string etag;           ///< Validators of the response that the caller still has, verbatim;
  std::string last_modified;  ///< empty where it has none.
  std::string accept;         ///< For the field Accept; empty: anything.
  bool obey_robots = true;    ///< False for what the owner listed: a feed reader is no crawler.
  bool any_address = false;   ///< Whether it may lead to a private network or another port.
  std::uint64_t limit = kLargestResponse;  ///< Bytes of the body as received.

  /// Far above any page or feed; a site map has at most 50 MB (sitemaps.org).
  static constexpr std::uint64_t kLargestResponse = std::uint64_t{64} << 20U;
};

enum class FetchVerdict : std::uint8_t {
  kFetched,      ///< 2xx, and all of the body is there.
  kUnchanged,    ///< 304: what the validators belong to is still current.
  kUnreachable,  ///< Nothing usable now. Ask again later, with patience that grows by `weight`.
  kGone,         ///< 404, 410, 451 and the like: the server says that it has no such thing.
  kForbidden,    ///< robots.txt or the guard forbids to ask, or the server refuses (401, 403).
};

/// The copy of a robots.txt that a verdict rests on. It is found among the captures by the address
/// that was asked for and the time.
struct RobotsCopy {
  std::string uri;                ///< "https://www.kelpbay.example/robots.txt"
  Timestamp captured_at;          ///< When its last request began.
  std::optional<Digest> payload;  ///< Of its text; nothing where the server has none.
};

/// What became of a task.
struct Fetched {
  std::uint64_t ticket = 0;
  FetchVerdict verdict = FetchVerdict::kUnreachable;
  std::string uri;  ///< Of the last request (the task's where there were no redirects).
  /// The way there. The body of the last exchange has been moved to `received`. `exchanges` is
  /// empty where nothing was asked because robots.txt or the guard forbade it or the server is not
  /// to be asked yet; requests for robots.txt are not part of it. `unchanged_since` is left to the
  /// caller.
  HttpVisit visit;
  std::optional<RobotsCopy> robots;  ///< That `visit.robots` rests on; nothing where none does.
  int status = 0;                    ///< Of the last exchange; 0 where no response came.
  std::string received;              ///< Body as received; after an error what there is of it.
  std::string content_encoding;      ///< Codings to undo, as in Arrival: "gzip", "gzip, br".
  std::string media_type;  ///< In lower case, without parameters; empty where none was named.
  std::string charset;     ///< As declared in Content-Type; empty where none was.
  std::string etag;        ///< Validators for the next time, to be kept verbatim.
  std::string last_modified;
  std::optional<Error> error;  ///< Why there is nothing; set unless kFetched or kUnchanged.
  /// How much the failure counts: 1 hard (the thing itself), 0.5 soft (a refusal that may pass),
  /// 0.25 temporary (the server or the way to it), 0 none (not asked: the server is to be spared).
  double weight = 0;
  std::int64_t retry_after = 0;  ///< Seconds not to ask for it; 0 where nothing is known.
  /// Where the address has moved for good: set where every redirect on the way was 301 or 308 and
  /// the last response was 2xx or 304. Empty otherwise.
  std::string moved_to;
  /// States of the servers that were asked, to be stored with what came of it.
  std::vector<HostState> hosts;
};

struct FetcherOptions {
  PolitenessRules politeness;
  /// A task whose server is not to be asked within so long ends as kUnreachable, with weight 0 and
  /// `retry_after` set: a run does not wait for a server that sleeps.
  std::chrono::seconds longest_wait{300};
  std::size_t most_active = 128;  ///< Exchanges at once, all servers together.
  /// Whether hosts may have been asked later than their states say: then each waits for a full
  /// delay before its first request.
  bool killed_before = false;
  /// Whether a server has no further turn until the caller has kept what it answered (`release`):
  /// then a caller that is killed asks each server for one thing at most again.
  bool until_released = false;
};

/// What is remembered of the server `origin` ("https://www.kelpbay.example").
using HostLookup = std::function<Result<std::optional<HostState>>(std::string_view origin)>;

/// Takes a visit to robots.txt in the form of a task that ended, with a ticket of its own (above
/// all those of tasks), to be released like theirs; `wanted_by` is the ticket of the first task
/// that waits for it.
using RobotsReceiver = std::function<void(Fetched visit, std::uint64_t wanted_by)>;

/// Fetches from the web as a good guest: obeys robots.txt (RFC 9309), spares servers, asks
/// conditionally, checks every hop of a redirect like the first. Tasks of one server are carried
/// out in the order in which they were added, apart from those that wait for its robots.txt; those
/// of different servers in any. Its time passes only inside `next`. One thread.
class Fetcher {
 public:
  /// `clock` must outlive the fetcher, and so must whatever `lookup` refers to.
  Fetcher(FetcherOptions options, std::unique_ptr<HttpClient> client, HostLookup lookup,
          const Clock& clock);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  /// From now on every visit to a robots.txt is handed to `take`, within `next` and before the
  /// tasks that wait for it end.
  void on_robots(RobotsReceiver take);
  void add(FetchTask task);
  /// The next task that ended, if one ends within `most`; at once if nothing is waiting.
  std::optional<Fetched> next(std::chrono::milliseconds most);
  /// What became of the task with this ticket has been kept: see `until_released`.
  void release(std::uint64_t ticket);
  /// Tasks that were added and have not come back.
  std::size_t waiting() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace headwater
