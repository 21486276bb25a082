#include "app/due_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "app/display.h"
#include "app/due_json.h"
#include "app/source_edits.h"
#include "base/url.h"
#include "base/utf8.h"
#include "stages/acquire/web_settings.h"

namespace headwater {
namespace {

/// Pages that are read from the frontier at a time.
constexpr std::size_t kBatch = 500;

std::string why_due(const SourceState& state, bool named) {
  if (!state.asked) return "never visited";
  const std::string last = "last visited " + to_rfc3339(*state.asked);
  return (named ? "named; " : "due since " + to_rfc3339(state.due) + "; ") + last;
}

RobotsOutlook not_asked(std::string why) {
  return {RobotsExpectation::kNotAsked, "not asked: " + std::move(why), 0, {}};
}

class DueList {
 public:
  /// `frontier` is null where there is no store.
  DueList(Session& session, Frontier* frontier, const std::vector<std::string>& only)
      : session_(session),
        frontier_(frontier),
        only_(only),
        now_(session.clock.now()),
        robots_(
            [frontier](std::string_view origin) -> Result<std::optional<HostState>> {
              if (frontier == nullptr) return std::optional<HostState>();
              return frontier->host(origin);
            },
            now_) {}

  Status tell_known(const std::vector<SourceFigures>& known);
  Status tell_listed(const std::vector<SourceSpec>& listed);
  Status tell_pages();

 private:
  /// Server, expectation and reason: what the pages of a group have in common.
  using GroupKey = std::tuple<std::string, RobotsExpectation, std::string>;

  bool is_named(const std::string& name) const {
    return std::find(only_.begin(), only_.end(), name) != only_.end();
  }
  bool is_wanted(const std::string& name) const { return only_.empty() || is_named(name); }
  Status tell(const SourceSpec& spec, const std::string& uri, const std::string& why);
  void tell(const DuePages& pages);
  Result<std::vector<PageTask>> pages_after(const PageTask* last);
  Status count(const PageTask& page);
  Result<bool> asks_robots(const std::string& source);

  Session& session_;
  Frontier* frontier_;
  const std::vector<std::string>& only_;
  const Timestamp now_;
  RobotsOutlooks robots_;
  std::set<std::string> told_;
  std::unordered_map<std::string, bool> asks_robots_;  ///< By source, for the pages it named.
  std::map<GroupKey, DuePages> groups_;
};

Status DueList::tell_known(const std::vector<SourceFigures>& known) {
  for (const SourceFigures& source : known) {
    const SourceState& state = source.row.state;
    const std::string& name = source.row.spec.name;
    told_.insert(name);
    const bool due =
        only_.empty() ? source.active && !state.gone && is_due(state, now_) : is_named(name);
    if (!due) continue;
    Status told = tell(source.row.spec, asked_address(source.row), why_due(state, !only_.empty()));
    if (!told) return told;
  }
  return {};
}

Status DueList::tell_listed(const std::vector<SourceSpec>& listed) {
  for (const SourceSpec& spec : listed) {
    if (!is_wanted(spec.name) || told_.contains(spec.name)) continue;
    if (Status told = tell(spec, spec.uri, "never visited"); !told) return told;
  }
  return {};
}

Status DueList::tell(const SourceSpec& spec, const std::string& uri, const std::string& why) {
  const bool asks = web_settings(spec).asks_robots_for_listed(names_articles(spec));
  const Result<RobotsOutlook> robots =
      asks ? robots_.of(uri) : not_asked("the owner has listed the address");
  if (!robots) return robots.error();
  if (session_.line.has("json")) {
    JsonWriter json;
    write_due(spec, uri, why, *robots, json);
    session_.out.line(json.text());
  } else {
    session_.out.line(fmt::format("{}: {}: {}; robots.txt: {}", escape_for_display(spec.name), why,
                                  escape_for_display(uri), escape_for_display(robots->reason)));
  }
  return {};
}

Status DueList::tell_pages() {
  if (frontier_ == nullptr) return {};
  std::vector<PageTask> pages;
  std::optional<PageTask> last;
  do {
    Result<std::vector<PageTask>> batch = pages_after(last ? &*last : nullptr);
    if (!batch) return batch.error();
    pages = std::move(*batch);
    for (const PageTask& page : pages) {
      if (!is_wanted(page.source)) continue;
      if (Status counted = count(page); !counted) return counted;
    }
    if (!pages.empty()) last = std::move(pages.back());
  } while (pages.size() == kBatch);
  for (const auto& [key, group] : groups_) tell(group);
  return {};
}

Result<std::vector<PageTask>> DueList::pages_after(const PageTask* last) {
  const std::string_view one = only_.size() == 1 ? std::string_view(only_.front()) : "";
  return frontier_->due_pages(now_, one, last, kBatch);
}

Status DueList::count(const PageTask& page) {
  const Result<bool> asks = asks_robots(page.source);
  if (!asks) return asks.error();
  Result<RobotsOutlook> robots =
      *asks ? robots_.of(page.uri) : not_asked("its source says robots = \"none\"");
  if (!robots) return robots.error();
  const std::optional<Url> url = parse_url(page.uri);
  const std::string server = url ? url->origin() : page.uri;
  DuePages& group = groups_[{server, robots->expectation, robots->reason}];
  if (group.pages++ == 0) {
    group.server = server;
    group.first = page.uri;
    group.robots = std::move(*robots);
  }
  return {};
}

Result<bool> DueList::asks_robots(const std::string& source) {
  if (const auto known = asks_robots_.find(source); known != asks_robots_.end()) {
    return known->second;
  }
  const Result<std::optional<SourceRow>> row = frontier_->source(source);
  if (!row) return row.error();
  const WebSettings settings = *row ? web_settings((*row)->spec) : WebSettings();
  return asks_robots_[source] = settings.asks_robots_for_named();
}

void DueList::tell(const DuePages& pages) {
  if (session_.line.has("json")) {
    JsonWriter json;
    write_due_pages(pages, json);
    session_.out.line(json.text());
    return;
  }
  session_.out.line(
      fmt::format("{}: {} due, the first {}; robots.txt: {}", escape_for_display(pages.server),
                  pages.pages == 1 ? "1 page" : human_count(pages.pages) + " pages",
                  escape_for_display(pages.first), escape_for_display(pages.robots.reason)));
}

}  // namespace

Status tell_what_is_due(Session& session, const std::vector<SourceSpec>& listed,
                        const std::vector<std::string>& only) {
  std::vector<SourceFigures> known;
  std::unique_ptr<Frontier> frontier;
  if (session.reader) {
    Result<std::vector<SourceFigures>> sources = session.reader->sources();
    if (!sources) return sources.error();
    known = std::move(*sources);
    Result<std::unique_ptr<Frontier>> opened = session.reader->frontier();
    if (!opened) return opened.error();
    frontier = std::move(*opened);
  }
  DueList list(session, frontier.get(), only);
  if (Status told = list.tell_known(known); !told) return told;
  if (Status told = list.tell_listed(listed); !told) return told;
  return list.tell_pages();
}

void tell_next_due(Session& session) {
  if (session.line.has("json") || session.line.has("quiet")) return;
  const Result<std::vector<SourceFigures>> sources = listed_sources(session);
  if (!sources) return;  // The run is over, and well; it only cannot be said when the next is due.
  const SourceFigures* next = nullptr;
  for (const SourceFigures& source : *sources) {
    if (!source.active || source.row.state.gone) continue;
    if (next == nullptr || source.row.state.due < next->row.state.due) next = &source;
  }
  if (next == nullptr && !session.config.sources.empty()) return;
  if (next == nullptr) {
    session.out.line("no source is listed: headwater sources add or sources import lists some");
    return;
  }
  session.out.line(fmt::format("nothing was due; next is {} at {}",
                               escape_for_display(next->row.spec.name),
                               to_rfc3339(next->row.state.due)));
}

}  // namespace headwater
