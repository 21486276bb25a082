#include "stages/acquire/web_queue.h"

#include <algorithm>

#include "base/url.h"
#include "base/url_key.h"

namespace headwater {
namespace {

/// Rows that are read from the frontier at a time.
constexpr std::size_t kBatch = 500;
/// Tasks that the fetcher holds at most: enough for all hosts to be busy, whatever the order.
constexpr std::size_t kMostWaiting = 5000;
/// Pages found in this run that are kept for it; what is beyond waits in the frontier.
constexpr std::size_t kMostFound = 20'000;
/// Settings of sources that are remembered while their pages are fetched.
constexpr std::size_t kMostRemembered = 10'000;

constexpr std::string_view kListingAccept =
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";
constexpr std::string_view kPageAccept =
    "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5";

}  // namespace

WebQueue::WebQueue(WebRun run, Frontier& frontier, std::unique_ptr<Fetcher> fetcher,
                   Timestamp start)
    : run_(std::move(run)), frontier_(frontier), fetcher_(std::move(fetcher)), start_(start) {
  fetcher_->on_robots([this](Fetched fetched, std::uint64_t wanted_by) {
    take_robots(std::move(fetched), wanted_by);
  });
}

Result<std::optional<WebQueue::Ended>> WebQueue::next(std::chrono::milliseconds most) {
  if (Status filled = fill(); !filled) return filled.error();
  if (ended_.empty()) {
    if (std::optional<Fetched> fetched = fetcher_->next(most)) {
      auto node = visits_.extract(fetched->ticket);
      ended_.push_back({std::move(node.mapped()), std::move(*fetched)});
    }
  }
  if (ended_.empty()) return std::optional<Ended>();
  Ended first = std::move(ended_.front());
  ended_.pop_front();
  return std::optional<Ended>(std::move(first));
}

/// Called while the fetcher is asked for what ended next: it goes before that.
void WebQueue::take_robots(Fetched fetched, std::uint64_t wanted_by) {
  Visit visit = visits_.at(wanted_by);
  visit.kind = VisitKind::kRobots;
  ended_.push_back({std::move(visit), std::move(fetched)});
}

bool WebQueue::has_asked(const std::string& uri) const {
  return asked_.contains(article_url_key(uri));
}

void WebQueue::add_found(PageTask page) {
  if (found_.size() < kMostFound) found_.push_back(std::move(page));
}

Status WebQueue::fill() {
  while (more_sources_ && fetcher_->waiting() < kMostWaiting) {
    Status added = run_.sources.empty() ? add_due_sources() : add_named_sources();
    if (!added) return added;
  }
  while (!found_.empty() && fetcher_->waiting() < kMostWaiting) {
    PageTask page = std::move(found_.front());
    found_.pop_front();
    if (Status added = add_page(std::move(page)); !added) return added;
  }
  while (more_pages_ && fetcher_->waiting() < kMostWaiting) {
    if (Status added = add_stored_pages(); !added) return added;
  }
  return {};
}

Status WebQueue::add_due_sources() {
  Result<std::vector<SourceRow>> rows = frontier_.due_sources(start_, last_source_, kBatch);
  if (!rows) return rows.error();
  more_sources_ = rows->size() == kBatch;
  for (SourceRow& row : *rows) {
    last_source_ = row.spec.name;
    add_source(std::move(row));
  }
  return {};
}

Status WebQueue::add_named_sources() {
  more_sources_ = false;
  for (const std::string& name : run_.sources) {
    Result<std::optional<SourceRow>> row = frontier_.source(name);
    if (!row) return row.error();
    if (*row) add_source(std::move(**row));
  }
  return {};
}

/// Pages that earlier runs left. Those found in this run are due after its start.
Status WebQueue::add_stored_pages() {
  const std::string_view only =
      run_.sources.size() == 1 ? std::string_view(run_.sources.front()) : std::string_view();
  Result<std::vector<PageTask>> pages =
      frontier_.due_pages(start_, only, last_page_ ? &*last_page_ : nullptr, kBatch);
  if (!pages) return pages.error();
  more_pages_ = pages->size() == kBatch;
  for (PageTask& page : *pages) {
    last_page_ = page;
    if (!is_wanted(page.source)) continue;
    if (Status added = add_page(std::move(page)); !added) return added;
  }
  return {};
}

void WebQueue::add_source(SourceRow row) {
  Visit visit;
  visit.kind = VisitKind::kSource;
  visit.settings = web_settings(row.spec);
  FetchTask task;
  task.uri = asked_address(row);
  task.etag = row.state.etag;
  task.last_modified = row.state.last_modified;
  const bool listing = names_articles(row.spec);
  task.accept = listing ? kListingAccept : kPageAccept;
  task.obey_robots = visit.settings.asks_robots_for_listed(listing);
  visit.row = std::move(row);
  begin(std::move(visit), std::move(task));
}

void WebQueue::add_part(const Visit& parent, const std::string& uri) {
  Visit visit;
  visit.kind = VisitKind::kPart;
  visit.row = parent.row;
  visit.settings = parent.settings;
  FetchTask task;
  task.uri = uri;
  task.accept = kListingAccept;
  task.obey_robots = visit.settings.asks_robots_for_listed(true);
  begin(std::move(visit), std::move(task));
}

bool WebQueue::is_wanted(const std::string& source) const {
  const auto& names = run_.sources;
  return names.empty() || std::find(names.begin(), names.end(), source) != names.end();
}

bool WebQueue::is_host_full(const std::string& uri) {
  const std::optional<Url> url = parse_url(uri);
  return url && ++pages_of_host_[url->origin()] > run_.most_pages_a_host;
}

Status WebQueue::add_page(PageTask page) {
  if (has_asked(page.uri) || is_host_full(page.uri)) return {};
  const Result<WebSettings> settings = settings_of(page.source);
  if (!settings) return settings.error();
  Result<std::optional<KnownArticle>> known = frontier_.find(page.keys);
  if (!known) return known.error();
  FetchTask task;
  task.uri = page.uri;
  task.accept = kPageAccept;
  task.obey_robots = settings->asks_robots_for_named();
  Visit visit;
  visit.settings = *settings;
  // Validators belong to an address: another one of the same article may bring something else.
  if (*known && (*known)->uri == page.uri) {
    task.etag = (*known)->etag;
    task.last_modified = (*known)->last_modified;
    visit.known = std::move(**known);
  }
  asked_.insert(article_url_key(page.uri));
  visit.page = std::move(page);
  begin(std::move(visit), std::move(task));
  return {};
}

void WebQueue::begin(Visit visit, FetchTask task) {
  task.ticket = ++last_ticket_;
  task.any_address = visit.settings.any_address;
  visits_.emplace(task.ticket, std::move(visit));
  fetcher_->add(std::move(task));
}

Result<WebSettings> WebQueue::settings_of(const std::string& source) {
  const auto found = remembered_.find(source);
  if (found != remembered_.end()) return found->second;
  const Result<std::optional<SourceRow>> row = frontier_.source(source);
  if (!row) return row.error();
  const WebSettings settings = *row ? web_settings((*row)->spec) : WebSettings();
  if (remembered_.size() >= kMostRemembered) remembered_.clear();
  remembered_.emplace(source, settings);
  return settings;
}

}  // namespace headwater
