#include <algorithm>
#include <string>
#include <vector>

#include "app/display.h"
#include "app/flags.h"
#include "app/usage.h"

namespace headwater {
namespace {

constexpr std::size_t kTermWidth = 24;
constexpr std::size_t kLineWidth = 96;

/// `text` in lines of at most `kLineWidth`, all but the first indented to the second column.
std::string wrapped(std::string_view text) {
  std::string out;
  std::size_t column = kTermWidth;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (column + end > kLineWidth) {
      out += "\n" + std::string(kTermWidth, ' ');
      column = kTermWidth;
    } else if (!out.empty()) {
      out += ' ';
    }
    out += text.substr(0, end);
    column += end + 1;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string row(const std::string& term, const std::string& text) {
  std::string line = "  " + term;
  const bool fits = line.size() + 2 <= kTermWidth;
  line += fits ? std::string(kTermWidth - line.size(), ' ') : "\n" + std::string(kTermWidth, ' ');
  return line + wrapped(text) + "\n";
}

std::string with_choices(std::string_view help, const std::vector<std::string_view>& choices) {
  return std::string(help) + (choices.empty() ? "" : " One of: " + join(choices, ", ") + ".");
}

}  // namespace

std::string flag_term(const Flag& flag) {
  std::string term = "--" + std::string(flag.name);
  if (!flag.value_name.empty()) term += " " + std::string(flag.value_name);
  return term;
}

std::string flag_text(const Flag& flag) {
  std::string text = with_choices(flag.help, flag.choices);
  if (!flag.preset.empty()) text += " Default: " + std::string(flag.preset) + ".";
  if (!flag.variable.empty()) text += " Also $" + std::string(flag.variable) + ".";
  return text;
}

std::string argument_text(const Argument& argument) {
  return with_choices(argument.help, argument.choices);
}

std::string usage_line(const Command& command) {
  std::string line = "headwater " + std::string(command.name);
  for (const Argument& argument : command.arguments) {
    const std::string name = std::string(argument.name) + (argument.repeats ? "..." : "");
    line += argument.required ? " " + name : " [" + name + "]";
  }
  return line;
}

std::string program_help() {
  std::string text =
      "headwater: a document pipeline that can answer for every byte.\n\n"
      "Usage: headwater COMMAND [ARGUMENT...] [--FLAG...]\n\nCommands:\n";
  for (const Command& command : commands()) {
    text += row(std::string(command.name), std::string(command.summary));
  }
  text += "\nFlags of every command:\n";
  for (const Flag& flag : flags()) {
    if (flag.commands.empty()) text += row(flag_term(flag), flag_text(flag));
  }
  text +=
      row("-h, --help", "Print help; after a command, its help, as `headwater help COMMAND` does.");
  text += "\nExit codes:\n";
  for (const ExitMeaning& exit : exit_meanings()) {
    text += row(std::to_string(static_cast<int>(exit.code)), std::string(exit.meaning));
  }
  return text;
}

std::string command_help(const Command& command) {
  std::string text =
      std::string(command.summary) + "\n\nUsage: " + usage_line(command) + " [--FLAG...]\n";
  if (!command.arguments.empty()) text += "\nArguments:\n";
  for (const Argument& argument : command.arguments) {
    text += row(std::string(argument.name), argument_text(argument));
  }
  text += "\nFlags:\n";
  for (const Flag* flag : flags_of(command.name)) text += row(flag_term(*flag), flag_text(*flag));
  text += row("-h, --help", "Print this help.");
  return text;
}

std::string_view program_version() { return HEADWATER_VERSION; }

}  // namespace headwater
