#pragma once

#include <cstdint>
#include <string>

#include "app/session.h"
#include "app/sources.h"
#include "engine/engine.h"

namespace headwater {

/// What a run did: what the summary prints.
struct RunReport {
  RunSummary summary;
  std::uint64_t failed_sources = 0;  ///< Also those that could not be opened.
  std::uint64_t sources = 0;
  double seconds = 0;
  bool limited = false;  ///< Stopped because it had what --max-duration or --max-documents allow.
  std::string recipe;    ///< Hexadecimal.
};

/// kPartial if something was quarantined or a source failed, kFailed if all sources failed and
/// nothing arrived, kTemporary if the run was stopped before its limit.
ExitCode exit_code_for(const RunReport& report);

/// Limits from the configuration, workers from --workers where it is given.
EngineOptions engine_options(const Session& session);

/// Carries `open` through `plan` into `sink`, telling of it as the flags say. A failing sink is
/// told in the report's summary.
RunReport run_pipeline(Session& session, const Plan& plan, OpenSources& open, Sink& sink);

/// Opens the store of the session for writing, waiting for its lock as --wait says; what it had to
/// repair is logged.
Result<std::unique_ptr<Store>> open_for_writing(const Session& session);

/// run_pipeline into `store`, in which a run under `plan` was begun; ends the run and prints its
/// summary. `open` may hold failures already.
Result<RunReport> run_into_store(Session& session, const Plan& plan, Store& store,
                                 OpenSources& open);

/// Prints the summary: JSON with --json, else one line, nothing with --quiet.
void print_summary(Session& session, const RunReport& report);

}  // namespace headwater
