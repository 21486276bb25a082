#include "app/dry_run.h"

#include <fmt/format.h>

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

}  // namespace

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
