#include <array>

#include "app/commands.h"
#include "app/extract_sink.h"
#include "app/pipeline_run.h"
#include "stages/catalog.h"

namespace headwater {
namespace {

// What --article leaves out: all of stages/clean.
constexpr std::array<std::string_view, 2> kCleaningStages = {"strip_boilerplate", "strip_ads"};

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
  const Result<RunReport> report = run_pipeline(session, *plan, *open, sink);
  if (report.ok()) return exit_code_for(*report);
  // The output keeps what went wrong; the program's end tells of it.
  if (session.out.failed()) return ExitCode::kOk;
  return report.error();
}

}  // namespace headwater
