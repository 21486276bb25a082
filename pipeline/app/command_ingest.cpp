#include "app/commands.h"
#include "app/dry_run.h"
#include "app/pipeline_run.h"
#include "stages/catalog.h"

namespace headwater {
namespace {

Result<std::vector<SourceEntry>> wanted_sources(const Session& session) {
  if (!session.line.arguments.empty()) return sources_from_arguments(session.line.arguments);
  if (!session.config.sources.empty()) return session.config.sources;
  return Error{ErrorCode::kBadArgument,
               "nothing to ingest: no SOURCE was given, and the configuration (" +
                   session.config.origin + ") lists no [[source]]; try: headwater ingest FOLDER"};
}

Result<ExitCode> ingest(Session& session, const std::vector<SourceEntry>& entries) {
  const Result<Plan> plan = build_plan(session.config, stage_kinds());
  if (!plan) return plan.error();
  Result<std::unique_ptr<Store>> store = open_for_writing(session);
  if (!store) return store.error();
  const auto run = (*store)->begin_run(plan->recipe(), session.line.typed, session.clock);
  if (!run) return run.error();
  const CursorLookup cursor = [&](std::string_view source) { return (*store)->cursor(source); };
  Result<OpenSources> open = open_sources(entries, cursor, session);
  if (!open) return open.error();
  return run_into_store(session, *plan, **store, *open);
}

}  // namespace

Result<ExitCode> run_ingest(Session& session) {
  const Result<std::vector<SourceEntry>> entries = wanted_sources(session);
  if (!entries) return entries.error();
  return session.line.has("dry-run") ? dry_run(session, *entries) : ingest(session, *entries);
}

}  // namespace headwater
