#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>

#include "app/commands.h"
#include "app/extract_sink.h"
#include "app/pipeline_run.h"
#include "stages/catalog.h"

namespace headwater {
namespace {

// What --article leaves out: all of stages/clean.
constexpr std::array<std::string_view, 2> kCleaningStages = {"strip_boilerplate", "strip_ads"};

constexpr std::string_view kListing = "listing";

/// What gives no output is no failure, but whoever asked for it must not wonder. A feed or an
/// archive is told of only where nothing that it holds gives any either.
void tell_of_dropped(const RunCounts& counts, Session& session) {
  if (session.line.has("quiet")) return;
  std::string message;
  for (const auto& [reason, count] : counts.dropped) {
    if (reason == kListing) continue;
    message += fmt::format("{}{} {}", message.empty() ? "" : ", ", count, reason);
  }
  if (message.empty() && counts.stored == 0 && counts.quarantined.empty() &&
      counts.dropped.contains(std::string(kListing))) {
    message = "nothing that a feed or an archive holds is a document";
  }
  if (message.empty()) return;
  session.log.warning("no_output", {{"message", message + "; --verbose names each"}});
}

}  // namespace

Result<ExitCode> run_extract(Session& session) {
  PipelineConfig config = session.config;
  if (session.line.has("article")) config = without_stages(std::move(config), kCleaningStages);
  const Result<Plan> plan = build_plan(config, stage_kinds());
  if (!plan) return plan.error();
  const std::vector<SourceEntry> entries = sources_from_arguments(session.line.arguments);
  Result<OpenSources> open = open_sources(entries, no_cursor, session);
  if (!open) return open.error();
  ExtractSink sink(plan->recipe(), {session.line.has("visible"), session.line.has("map")},
                   session.out);
  const RunReport report = run_pipeline(session, *plan, *open, sink);
  tell_of_dropped(report.summary.counts, session);
  if (!report.summary.failure) return exit_code_for(report);
  // The output keeps what went wrong; the program's end tells of it.
  if (session.out.failed()) return ExitCode::kOk;
  return *report.summary.failure;
}

}  // namespace headwater
