#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <memory>

#include "app/flags.h"
#include "app/usage.h"
#include "base/toml.h"

namespace headwater {
namespace {

std::string dashed(std::string_view name) { return "--" + std::string(name); }

std::vector<std::string> strings(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
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
  if (flag.type == FlagType::kNumber) option->check(CLI::TypeValidator<std::uint64_t>("NUMBER"));
  if (flag.type == FlagType::kFraction) option->check(CLI::Range(0.0, 1.0));
}

void add_argument(CLI::App& app, const Argument& argument) {
  CLI::Option* option = app.add_option(std::string(argument.name));
  // Otherwise "[a,b]" would be taken for a list of two.
  option->expected(1, argument.repeats ? CLI::detail::expected_max_vector_size : 1)
      ->allow_extra_args(false)
      ->required(argument.required);
  if (!argument.choices.empty()) option->check(CLI::IsMember(strings(argument.choices)));
}

std::unique_ptr<CLI::App> make_parser(const Command& command) {
  auto app = std::make_unique<CLI::App>("", std::string(command.name));
  app->set_help_flag("-h,--help");
  for (const Flag* flag : flags_of(command.name)) add_flag(*app, *flag);
  for (const Argument& argument : command.arguments) add_argument(*app, argument);
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
  for (const Argument& argument : command.arguments) {
    for (const std::string& value : app.get_option(std::string(argument.name))->results()) {
      line.arguments.push_back(value);
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

/// What was meant by the first flag of `arguments` that the command does not have.
std::string flag_suggestion(const std::vector<std::string>& arguments, const Command& command) {
  std::vector<std::string_view> names;
  for (const Flag* flag : flags_of(command.name)) names.push_back(flag->name);
  for (const std::string& argument : arguments) {
    if (argument.rfind("--", 0) != 0) continue;
    const std::string name = argument.substr(2, argument.find('=') - 2);
    if (std::find(names.begin(), names.end(), name) == names.end())
      return did_you_mean(name, names);
  }
  return "";
}

std::variant<CommandLine, NothingToRun> parse(const Command& command,
                                              std::vector<std::string> arguments) {
  const std::unique_ptr<CLI::App> app = make_parser(command);
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app->parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    return NothingToRun{ExitCode::kOk, command_help(command)};
  } catch (const CLI::ExtrasError& error) {
    return refused(error.what() + flag_suggestion(arguments, command), command.name);
  } catch (const CLI::Error& error) {
    return refused(error.what(), command.name);
  }
  return collect(*app, command);
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
    return NothingToRun{ExitCode::kOk, program_help()};
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
