#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <memory>
#include <span>

#include "app/display.h"
#include "app/flags.h"
#include "app/usage.h"
#include "base/toml.h"

namespace headwater {
namespace {

std::string dashed(std::string_view name) { return "--" + std::string(name); }

std::vector<std::string> strings(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

/// The library takes "-1" for a large number.
std::string check_number(const std::string& text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end ? "" : "\"" + text + "\" is no whole number";
}

void add_flag(CLI::App& app, const Flag& flag) {
  if (flag.type == FlagType::kSwitch) {
    app.add_flag(dashed(flag.name));
    return;
  }
  CLI::Option* option = app.add_option(dashed(flag.name));
  option->expected(1)->take_last()->allow_extra_args(false);
  if (!flag.variable.empty()) option->envname(std::string(flag.variable));
  if (!flag.choices.empty()) option->check(CLI::IsMember(strings(flag.choices)));
  if (flag.type == FlagType::kNumber) option->check(check_number);
  if (flag.type == FlagType::kFraction) option->check(CLI::Range(0.0, 1.0));
}

std::unique_ptr<CLI::App> make_parser(const Command& command) {
  auto app = std::make_unique<CLI::App>("", std::string(command.name));
  app->set_help_flag("-h,--help");
  for (const Flag* flag : flags_of(command.name)) add_flag(*app, *flag);
  // Arguments are taken from what is left over: as an option of the library "[a,b]" would be a
  // list.
  app->allow_extras();
  return app;
}

CommandLine collect(CLI::App& app, const Command& command) {
  CommandLine line;
  line.command = &command;
  for (const Flag* flag : flags_of(command.name)) {
    const CLI::Option* option = app.get_option(dashed(flag->name));
    if (option->count() > 0) {
      line.values[std::string(flag->name)] = option->results().back();
    } else if (!flag->preset.empty()) {
      line.values[std::string(flag->name)] = flag->preset;
    }
  }
  return line;
}

NothingToRun refused(const std::string& message, std::string_view command) {
  const std::string help =
      command.empty() ? "headwater --help" : "headwater " + std::string(command) + " --help";
  return {ExitCode::kUsage, "headwater: " + message + "\nSee " + help + ".\n"};
}

NothingToRun unknown_command(const std::string& name) {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  return refused("unknown command \"" + name + "\"" + did_you_mean(name, names), "");
}

/// `headwater help`, or `headwater help COMMAND`: the same as `headwater COMMAND --help`.
NothingToRun help_for(std::span<const std::string> names) {
  if (names.empty() || names[0] == "--help" || names[0] == "-h" || names[0] == "help") {
    return {ExitCode::kOk, program_help()};
  }
  const Command* command = find_command(names[0]);
  if (command == nullptr) return unknown_command(names[0]);
  if (names.size() > 1) {
    return refused("one argument too many: \"" + names[1] + "\"", command->name);
  }
  return {ExitCode::kOk, command_help(*command)};
}

NothingToRun unknown_flag(const std::string& flag, const Command& command) {
  std::vector<std::string_view> names;
  for (const Flag* known : flags_of(command.name)) names.push_back(known->name);
  const std::string name = flag.substr(std::min(flag.find_first_not_of('-'), flag.size()));
  return refused("unknown flag " + flag + did_you_mean(name.substr(0, name.find('=')), names),
                 command.name);
}

/// What is wrong with the arguments of `line`; empty when they are what its command takes.
std::string check_arguments(const CommandLine& line) {
  const std::vector<Argument>& wanted = line.command->arguments;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const Argument& argument = wanted[i];
    if (i >= line.arguments.size()) {
      if (argument.required) return std::string(argument.name) + " is missing";
      continue;
    }
    const std::string& value = line.arguments[i];
    const bool known = std::find(argument.choices.begin(), argument.choices.end(), value) !=
                       argument.choices.end();
    if (!argument.choices.empty() && !known) {
      return std::string(argument.name) + " must be one of " + join(argument.choices, ", ") +
             ", not \"" + value + "\"" + did_you_mean(value, argument.choices);
    }
  }
  const bool any_number = !wanted.empty() && wanted.back().repeats;
  if (any_number || line.arguments.size() <= wanted.size()) return "";
  return "one argument too many: \"" + line.arguments[wanted.size()] + "\"";
}

/// Everything after "--" is an argument, whatever it looks like.
std::vector<std::string> take_literals(std::vector<std::string>& arguments) {
  const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
  if (dashes == arguments.end()) return {};
  std::vector<std::string> literals(dashes + 1, arguments.end());
  arguments.erase(dashes, arguments.end());
  return literals;
}

std::variant<CommandLine, NothingToRun> parse(const Command& command,
                                              std::vector<std::string> arguments) {
  const std::vector<std::string> literals = take_literals(arguments);
  const std::unique_ptr<CLI::App> app = make_parser(command);
  try {
    app->parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    return NothingToRun{ExitCode::kOk, command_help(command)};
  } catch (const CLI::Error& error) {
    return refused(error.what(), command.name);
  }
  CommandLine line = collect(*app, command);
  for (const std::string& left_over : app->remaining()) {
    if (left_over.size() > 1 && left_over.front() == '-') return unknown_flag(left_over, command);
    line.arguments.push_back(left_over);
  }
  line.arguments.insert(line.arguments.end(), literals.begin(), literals.end());
  if (const std::string wrong = check_arguments(line); !wrong.empty()) {
    return refused(wrong, command.name);
  }
  return line;
}

}  // namespace

std::optional<std::string> CommandLine::value(std::string_view flag) const {
  const auto found = values.find(flag);
  return found == values.end() ? std::nullopt : std::optional(found->second);
}

std::uint64_t CommandLine::number(std::string_view flag) const {
  const std::string& text = values.find(flag)->second;
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

double CommandLine::fraction(std::string_view flag) const {
  const std::string& text = values.find(flag)->second;
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::variant<CommandLine, NothingToRun> parse_command_line(
    const std::vector<std::string>& arguments) {
  if (arguments.size() < 2) return refused("no command given", "");
  std::string name = arguments[1];
  if (name == "--help" || name == "-h" || name == "help") {
    return help_for(std::span(arguments).subspan(2));
  }
  if (name == "--version") name = "version";
  const Command* command = find_command(name);
  if (command == nullptr) return unknown_command(name);
  auto parsed = parse(*command, {arguments.begin() + 2, arguments.end()});
  if (CommandLine* line = std::get_if<CommandLine>(&parsed)) {
    line->typed = "headwater";
    for (std::size_t i = 1; i < arguments.size(); ++i) line->typed += " " + arguments[i];
  }
  return parsed;
}

}  // namespace headwater
