#pragma once

#include <filesystem>
#include <memory>

#include "app/command_line.h"
#include "app/output.h"
#include "base/clock.h"
#include "base/log.h"
#include "config/pipeline_config.h"
#include "store/store.h"

namespace headwater {

/// What a command works with. What its row in the table of commands does not ask for is not there.
struct Session {
  const CommandLine& line;
  Output& out;
  const Log& log;
  const Clock& clock;
  PipelineConfig config;                ///< From Opens::kConfig on.
  std::filesystem::path store;          ///< From Opens::kConfig on; nothing need be there.
  std::unique_ptr<StoreReader> reader;  ///< With Opens::kReader.
};

/// Fills in what the command in `session.line` needs opened.
Status open_session(Session& session);

/// kBadArgument where a file stands in the place of the store, which is a folder.
Status check_store_place(const std::filesystem::path& store);

/// The configuration that `line` asks for, or the first that is found, else the built-in one.
ConfigOutcome resolve_config(const CommandLine& line);

}  // namespace headwater
