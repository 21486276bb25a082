#include "app/pipeline_run.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>

#include "app/display.h"
#include "app/metrics.h"
#include "app/output_json.h"
#include "app/progress.h"
#include "app/signals.h"

namespace headwater {
namespace {

RunState state_of(const RunReport& report) {
  const RunSummary& summary = report.summary;
  if (summary.failure) return RunState::kFailed;
  if (summary.stopped) return RunState::kStopped;
  if (report.failed_sources == 0) return RunState::kComplete;
  const bool all = summary.counts.arrived == 0 && report.failed_sources == report.sources;
  return all ? RunState::kFailed : RunState::kPartial;
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
    line += fmt::format("; {} {} failed", human_count(report.failed_sources),
                        report.failed_sources == 1 ? "source" : "sources");
  }
  if (report.summary.stopped) {
    line += report.limited ? "; at its limit" : "; stopped on request";
    line += ", the next run goes on from here";
  }
  if (!counts.balanced()) line += "; NOT BALANCED";
  return line;
}

/// Ends the run when it has stored as many documents as it may.
class LimitedProgress final : public Progress {
 public:
  explicit LimitedProgress(const Session& session)
      : Progress(session.log, session.line.has("quiet") ? Bar::kNever : Bar::kOnTerminal),
        most_(session.line.has("max-documents") ? session.line.number("max-documents") : 0) {}

  void on_progress(const RunProgress& progress) override {
    Progress::on_progress(progress);
    if (most_ > 0 && progress.counts.stored >= most_) stop_at_limit();
  }

 private:
  const std::uint64_t most_;  ///< 0: any number.
};

/// Tries again while another process holds the store, as long as --wait allows.
Result<std::unique_ptr<Store>> wait_for_store(const Session& session) {
  constexpr auto kPause = std::chrono::milliseconds(100);
  const std::uint64_t wait = session.line.has("wait") ? session.line.number("wait") : 0;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(wait);
  while (true) {
    auto store = open_store({session.store, session.config.segment_bytes});
    const bool locked = !store && store.error().code == ErrorCode::kStoreLocked;
    if (!locked || std::chrono::steady_clock::now() >= deadline) return store;
    std::this_thread::sleep_for(kPause);
  }
}

Status write_run_metrics(const Session& session, const std::string& file, const RunReport& report) {
  const Result<std::unique_ptr<StoreReader>> reader = open_store_reader(session.store);
  if (!reader) return reader.error();
  const Result<StoreStatus> status = (*reader)->status();
  return status ? write_metrics(file, *status, &report) : Status(status.error());
}

}  // namespace

ExitCode exit_code_for(const RunReport& report) {
  const RunCounts& counts = report.summary.counts;
  if (!counts.balanced()) return ExitCode::kFailed;
  if (report.summary.stopped && !report.limited) return ExitCode::kTemporary;
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

RunReport run_pipeline(Session& session, const Plan& plan, OpenSources& open, Sink& sink) {
  RunReport report;
  report.sources = open.sources.size() + open.failed;
  report.recipe = plan.recipe().id.hex();
  watch_signals();
  if (session.line.has("max-duration")) {
    stop_after(static_cast<std::uint32_t>(session.line.number("max-duration")));
  }
  LimitedProgress progress(session);
  report.summary = run_engine(plan, std::move(open.sources), sink, engine_options(session),
                              progress, stop_requested());
  progress.finish();
  report.failed_sources = open.failed + report.summary.failed_sources;
  report.seconds = progress.seconds();
  report.limited = limit_reached();
  return report;
}

Result<std::unique_ptr<Store>> open_for_writing(const Session& session) {
  if (Status place = check_store_place(session.store); !place) return place.error();
  std::error_code error;
  const bool there = std::filesystem::exists(session.store / "headwater.db", error);
  Result<std::unique_ptr<Store>> store = wait_for_store(session);
  if (!store) return store;
  // Once in the life of a store, so also with --quiet: a disk may not be mounted.
  if (!there) {
    session.log.write(LogLevel::kNotice, "store_made",
                      {{"message", "a new store was made at " + session.store.string()}});
  }
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

Result<RunReport> run_into_store(Session& session, const Plan& plan, Store& store,
                                 OpenSources& open) {
  RunReport report = run_pipeline(session, plan, open, store);
  const Status ended = store.end_run(report.summary.counts, state_of(report));
  // What ended the run says more than what its end ran into.
  if (report.summary.failure) return *report.summary.failure;
  if (!ended) return ended.error();
  print_summary(session, report);
  if (const auto file = session.line.value("metrics")) {
    if (Status written = write_run_metrics(session, *file, report); !written)
      return written.error();
  }
  return report;
}

}  // namespace headwater
