#pragma once

#include <string>

#include "app/commands.h"
#include "app/flags.h"

namespace headwater {

// All of these are made from the tables of commands, flags and exit codes, so they agree.

/// "headwater quarantine ACTION [NUMBER...]".
std::string usage_line(const Command& command);
/// "--store DIR".
std::string flag_term(const Flag& flag);
/// The flag's help with its choices, its preset and its variable.
std::string flag_text(const Flag& flag);
/// The argument's help with its choices.
std::string argument_text(const Argument& argument);
/// What `headwater --help` prints.
std::string program_help();
/// What `headwater COMMAND --help` prints.
std::string command_help(const Command& command);
/// The manual page, in roff with the man macros.
std::string man_page();
std::string bash_completion();
std::string zsh_completion();

/// The version of the program, such as "0.1.0".
std::string_view program_version();

}  // namespace headwater
