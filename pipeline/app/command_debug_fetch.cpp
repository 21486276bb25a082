#include <fmt/format.h>

#include <atomic>
#include <utility>

#include "app/commands.h"
#include "app/display.h"
#include "app/extract_sink.h"
#include "app/pipeline_run.h"
#include "app/signals.h"
#include "app/web.h"
#include "base/utf8.h"
#include "net/fetcher.h"
#include "stages/acquire/listing.h"
#include "stages/acquire/web_arrival.h"
#include "stages/catalog.h"

namespace headwater {
namespace {

constexpr std::chrono::milliseconds kPatience{200};
/// Entries of a listing that are shown.
constexpr std::size_t kShownEntries = 10;

/// "label    text", each line of a text of several lines behind the label.
void tell(Session& session, std::string_view label, std::string_view text) {
  bool first = true;
  while (!text.empty() || first) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty() || first) {
      session.out.line(fmt::format("{:<10} {}", first ? label : "", escape_for_display(line)));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
    first = false;
  }
}

/// Fetches the address as the only task of a fetcher that knows nothing of earlier visits.
Result<std::optional<Fetched>> fetch(const Session& session, const std::string& address) {
  auto client = make_http_client(client_options(session.config), session.clock);
  if (!client) return client.error();
  const HostLookup nothing = [](std::string_view) { return std::optional<HostState>(); };
  Fetcher fetcher(fetcher_options(session.config), std::move(*client), nothing, session.clock);
  FetchTask task;
  task.uri = address;
  task.any_address = session.line.has("any-address");
  fetcher.add(std::move(task));
  watch_signals();
  while (fetcher.waiting() > 0 && !stop_requested()) {
    std::optional<Fetched> fetched = fetcher.next(kPatience);
    if (fetched) return fetched;
  }
  return std::optional<Fetched>();
}

void tell_exchange(const HttpExchange& exchange, Session& session) {
  tell(session, "asked", exchange.uri);
  if (!exchange.address.empty()) tell(session, "server", exchange.address);
  if (!exchange.tls.empty()) tell(session, "tls", exchange.tls);
  tell(session, "request", exchange.request);
  tell(session, "response", exchange.response);
  tell(session, "took", fmt::format("{:.1f} ms", static_cast<double>(exchange.microseconds) / 1e3));
}

std::string_view verdict_name(FetchVerdict verdict) {
  switch (verdict) {
    case FetchVerdict::kFetched:
      return "fetched";
    case FetchVerdict::kUnchanged:
      return "unchanged";
    case FetchVerdict::kUnreachable:
      return "unreachable: it would be asked again later";
    case FetchVerdict::kGone:
      return "gone: it would not be asked again";
    case FetchVerdict::kForbidden:
      return "forbidden";
  }
  return "";
}

void tell_fetched(const Fetched& fetched, Session& session) {
  if (!fetched.visit.robots.empty()) tell(session, "robots", fetched.visit.robots);
  for (const HttpExchange& exchange : fetched.visit.exchanges) tell_exchange(exchange, session);
  tell(session, "verdict", verdict_name(fetched.verdict));
  if (fetched.error) {
    tell(session, "because",
         std::string(code_name(fetched.error->code)) + ": " + fetched.error->message);
  }
  if (fetched.retry_after > 0) {
    tell(session, "wait", fmt::format("{} s", fetched.retry_after));
  }
  if (!fetched.moved_to.empty()) tell(session, "moved", "for good, to " + fetched.moved_to);
  if (!fetched.etag.empty()) tell(session, "etag", fetched.etag);
  if (!fetched.last_modified.empty()) tell(session, "modified", fetched.last_modified);
}

Status tell_listing(const Arrival& arrival, bool sitemap, Session& session) {
  WebSettings settings;
  const ListingContext context{"debug-fetch",   arrival.uri, arrival.media_type,
                               arrival.charset, settings,    session.clock.now()};
  const Result<Listing> listing = sitemap ? read_sitemap_listing(arrival.payload, context)
                                          : read_feed_listing(arrival.payload, context);
  if (!listing) return listing.error();
  tell(session, "it is",
       fmt::format("{}: {} entries, {} further parts", sitemap ? "a sitemap" : "a feed",
                   listing->entries.size(), listing->parts.size()));
  if (!listing->note.empty()) tell(session, "note", listing->note);
  for (std::size_t i = 0; i < std::min(listing->entries.size(), kShownEntries); ++i) {
    const ListedEntry& entry = listing->entries[i];
    tell(session, "entry", entry.uri.empty() ? "(leads nowhere)" : entry.uri);
    tell(session, "", entry.hints);
  }
  for (const std::string& part : listing->parts) tell(session, "part", part);
  return {};
}

/// Tells how the stages see the document, and keeps nothing.
class TellingSink final : public Sink {
 public:
  TellingSink(const Plan& plan, Session& session) : plan_(plan), session_(session) {}
  Ledger& ledger() override { return ledger_; }
  void prepare(const Finished&, std::string&) const override {}
  Status add(const Finished& finished, const std::string&) override {
    for (const LineageStep& step : finished.steps) {
      tell(session_, "stage",
           fmt::format("{:<18} {:<12} {}", plan_.recipe().steps[step.stage].stage,
                       verb_name(step.verb), step.detail));
    }
    tell_outcome(finished);
    return {};
  }
  Status commit() override { return {}; }

 private:
  void tell_field(std::string_view label, const std::optional<Field>& field) {
    if (field) {
      tell(session_, label, field->value + "  (" + field->evidence.kind + ")");
    }
  }
  void tell_outcome(const Finished& finished) {
    const Article& article = finished.article;
    if (const auto* dropped = std::get_if<Dropped>(&finished.outcome)) {
      return tell(session_, "dropped", drop_reason_name(dropped->reason));
    }
    if (const auto* quarantined = std::get_if<Quarantined>(&finished.outcome)) {
      return tell(
          session_, "quarantine",
          std::string(code_name(quarantined->error.code)) + ": " + quarantined->error.message);
    }
    tell_field("title", article.title);
    tell_field("byline", article.byline);
    tell_field("published", article.published_at);
    tell_field("language", article.language);
    if (!article.outlet.name.empty()) tell(session_, "outlet", article.outlet.name);
    tell(session_, "text",
         fmt::format("{} of {} bytes kept, {} statements",
                     article.edits.cleaned(article.text).size(), article.text.size(),
                     article.statements.size()));
  }

  const Plan& plan_;
  Session& session_;
  EmptyLedger ledger_;
};

/// A source of one arrival.
class OneArrival final : public Source {
 public:
  explicit OneArrival(Arrival arrival) : arrival_(std::move(arrival)) {}
  Result<std::optional<Arrival>> next() override { return std::exchange(arrival_, std::nullopt); }

 private:
  std::optional<Arrival> arrival_;
};

Status tell_document(Arrival arrival, Session& session) {
  const Result<Plan> plan = build_plan(session.config, stage_kinds());
  if (!plan) return plan.error();
  std::vector<NamedSource> sources;
  sources.push_back({"debug-fetch", std::make_unique<OneArrival>(std::move(arrival))});
  TellingSink sink(*plan, session);
  RunObserver observer;
  run_engine(*plan, std::move(sources), sink, engine_options(session), observer, stop_requested());
  return {};
}

}  // namespace

Result<ExitCode> run_debug_fetch(Session& session) {
  const std::string& argument = session.line.arguments.front();
  const std::optional<std::string> address = web_argument(argument);
  if (!address) {
    return Error{ErrorCode::kBadArgument,
                 "\"" + argument + "\" is no http or https address without a password"};
  }
  tell(session, "address", *address);
  Result<std::optional<Fetched>> fetched = fetch(session, *address);
  if (!fetched) return fetched.error();
  if (!*fetched) return Error{ErrorCode::kInterrupted, "stopped before an answer came"};
  tell_fetched(**fetched, session);
  Arrival arrival = web_arrival(**fetched, "debug-fetch", session.clock.now(), {});
  if (arrival.aside) return ExitCode::kPartial;
  if (arrival.fault) return *arrival.fault;
  tell(session, "payload",
       fmt::format("{}, {} {}", human_bytes(arrival.payload.size()),
                   arrival.media_type.empty() ? "no type" : arrival.media_type, arrival.charset));
  const ListingKind kind = sniff_listing(arrival.payload);
  const Status told = kind == ListingKind::kNone
                          ? tell_document(std::move(arrival), session)
                          : tell_listing(arrival, kind == ListingKind::kSitemap, session);
  if (!told) return told.error();
  return ExitCode::kOk;
}

}  // namespace headwater
