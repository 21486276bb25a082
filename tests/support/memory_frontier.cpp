#include "support/memory_frontier.h"

#include <algorithm>
#include <tuple>

#include "base/digest.h"

namespace headwater::testing {

void FrontierState::list(SourceSpec spec) {
  std::string name = spec.name;
  sources[name] = SourceRow{std::move(spec), {}};
}

void FrontierState::commit(const Arrival& arrival) {
  ++captures;
  if (!arrival.frontier) return;
  const FrontierUpdate& update = *arrival.frontier;
  if (update.source) {
    SourceState& state = sources.at(arrival.source).state;
    state = *update.source;
    if (state.payload == sha256(arrival.payload)) state.capture = captures;
  }
  for (const std::string& uri : update.done) pages.erase(uri);
  for (const PageTask& page : update.waiting) pages[page.uri] = page;
  for (const HostState& host : update.hosts) hosts[host.origin] = host;
  const bool stored = !arrival.aside && !arrival.fault;
  KnownArticle known;
  known.article = stored ? ++last_article : 0;
  known.uri = arrival.uri;
  known.capture = captures;
  for (const ArticleKey& key : update.keys) {
    known.fingerprint = key.fingerprint;
    articles[key.key] = known;
  }
}

Result<std::optional<SourceRow>> FrontierView::source(std::string_view name) {
  const auto found = state_.sources.find(std::string(name));
  if (found == state_.sources.end()) return std::optional<SourceRow>();
  return std::optional<SourceRow>(found->second);
}

Result<std::vector<SourceRow>> FrontierView::due_sources(Timestamp now, std::string_view after,
                                                         std::size_t most) {
  std::vector<SourceRow> rows;
  for (const auto& [name, row] : state_.sources) {
    const bool due = is_due(row.state, now) && !row.state.gone && name > after;
    if (due && rows.size() < most) rows.push_back(row);
  }
  return rows;
}

Result<std::vector<PageTask>> FrontierView::due_pages(Timestamp now, std::string_view source,
                                                      const PageTask* after, std::size_t most) {
  const auto order = [](const PageTask& page) { return std::tie(page.due, page.uri); };
  std::vector<PageTask> rows;
  for (const auto& [uri, page] : state_.pages) {
    const bool wanted = is_due(page, now) && (source.empty() || page.source == source) &&
                        (after == nullptr || order(page) > order(*after));
    if (wanted) rows.push_back(page);
  }
  std::sort(rows.begin(), rows.end(), [&](const PageTask& left, const PageTask& right) {
    return order(left) < order(right);
  });
  if (rows.size() > most) rows.resize(most);
  return rows;
}

Result<bool> FrontierView::is_asked_by_another(std::string_view uri, std::string_view except) {
  return std::any_of(state_.sources.begin(), state_.sources.end(), [&](const auto& named) {
    const SourceRow& row = named.second;
    return named.first != except && (row.spec.uri == uri || row.state.address == uri);
  });
}

Result<std::optional<KnownArticle>> FrontierView::find(std::span<const std::string> keys) {
  for (const std::string& key : keys) {
    const auto found = state_.articles.find(key);
    if (found != state_.articles.end()) return std::optional<KnownArticle>(found->second);
  }
  return std::optional<KnownArticle>();
}

Result<std::optional<HostState>> FrontierView::host(std::string_view origin) {
  const auto found = state_.hosts.find(std::string(origin));
  if (found == state_.hosts.end()) return std::optional<HostState>();
  return std::optional<HostState>(found->second);
}

}  // namespace headwater::testing
