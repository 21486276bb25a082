#include "stages/acquire/web_source.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <optional>
#include <unordered_set>
#include <utility>

#include "base/digest.h"
#include "base/json.h"
#include "base/url_key.h"
#include "stages/acquire/arrival_detail.h"
#include "stages/acquire/listing.h"
#include "stages/acquire/listing_intake.h"
#include "stages/acquire/source_move.h"
#include "stages/acquire/uncommitted_visits.h"
#include "stages/acquire/web_arrival.h"
#include "stages/acquire/web_queue.h"
#include "stages/acquire/web_settings.h"

namespace headwater {
namespace {

/// How long a call waits before it looks whether the run is to end.
constexpr std::chrono::milliseconds kPatience{200};
/// The same while servers wait for what they answered to be committed.
constexpr std::chrono::milliseconds kCommitPatience{5};

/// Not asked, because its server is to be spared: it waits where it waited.
bool is_postponed(const Fetched& fetched) {
  return fetched.error && fetched.error->code == ErrorCode::kServerSpared;
}

std::string described(const Error& error) {
  return std::string(code_name(error.code)) + ": " + error.message;
}

class WebSource final : public Source {
 public:
  WebSource(WebRun run, std::unique_ptr<Frontier> frontier, std::unique_ptr<Fetcher> fetcher,
            const Clock& clock, const std::atomic<bool>& stop)
      : frontier_(std::move(frontier)),
        queue_(std::move(run), *frontier_, std::move(fetcher), clock.now()),
        intake_(*frontier_, queue_, clock),
        clock_(clock),
        stop_(stop) {}

  Result<std::optional<Arrival>> next() override {
    while (!stop_.load(std::memory_order_relaxed)) {
      if (!ready_.empty()) {
        Arrival arrival = std::move(ready_.front());
        ready_.pop_front();
        ++brought_;
        return std::optional<Arrival>(std::move(arrival));
      }
      uncommitted_.settle([this](std::uint64_t ticket) { queue_.release(ticket); });
      Result<std::optional<WebQueue::Ended>> ended =
          queue_.next(uncommitted_.empty() ? kPatience : kCommitPatience);
      if (!ended) return ended.error();
      if (!*ended && queue_.done()) break;
      if (!*ended) continue;
      if (Status taken = take(std::move(**ended)); !taken) return taken.error();
    }
    return std::optional<Arrival>();
  }

  void committed(std::uint64_t arrivals) override { uncommitted_.committed(arrivals); }

 private:
  Status take(WebQueue::Ended ended);
  Status take_visit(WebQueue::Ended ended);
  void take_page(const Visit& visit, Fetched fetched);
  void take_robots(const Visit& visit, Fetched fetched);
  void settle_page(const Visit& visit, FetchVerdict verdict, Arrival& arrival);
  Status take_source(const Visit& visit, Fetched fetched);
  Status take_part(const Visit& visit, Fetched fetched);
  void refuse_source(const Visit& visit, const Fetched& fetched, const Error& why,
                     Arrival& arrival);
  Status take_document(const Visit& visit, const Fetched& fetched, Arrival& arrival);
  Status follow_move(const Visit& visit, const Fetched& fetched, MoveProof proof, Arrival& arrival);
  Status take_listing(const Visit& visit, const Fetched& fetched, Arrival arrival);
  void hand_over(Arrival listing);
  static bool is_listing(const Visit& visit, const Arrival& arrival);
  Result<Listing> listing_of(const Visit& visit, const Arrival& arrival) const;
  static void warn_of_cut(const Listing& listing, Arrival& arrival);
  std::unique_ptr<Frontier> frontier_;
  WebQueue queue_;
  ListingIntake intake_;
  const Clock& clock_;
  const std::atomic<bool>& stop_;
  std::deque<Arrival> ready_;
  std::uint64_t brought_ = 0;  ///< Arrivals that `next` has returned.
  UncommittedVisits uncommitted_;
  std::unordered_set<std::string> moved_to_;  ///< Addresses that sources moved to in this run.
};

/// What came of a visit may be several arrivals, or none: the last one counts.
Status WebSource::take(WebQueue::Ended ended) {
  const std::uint64_t ticket = ended.fetched.ticket;
  Status taken = take_visit(std::move(ended));
  uncommitted_.add(ticket, brought_ + ready_.size());
  return taken;
}

Status WebSource::take_visit(WebQueue::Ended ended) {
  if (ended.visit.kind != VisitKind::kRobots && is_postponed(ended.fetched)) return {};
  switch (ended.visit.kind) {
    case VisitKind::kSource:
      return take_source(ended.visit, std::move(ended.fetched));
    case VisitKind::kPart:
      return take_part(ended.visit, std::move(ended.fetched));
    case VisitKind::kPage:
      take_page(ended.visit, std::move(ended.fetched));
      break;
    case VisitKind::kRobots:
      take_robots(ended.visit, std::move(ended.fetched));
  }
  return {};
}

/// Kept like any other response, because verdicts rest on it.
void WebSource::take_robots(const Visit& visit, Fetched fetched) {
  const std::string& source = visit.page.source.empty() ? visit.row.spec.name : visit.page.source;
  Arrival arrival = web_arrival(fetched, source, clock_.now(), {});
  arrival.fault.reset();
  arrival.aside = DropReason::kRobots;
  ready_.push_back(std::move(arrival));
}

void WebSource::take_page(const Visit& visit, Fetched fetched) {
  const Timestamp now = clock_.now();
  Arrival arrival =
      web_arrival(fetched, visit.page.source, now, object_member("named", visit.page.hints));
  arrival.named = visit.page.hints;
  if (fetched.verdict != FetchVerdict::kUnreachable) {
    settle_page(visit, fetched.verdict, arrival);
  } else {
    PageTask failed = page_after_failure(visit.page, now, fetched.weight, fetched.retry_after,
                                         described(*fetched.error));
    if (is_given_up(failed)) {
      arrival.aside = DropReason::kGone;
      settle_page(visit, FetchVerdict::kGone, arrival);
    } else {
      arrival.frontier->waiting.push_back(std::move(failed));
    }
  }
  ready_.push_back(std::move(arrival));
}

/// Nobody asks for the page again, unless it is to be looked at once more for silent edits.
void WebSource::settle_page(const Visit& visit, FetchVerdict verdict, Arrival& arrival) {
  const PageTask& page = visit.page;
  FrontierUpdate& update = *arrival.frontier;
  update.keys = article_keys({page.keys, page.fingerprint});
  if (arrival.uri != page.uri) update.keys.push_back({"url:" + article_url_key(arrival.uri), {}});
  if (verdict == FetchVerdict::kUnchanged && visit.known) {
    arrival.http->unchanged_since = visit.known->capture;
  }
  constexpr std::int64_t kHour = std::int64_t{3600} * 1'000'000;
  PageTask recheck = page_asked(page, clock_.now());
  recheck.due = {recheck.found.microseconds + visit.settings.recheck_hours * kHour};
  const bool rechecked = visit.settings.recheck_hours > 0 && *recheck.asked < recheck.due;
  if (verdict == FetchVerdict::kFetched && rechecked) {
    recheck.attempts = 0;
    recheck.failures = 0;
    update.waiting.push_back(std::move(recheck));
  } else {
    update.done.push_back(page.uri);
  }
}

Status WebSource::take_source(const Visit& visit, Fetched fetched) {
  const Timestamp now = clock_.now();
  Arrival arrival = web_arrival(fetched, visit.row.spec.name, now, {});
  const bool whole = fetched.verdict == FetchVerdict::kFetched && !arrival.fault;
  if (whole && is_listing(visit, arrival)) return take_listing(visit, fetched, std::move(arrival));
  Status taken;
  if (whole) {
    taken = take_document(visit, fetched, arrival);
  } else if (fetched.verdict == FetchVerdict::kUnchanged) {
    arrival.http->unchanged_since = visit.row.state.capture;
    arrival.frontier->source = after_success(visit.row.state, now, visit.settings.pace(), {});
    taken = follow_move(visit, fetched, MoveProof::kAnswered, arrival);
  } else {
    refuse_source(visit, fetched, arrival.fault ? *arrival.fault : *fetched.error, arrival);
  }
  if (!taken) return taken;
  ready_.push_back(std::move(arrival));
  return {};
}

/// Notes in the source's new state where the visit was led for good. The address is not taken over
/// where another source is: its articles would have two owners.
Status WebSource::follow_move(const Visit& visit, const Fetched& fetched, MoveProof proof,
                              Arrival& arrival) {
  SourceState& state = *arrival.frontier->source;
  ClaimedMove move = claimed_move(fetched.moved_to, *arrival.http);
  if (!move.to.empty() && move.refused.empty()) {
    const Result<bool> taken = frontier_->is_asked_by_another(move.to, visit.row.spec.name);
    if (!taken) return taken.error();
    if (*taken || moved_to_.contains(move.to)) {
      move.refused = "not taken over: another source is there";
    }
  }
  if (move.to.empty() || !move.refused.empty()) {
    note_no_move(state);
    if (!move.refused.empty()) add_text(arrival.detail, "move", move.refused);
    return {};
  }
  add_text(arrival.detail, "move", note_move(visit.row.spec, move.to, proof, clock_.now(), state));
  if (state.address == move.to) moved_to_.insert(move.to);
  return {};
}

/// Notes why a source gave nothing of use. What came and is of no use counts whole.
void WebSource::refuse_source(const Visit& visit, const Fetched& fetched, const Error& why,
                              Arrival& arrival) {
  constexpr int kGoneForGood = 410;
  SourceState state =
      after_failure(visit.row.state, clock_.now(), visit.settings.pace(),
                    fetched.error ? fetched.weight : 1, fetched.retry_after, described(why));
  state.gone = fetched.status == kGoneForGood;
  if (give_up_move(fetched.status, state)) {
    add_text(arrival.detail, "move", "given up: the listed address is asked again");
  }
  arrival.frontier->source = std::move(state);
}

/// A page that is visited for itself: news where it is not what it was.
Status WebSource::take_document(const Visit& visit, const Fetched& fetched, Arrival& arrival) {
  const SourceState& before = visit.row.state;
  const Digest payload = sha256(arrival.payload);
  const std::size_t fresh = before.payload == payload ? 0 : 1;
  SourceState state = after_success(before, clock_.now(), visit.settings.pace(), {fresh, 0});
  state.etag = fetched.etag;
  state.last_modified = fetched.last_modified;
  state.payload = payload;
  state.warning.clear();
  arrival.frontier->source = std::move(state);
  arrival.frontier->keys.push_back({"url:" + article_url_key(visit.row.spec.uri), {}});
  if (arrival.uri != visit.row.spec.uri) {
    arrival.frontier->keys.push_back({"url:" + article_url_key(arrival.uri), {}});
  }
  return follow_move(visit, fetched, MoveProof::kAnswered, arrival);
}

Status WebSource::take_listing(const Visit& visit, const Fetched& fetched, Arrival arrival) {
  const SourceState& before = visit.row.state;
  const VisitPace pace = visit.settings.pace();
  const Digest payload = sha256(arrival.payload);
  if (before.payload == payload) {
    arrival.aside = DropReason::kUnchanged;
    arrival.http->unchanged_since = before.capture;
    arrival.frontier->source = after_success(before, clock_.now(), pace, {});
    // The same bytes as those that were read before: a listing.
    Status moved = follow_move(visit, fetched, MoveProof::kListing, arrival);
    if (moved) ready_.push_back(std::move(arrival));
    return moved;
  }
  const Result<Listing> listing = listing_of(visit, arrival);
  if (!listing) {
    arrival.fault = listing.error();
    refuse_source(visit, fetched, listing.error(), arrival);
    ready_.push_back(std::move(arrival));
    return {};
  }
  const Result<EntryCounts> named = intake_.take(visit, *listing, payload, arrival);
  if (!named) return named.error();
  SourceState state = after_success(before, clock_.now(), pace,
                                    {named->fresh + named->revised, listing->asked_to_wait});
  warn_of_cut(*listing, arrival);
  state.warning = arrival.warning ? described(*arrival.warning) : std::string();
  // What was not taken up or did not come, and the parts of an index, must be read again whatever
  // the server says.
  const bool complete = named->left == 0 && listing->parts.empty() && !listing->cut;
  state.etag = complete ? fetched.etag : std::string();
  state.last_modified = complete ? fetched.last_modified : std::string();
  state.payload = complete ? std::optional<Digest>(payload) : std::nullopt;
  arrival.frontier->source = std::move(state);
  Status moved = follow_move(visit, fetched, MoveProof::kListing, arrival);
  if (!moved) return moved;
  hand_over(std::move(arrival));
  for (const std::string& part : listing->parts) queue_.add_part(visit, part);
  return {};
}

Status WebSource::take_part(const Visit& visit, Fetched fetched) {
  Arrival arrival = web_arrival(fetched, visit.row.spec.name, clock_.now(), {});
  if (fetched.verdict != FetchVerdict::kFetched || arrival.fault) {
    ready_.push_back(std::move(arrival));
    return {};
  }
  const Result<Listing> listing = listing_of(visit, arrival);
  if (listing) {
    const Result<EntryCounts> named =
        intake_.take(visit, *listing, sha256(arrival.payload), arrival);
    if (!named) return named.error();
    warn_of_cut(*listing, arrival);
  } else {
    arrival.fault = listing.error();
  }
  hand_over(std::move(arrival));
  return {};
}

/// The entries that are documents themselves, then the listing: once the frontier says that the
/// listing was read, all of it is stored.
void WebSource::hand_over(Arrival listing) {
  for (Arrival& entry : intake_.brought()) ready_.push_back(std::move(entry));
  ready_.push_back(std::move(listing));
}

/// Whether what came is a listing: where a page was expected, as far as its bytes say so.
bool WebSource::is_listing(const Visit& visit, const Arrival& arrival) {
  return names_articles(visit.row.spec) || sniff_listing(arrival.payload) != ListingKind::kNone;
}

Result<Listing> WebSource::listing_of(const Visit& visit, const Arrival& arrival) const {
  const ListingContext context{visit.row.spec.name, arrival.uri,    arrival.media_type,
                               arrival.charset,     visit.settings, clock_.now()};
  const bool sitemap = visit.row.spec.kind == "read_sitemap" ||
                       sniff_listing(arrival.payload) == ListingKind::kSitemap;
  return sitemap ? read_sitemap_listing(arrival.payload, context)
                 : read_feed_listing(arrival.payload, context);
}

/// A server that states too short a length, or closes early where it stated none, cuts a listing.
void WebSource::warn_of_cut(const Listing& listing, Arrival& arrival) {
  if (!listing.cut) return;
  arrival.warning =
      Error{ErrorCode::kTruncated,
            arrival.uri + ": the listing is cut; what comes up to there is read: " + listing.note};
  add_text(arrival.detail, "warning", described(*arrival.warning));
}

SourceKind web_kind(std::string name, std::string summary) {
  SourceKind kind;
  kind.settings = web_setting_specs(name);
  kind.name = std::move(name);
  kind.summary = std::move(summary);
  return kind;
}

}  // namespace

SourceKind read_feed_kind() {
  return web_kind("read_feed", "A feed (RSS, Atom, JSON Feed) and the pages that it names.");
}

SourceKind read_sitemap_kind() {
  return web_kind("read_sitemap", "A sitemap or an index of them, and the pages that it names.");
}

SourceKind fetch_pages_kind() {
  return web_kind("fetch_pages", "One page, or a feed, that is visited for itself.");
}

std::unique_ptr<Source> open_web_source(WebRun run, std::unique_ptr<Frontier> frontier,
                                        std::unique_ptr<Fetcher> fetcher, const Clock& clock,
                                        const std::atomic<bool>& stop) {
  return std::make_unique<WebSource>(std::move(run), std::move(frontier), std::move(fetcher), clock,
                                     stop);
}

}  // namespace headwater
