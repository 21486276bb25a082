#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "net/fetcher.h"
#include "record/frontier.h"
#include "stages/acquire/web_settings.h"
#include "stages/acquire/web_source.h"

namespace headwater {

enum class VisitKind : std::uint8_t {
  kSource,  ///< The address that the owner listed.
  kPart,    ///< A part of its listing.
  kPage,    ///< A page that it named.
  kRobots,  ///< The robots.txt of a server, on behalf of one of these.
};

/// What is asked for, and for whom.
struct Visit {
  VisitKind kind = VisitKind::kPage;
  SourceRow row;  ///< Of a source and of a part.
  PageTask page;  ///< Of a page. A robots.txt has the row or the page that wanted it.
  WebSettings settings;
  std::optional<KnownArticle> known;  ///< Of a page that was fetched before.
};

/// What a run still has to ask for: sources that are due, pages that earlier runs left, and pages
/// that this one finds. Holds only so much of it as the fetcher can take turns between; the rest
/// stays in the frontier. One thread.
class WebQueue {
 public:
  /// `frontier` must outlive the queue.
  WebQueue(WebRun run, Frontier& frontier, std::unique_ptr<Fetcher> fetcher, Timestamp start);

  /// The next visit that ended, if one ends within `most`; `done` says whether all have.
  struct Ended {
    Visit visit;
    Fetched fetched;
  };
  Result<std::optional<Ended>> next(std::chrono::milliseconds most);
  bool done() const { return fetcher_->waiting() == 0 && ended_.empty(); }
  /// What came of the visit with this ticket (that of `fetched`) is in the store.
  void release(std::uint64_t ticket) { fetcher_->release(ticket); }

  /// A part of the listing of `parent`'s source.
  void add_part(const Visit& parent, const std::string& uri);
  /// A page that was found just now and goes into the frontier with the listing that names it.
  void add_found(PageTask page);
  /// Whether this run asks for the article at `uri`, or has: by its key (article_url_key).
  bool has_asked(const std::string& uri) const;
  /// When the run began: pages that it finds are due after that.
  Timestamp start() const { return start_; }

 private:
  Status fill();
  Status add_due_sources();
  Status add_named_sources();
  Status add_stored_pages();
  void add_source(SourceRow row);
  Status add_page(PageTask page);
  bool is_host_full(const std::string& uri);
  bool is_wanted(const std::string& source) const;
  void begin(Visit visit, FetchTask task);
  void take_robots(Fetched fetched, std::uint64_t wanted_by);
  Result<WebSettings> settings_of(const std::string& source);

  const WebRun run_;
  Frontier& frontier_;
  const std::unique_ptr<Fetcher> fetcher_;
  const Timestamp start_;
  std::string last_source_;  ///< Of the batches of due sources.
  std::optional<PageTask> last_page_;
  bool more_sources_ = true;
  bool more_pages_ = true;
  std::uint64_t last_ticket_ = 0;
  std::unordered_map<std::uint64_t, Visit> visits_;
  std::deque<Ended> ended_;  ///< Visits to robots.txt, and what ended after them.
  std::deque<PageTask> found_;
  std::unordered_map<std::string, std::int64_t> pages_of_host_;
  std::unordered_map<std::string, WebSettings> remembered_;
  /// Keys of the pages that were asked for: a killed run may have left a page that a listing of
  /// this run names again.
  std::unordered_set<std::string> asked_;
};

}  // namespace headwater
