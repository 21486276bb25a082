#include <utility>

#include "app/commands.h"
#include "app/dry_run.h"
#include "app/due_list.h"
#include "app/pipeline_run.h"
#include "app/web.h"
#include "stages/catalog.h"

namespace headwater {
namespace {

/// What a run is to carry.
struct Wanted {
  std::vector<SourceEntry> files;
  std::vector<SourceSpec> specs;  ///< To be listed in the store.
  WebRun web;
  bool asks_web = false;
};

Wanted wanted_by_arguments(const Session& session) {
  Wanted wanted;
  // The store is always told of all that the configuration lists.
  wanted.specs = web_specs(session.config.sources);
  std::vector<std::string> files;
  for (const std::string& argument : session.line.arguments) {
    const std::optional<std::string> address = web_argument(argument);
    if (!address) {
      files.push_back(argument);
      continue;
    }
    wanted.asks_web = true;
    wanted.specs.push_back(argument_spec(*address));
    wanted.web.sources.push_back(*address);
  }
  wanted.files = sources_from_arguments(files);
  return wanted;
}

/// What the configuration lists and what is due in the store; of these, --source chooses one.
Wanted wanted_by_configuration(const Session& session) {
  Wanted wanted;
  wanted.files = session.config.sources;
  std::erase_if(wanted.files, [](const SourceEntry& entry) { return is_on_web(entry.kind); });
  wanted.specs = web_specs(session.config.sources);
  wanted.asks_web = true;
  const std::optional<std::string> only = session.line.value("source");
  if (!only) return wanted;
  std::erase_if(wanted.files, [&](const SourceEntry& entry) { return entry.name != *only; });
  wanted.asks_web = wanted.files.empty();
  if (wanted.asks_web) wanted.web.sources = {*only};
  return wanted;
}

Result<Wanted> wanted_sources(const Session& session) {
  if (!session.line.arguments.empty()) {
    if (!session.line.has("source")) return wanted_by_arguments(session);
    return Error{ErrorCode::kBadArgument,
                 "--source chooses one of the listed sources; leave out the SOURCE arguments"};
  }
  if (!session.config.sources.empty() || std::filesystem::exists(session.store)) {
    return wanted_by_configuration(session);
  }
  return Error{ErrorCode::kBadArgument,
               "nothing to ingest: no SOURCE was given, and neither the configuration (" +
                   session.config.origin +
                   ") nor the store lists any; try: headwater ingest FOLDER, or headwater sources "
                   "add https://..."};
}

/// Adds the sources on the web to those that are open.
Status add_web(Session& session, Store& store, Wanted& wanted, OpenSources& open) {
  Result<std::unique_ptr<Source>> web = open_web(session, store, std::move(wanted.web));
  if (!web) return web.error();
  open.sources.push_back({"web", std::move(*web)});
  return {};
}

Status list_sources(Store& store, const Wanted& wanted) {
  return wanted.asks_web ? store.put_sources(wanted.specs) : Status();
}

/// --source must name something.
Status check_named(Store& store, const Wanted& wanted, const Session& session) {
  if (!session.line.has("source") || !wanted.asks_web) return {};
  const Result<std::unique_ptr<Frontier>> frontier = store.frontier();
  if (!frontier) return frontier.error();
  const std::string& name = wanted.web.sources.front();
  const Result<std::optional<SourceRow>> row = (*frontier)->source(name);
  if (!row) return row.error();
  if (*row) return {};
  return Error{ErrorCode::kBadArgument, "there is no source named " + name +
                                            "; headwater sources list shows those of the store, "
                                            "and the configuration (" +
                                            session.config.origin + ") lists the others"};
}

Result<ExitCode> ingest(Session& session, Wanted& wanted) {
  const Result<Plan> plan = build_plan(session.config, stage_kinds());
  if (!plan) return plan.error();
  Result<std::unique_ptr<Store>> store = open_for_writing(session);
  if (!store) return store.error();
  if (Status listed = list_sources(**store, wanted); !listed) return listed.error();
  if (Status named = check_named(**store, wanted, session); !named) return named.error();
  const auto run = (*store)->begin_run(plan->recipe(), session.line.typed, session.clock);
  if (!run) return run.error();
  const CursorLookup cursor = [&](std::string_view source) { return (*store)->cursor(source); };
  Result<OpenSources> open = open_sources(wanted.files, cursor, session);
  if (!open) return open.error();
  if (wanted.asks_web) {
    if (Status added = add_web(session, **store, wanted, *open); !added) return added.error();
  }
  const Result<RunReport> report = run_into_store(session, *plan, **store, *open);
  if (!report) return report.error();
  const bool idle = report->summary.counts.arrived == 0 && report->failed_sources == 0;
  if (idle && wanted.asks_web && wanted.web.sources.empty()) tell_next_due(session);
  return exit_code_for(*report);
}

}  // namespace

Result<ExitCode> run_ingest(Session& session) {
  Result<Wanted> wanted = wanted_sources(session);
  if (!wanted) return wanted.error();
  if (!session.line.has("dry-run")) return ingest(session, *wanted);
  Result<ExitCode> code = dry_run(session, wanted->files);
  if (!code || !wanted->asks_web) return code;
  Status told = tell_what_is_due(session, wanted->specs, wanted->web.sources);
  return told ? code : Result<ExitCode>(told.error());
}

}  // namespace headwater
