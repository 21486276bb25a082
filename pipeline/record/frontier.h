#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/digest.h"
#include "base/result.h"

namespace headwater {

/// What acquiring from the web remembers between runs: the frontier. It is read through `Frontier`
/// and changed only by what arrivals carry, in the transaction that stores them: a killed run
/// leaves no page marked as fetched that is not stored.

/// A source on the web as its owner described it.
struct SourceSpec {
  std::string name;      ///< Unique in the store.
  std::string kind;      ///< "read_feed", "read_sitemap" or "fetch_pages".
  std::string uri;       ///< What is asked for; as the URL parser serialises it.
  std::string settings;  ///< The kind's settings that differ from their presets: a JSON object.
  /// Who listed it: "config" is listed anew by each run, "added" stays until it is removed,
  /// "argument" was named on a command line and is never due by itself.
  std::string origin;
  std::string category;  ///< For people: the path of outlines in OPML, "news/local".
};

/// Where a source stands.
struct SourceState {
  Timestamp due;                    ///< Not to be asked before.
  std::optional<Timestamp> asked;   ///< The last time.
  std::optional<Timestamp> news;    ///< The last time that it named something new.
  std::int64_t interval = 0;        ///< Seconds between visits, as learned; 0 before the first.
  std::int64_t visits = 0;          ///< All of them.
  std::int64_t visits_in_vain = 0;  ///< Since something new was named.
  double failures = 0;              ///< Weighted, since the last success.
  bool gone = false;                ///< A permanent failure (410): never due any more.
  std::string error;                ///< Why the last visit failed; empty after a success.
  std::string warning;              ///< What was amiss with the last visit that succeeded.
  std::string etag;                 ///< Validators of the last full response, verbatim.
  std::string last_modified;
  std::optional<Digest> payload;        ///< Of the last full response.
  std::optional<std::int64_t> capture;  ///< Row of that response; set by the store.
  /// Where it is asked since it moved for good; empty: at the address that its owner listed.
  std::string address;
  std::optional<Timestamp> moved;  ///< When that was taken over.
  std::string moving_to;           ///< Where permanent redirects lead that are not taken over yet;
  std::int64_t moving_visits = 0;  ///< so many visits in a row.
};

/// Whether it is time to visit the source: its due time has come, or its last visit lies more than
/// kClockSlack ahead of `now`. Then the clock was wrong, and so is the due time that it gave.
bool is_due(const SourceState& state, Timestamp now);
/// An hour: a clock that is set back by less delays a visit by less.
inline constexpr std::int64_t kClockSlack = 3'600;

/// Whether the source answers, but has brought nothing new for so long that somebody should look:
/// kSilentVisits visits in vain, and kSilentSeconds since it was first or last of use.
bool is_silent(const SourceState& state, Timestamp now);
/// A source is visited about three times for each that brings something, if it brings anything.
inline constexpr std::int64_t kSilentVisits = 10;
/// A week: small papers pause over holidays.
inline constexpr std::int64_t kSilentSeconds = 7 * 86'400;

/// A source and where it stands.
struct SourceRow {
  SourceSpec spec;
  SourceState state;
};

/// What is asked for: the listed address, or the one that it moved to for good.
const std::string& asked_address(const SourceRow& row);

/// A page that is to be fetched.
struct PageTask {
  std::string uri;     ///< As the URL parser serialises it. Unique in the store.
  std::string source;  ///< Name of the source that named it.
  Timestamp found;
  Timestamp due;  ///< Not to be asked before.
  std::int64_t attempts = 0;
  double failures = 0;             ///< Weighted.
  std::string error;               ///< Why the last attempt failed.
  std::vector<std::string> keys;   ///< Under which the entry is known: see ArticleKey.
  std::string fingerprint;         ///< Of the entry that named it.
  std::string hints;               ///< What that entry said of the page: a JSON object.
  std::optional<Timestamp> asked;  ///< The last attempt.
};

/// Whether it is time to fetch the page: its due time has come, or it was found or last asked for
/// more than kClockSlack ahead of `now`, by a clock that was wrong.
bool is_due(const PageTask& page, Timestamp now);

/// What is remembered of a server ("https://www.kelpbay.example", with a port where it is not the
/// scheme's own).
struct HostState {
  std::string origin;
  Timestamp asked;       ///< The last request to it.
  Timestamp not_before;  ///< By its Retry-After or after failures; 0 where nothing is known.
  std::optional<Timestamp> robots_fetched;
  int robots_status = 0;      ///< Status of that fetch; 0 when no response came.
  std::string robots;         ///< Text of robots.txt, at most 500 KiB (RFC 9309, section 2.5).
  std::int64_t requests = 0;  ///< On the day of `asked` (UTC).
};

/// A name under which an article is known: "guid:<source>:<id>", "url:<article_url_key>",
/// "text:<registrable domain>:<digest>". Several name one article.
struct ArticleKey {
  std::string key;
  std::string
      fingerprint;  ///< Of what the feed said under this key; a change announces a revision.
};

/// What an arrival changes in the frontier. Applied in the transaction that stores the arrival.
struct FrontierUpdate {
  std::optional<SourceState> source;  ///< Of the arrival's source.
  std::vector<PageTask> waiting;      ///< Added, or replaced by uri.
  std::vector<std::string> done;      ///< Addresses that wait no longer.
  std::vector<HostState> hosts;       ///< Added, or replaced by origin.
  /// Under which the arrival's article is known from now on. With a document they join it to the
  /// versions of that article; without one they only say that the entry has been dealt with.
  std::vector<ArticleKey> keys;
  /// Validators of the response, for the article that the arrival shows.
  std::string etag;
  std::string last_modified;
};

/// What is known under a key.
struct KnownArticle {
  std::int64_t article = 0;  ///< Row in the store; 0 when the entry led to no document.
  std::string fingerprint;   ///< Under the key that matched.
  std::string uri;           ///< Of the latest capture.
  std::string etag;          ///< Validators of it.
  std::string last_modified;
  std::optional<std::int64_t> capture;  ///< Row of it.
};

/// The reading side of the frontier: the work queue. Sees what had been committed when it was
/// called. One thread.
class Frontier {
 public:
  virtual ~Frontier() = default;
  /// The source `name`, due or not.
  virtual Result<std::optional<SourceRow>> source(std::string_view name) = 0;
  /// Sources that are due at `now` (is_due), by name, those after `after` (empty: from the first),
  /// at most `most`: a store with 100,000 of them is read in batches.
  virtual Result<std::vector<SourceRow>> due_sources(Timestamp now, std::string_view after,
                                                     std::size_t most) = 0;
  /// Pages that are due at `now` (is_due), by `due` and address, those after `after`, at most
  /// `most`. With `source`, only what it named.
  virtual Result<std::vector<PageTask>> due_pages(Timestamp now, std::string_view source,
                                                  const PageTask* after, std::size_t most) = 0;
  /// Whether a source other than `except` that is visited by itself is listed or asked at `uri`.
  virtual Result<bool> is_asked_by_another(std::string_view uri, std::string_view except) = 0;
  /// What is known under the first of `keys` that is known at all.
  virtual Result<std::optional<KnownArticle>> find(std::span<const std::string> keys) = 0;
  virtual Result<std::optional<HostState>> host(std::string_view origin) = 0;
  /// Whether the last run before this one was killed: then hosts may have been asked later than
  /// their states say.
  virtual Result<bool> last_run_was_killed() = 0;
};

}  // namespace headwater
