#include "app/dry_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "app/display.h"
#include "app/output_json.h"
#include "app/sources.h"
#include "archive/unpack.h"
#include "base/utf8.h"

namespace headwater {
namespace {

/// Counts one arrival. What is not in the store is new, although it may turn out not to be an
/// article.
void count(Arrival arrival, StoreReader* reader, SourceForecast& forecast) {
  unpack(arrival);
  ++forecast.documents;
  forecast.bytes += arrival.payload.size();
  if (arrival.fault) {
    ++forecast.faults;
  } else if (reader == nullptr || !reader->document(document_id(sha256(arrival.payload))).ok()) {
    ++forecast.fresh;
  }
}

void forecast_source(NamedSource& named, Session& session, SourceForecast& forecast) {
  while (true) {
    Result<std::optional<Arrival>> next = named.source->next();
    if (next.ok() && next->has_value()) {
      count(std::move(**next), session.reader.get(), forecast);
      continue;
    }
    if (!next.ok()) {
      forecast.failed = true;
      session.log.error("source_failed", {{"source", named.name},
                                          {"code", code_name(next.error().code)},
                                          {"message", next.error().message}});
    }
    return;
  }
}

void print(const SourceForecast& forecast, Session& session) {
  if (session.line.has("json")) {
    JsonWriter json;
    write_forecast(forecast, json);
    session.out.line(json.text());
    return;
  }
  session.out.line(fmt::format("{}: {} documents, {}; {} not in the store, {} unreadable",
                               escape_for_display(forecast.source), human_count(forecast.documents),
                               human_bytes(forecast.bytes), human_count(forecast.fresh),
                               human_count(forecast.faults)));
}

std::string why_due(const SourceState& state, bool named) {
  if (!state.asked) return "never visited";
  const std::string last = "last visited " + to_rfc3339(*state.asked);
  return (named ? "named; " : "due since " + to_rfc3339(state.due) + "; ") + last;
}

void tell_due(const SourceSpec& spec, const std::string& why, Session& session) {
  if (session.line.has("json")) {
    JsonWriter json;
    write_due(spec, why, json);
    session.out.line(json.text());
  } else {
    session.out.line(fmt::format("{}: {}: {}", escape_for_display(spec.name), why,
                                 escape_for_display(spec.uri)));
  }
}

}  // namespace

Status tell_due_sources(Session& session, const std::vector<SourceSpec>& listed,
                        const std::vector<std::string>& only) {
  std::vector<SourceFigures> known;
  if (session.reader) {
    Result<std::vector<SourceFigures>> sources = session.reader->sources();
    if (!sources) return sources.error();
    known = std::move(*sources);
  }
  const auto named = [&](const std::string& name) {
    return std::find(only.begin(), only.end(), name) != only.end();
  };
  const Timestamp now = session.clock.now();
  std::set<std::string> told;
  for (const SourceFigures& source : known) {
    const SourceState& state = source.row.state;
    told.insert(source.row.spec.name);
    const bool due = only.empty() ? source.active && !state.gone && is_due(state, now)
                                  : named(source.row.spec.name);
    if (due) tell_due(source.row.spec, why_due(state, !only.empty()), session);
  }
  for (const SourceSpec& spec : listed) {
    const bool wanted = only.empty() || named(spec.name);
    if (wanted && !told.contains(spec.name)) tell_due(spec, "never visited", session);
  }
  return {};
}

Result<ExitCode> dry_run(Session& session, const std::vector<SourceEntry>& entries) {
  Result<std::unique_ptr<StoreReader>> reader = open_store_reader(session.store);
  if (reader.ok()) {
    session.reader = std::move(*reader);
  } else if (reader.error().code != ErrorCode::kStoreMissing) {
    return reader.error();
  }
  Result<OpenSources> open = open_sources(entries, no_cursor, session);
  if (!open) return open.error();
  std::uint64_t failed = open->failed;
  for (NamedSource& named : open->sources) {
    SourceForecast forecast{named.name};
    forecast_source(named, session, forecast);
    failed += forecast.failed ? 1 : 0;
    print(forecast, session);
  }
  if (failed == 0) return ExitCode::kOk;
  return failed == entries.size() ? ExitCode::kFailed : ExitCode::kPartial;
}

}  // namespace headwater
