#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/commands.h"

namespace headwater {

/// A command line that has been accepted. Values come from the flag, else from its environment
/// variable, else from the table's preset.
struct CommandLine {
  const Command* command = nullptr;
  std::map<std::string, std::string, std::less<>> values;
  std::vector<std::string> arguments;
  std::string typed;  ///< As typed, for the record of the run.

  bool has(std::string_view flag) const { return values.find(flag) != values.end(); }
  std::optional<std::string> value(std::string_view flag) const;
  /// Requires: the flag is a number with a value or a preset.
  std::uint64_t number(std::string_view flag) const;
  double fraction(std::string_view flag) const;
};

/// Nothing to run: help was asked for, or the line is refused.
struct NothingToRun {
  ExitCode code = ExitCode::kUsage;
  std::string text;  ///< For stdout when the code is kOk, else for stderr.
};

/// Reads the arguments (the first one is the program's name).
std::variant<CommandLine, NothingToRun> parse_command_line(
    const std::vector<std::string>& arguments);

}  // namespace headwater
