#include "app/pipeline_run.h"

#include <fmt/format.h>

#include <utility>

#include "app/display.h"
#include "app/output_json.h"
#include "app/progress.h"
#include "app/signals.h"

namespace headwater {
namespace {

RunState state_of(const RunSummary& summary) {
  return summary.stopped ? RunState::kStopped : RunState::kComplete;
}

std::string summary_line(const RunReport& report) {
  const RunCounts& counts = report.summary.counts;
  const double rate = report.seconds > 0 ? static_cast<double>(counts.arrived) / report.seconds : 0;
  std::string line = fmt::format(
      "{} arrived = {} stored + {} dropped{} + {} quarantined{}; {} in {:.2f} s ({}/s)",
      human_count(counts.arrived), human_count(counts.stored), human_count(counts.dropped_total()),
      human_breakdown(counts.dropped), human_count(counts.quarantined_total()),
      human_breakdown(counts.quarantined), human_bytes(counts.bytes), report.seconds,
      human_count(static_cast<std::uint64_t>(rate)));
  if (report.failed_sources > 0) {
    line += fmt::format("; {} of {} sources failed", report.failed_sources, report.sources);
  }
  if (report.summary.stopped) line += "; stopped on request, the next run goes on from here";
  if (!counts.balanced()) line += "; NOT BALANCED";
  return line;
}

}  // namespace

ExitCode exit_code_for(const RunReport& report) {
  const RunCounts& counts = report.summary.counts;
  if (!counts.balanced()) return ExitCode::kFailed;
  if (report.summary.stopped) return ExitCode::kTemporary;
  if (counts.arrived == 0 && report.failed_sources > 0 && report.failed_sources == report.sources) {
    return ExitCode::kFailed;
  }
  const bool partial = counts.quarantined_total() > 0 || report.failed_sources > 0;
  return partial ? ExitCode::kPartial : ExitCode::kOk;
}

EngineOptions engine_options(const Session& session) {
  const PipelineConfig& config = session.config;
  EngineOptions options{config.workers, config.tickets, config.memory_bytes,
                        config.commit_documents, config.commit_milliseconds};
  if (session.line.has("workers")) {
    options.workers = static_cast<std::uint32_t>(session.line.number("workers"));
  }
  return options;
}

Result<RunReport> run_pipeline(Session& session, const Plan& plan, OpenSources& open, Sink& sink) {
  RunReport report;
  report.sources = open.sources.size() + open.failed;
  report.recipe = plan.recipe().id.hex();
  watch_signals();
  Progress progress(session.log,
                    session.line.has("quiet") ? Progress::Bar::kNever : Progress::Bar::kOnTerminal);
  Result<RunSummary> summary = run_engine(plan, std::move(open.sources), sink,
                                          engine_options(session), progress, stop_requested());
  progress.finish();
  if (!summary) return summary.error();
  report.summary = std::move(*summary);
  report.failed_sources = open.failed + report.summary.failed_sources;
  report.seconds = progress.seconds();
  return report;
}

Result<std::unique_ptr<Store>> open_for_writing(const Session& session) {
  Result<std::unique_ptr<Store>> store = open_store({session.store, session.config.segment_bytes});
  if (!store) return store;
  for (const std::string& repair : (*store)->repairs()) {
    session.log.warning("store_repaired", {{"message", repair}});
  }
  return store;
}

void print_summary(Session& session, const RunReport& report) {
  if (session.line.has("json")) {
    JsonWriter json;
    write_summary(report, json);
    session.out.line(json.text());
  } else if (!session.line.has("quiet")) {
    session.out.line(summary_line(report));
  }
}

Result<ExitCode> run_into_store(Session& session, const Plan& plan, Store& store,
                                OpenSources& open) {
  Result<RunReport> report = run_pipeline(session, plan, open, store);
  if (!report) return report.error();
  if (Status status = store.end_run(report->summary.counts, state_of(report->summary)); !status) {
    return status.error();
  }
  print_summary(session, *report);
  return exit_code_for(*report);
}

}  // namespace headwater
