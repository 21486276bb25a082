#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "app/exit_code.h"
#include "base/result.h"

namespace headwater {

struct Session;

/// What must be open before a command runs; each includes the one before it.
enum class Opens : std::uint8_t { kNothing, kConfig, kReader };

/// A positional argument.
struct Argument {
  std::string_view name;  ///< As in the usage line, such as "FILE".
  std::string_view help;
  bool required = true;
  bool repeats = false;                   ///< Takes all that follow; only for the last one.
  std::vector<std::string_view> choices;  ///< Allowed values; empty: any.
};

/// A row of the table of commands.
struct Command {
  std::string_view name;
  std::string_view summary;  ///< One line.
  std::vector<Argument> arguments;
  Opens opens = Opens::kNothing;
  Result<ExitCode> (*run)(Session&) = nullptr;
};

/// All commands, in the order of the help.
std::span<const Command> commands();

/// The command of that name, or null.
const Command* find_command(std::string_view name);

// One function a command, each in command_<name>.cpp. An error ends the program with its exit code.
Result<ExitCode> run_ingest(Session& session);
Result<ExitCode> run_trace(Session& session);
Result<ExitCode> run_copies(Session& session);
Result<ExitCode> run_origins(Session& session);
Result<ExitCode> run_show(Session& session);
Result<ExitCode> run_lineage(Session& session);
Result<ExitCode> run_documents(Session& session);
Result<ExitCode> run_export(Session& session);
Result<ExitCode> run_verify(Session& session);
Result<ExitCode> run_reprocess(Session& session);
Result<ExitCode> run_quarantine(Session& session);
Result<ExitCode> run_learn(Session& session);
Result<ExitCode> run_extract(Session& session);
Result<ExitCode> run_check(Session& session);
Result<ExitCode> run_stages(Session& session);
Result<ExitCode> run_status(Session& session);
Result<ExitCode> run_sources(Session& session);
Result<ExitCode> run_outlets(Session& session);
Result<ExitCode> run_rules(Session& session);
Result<ExitCode> run_doctor(Session& session);
Result<ExitCode> run_debug_fetch(Session& session);
Result<ExitCode> run_version(Session& session);
Result<ExitCode> run_man(Session& session);
Result<ExitCode> run_completion(Session& session);

}  // namespace headwater
