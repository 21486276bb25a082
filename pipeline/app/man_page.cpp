#include <string>

#include "app/flags.h"
#include "app/usage.h"

namespace headwater {
namespace {

/// Text as roff takes it literally: escapes, hyphens that can be copied, no line read as a request.
std::string literal(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      if (out.empty() && (c == '.' || c == '\'')) out += "\\&";
      out += c;
    }
  }
  return out;
}

std::string section(std::string_view title) { return ".SH " + std::string(title) + "\n"; }

std::string item(std::string_view term, std::string_view text) {
  return ".TP\n.B " + literal(term) + "\n" + literal(text) + "\n";
}

std::string command_section(const Command& command) {
  std::string text = ".SS " + literal(usage_line(command)) + "\n" + literal(command.summary) + "\n";
  for (const Argument& argument : command.arguments) {
    text += item(argument.name, argument_text(argument));
  }
  std::string names;
  for (const Flag* flag : flags_of(command.name)) names += " --" + std::string(flag->name);
  return text + ".PP\nFlags:" + literal(names) + "\n";
}

std::string environment_section() {
  std::string text = section("ENVIRONMENT") +
                     "A flag wins over its variable, a variable over the configuration.\n";
  for (const Flag& flag : flags()) {
    if (!flag.variable.empty()) text += item(flag.variable, "As --" + std::string(flag.name) + ".");
  }
  return text;
}

std::string files_section() {
  return section("FILES") +
         "The first of these that exists is the configuration; paths in it are relative to it. "
         "Without any, the built-in one holds.\n" +
         item("./headwater.toml", "Of the present folder.") +
         item("$XDG_CONFIG_HOME/headwater/headwater.toml", "Of the user (~/.config by default).") +
         item("/etc/headwater/headwater.toml", "Of the machine.");
}

std::string signals_section() {
  return section("SIGNALS") +
         item("SIGINT, SIGTERM",
              "ingest finishes and commits what is in flight, then ends with code 75; a second one "
              "kills it. It may be killed at any instant: the next run goes on from the last "
              "commit.") +
         item("SIGUSR1", "A running command tells on standard error where it stands.");
}

}  // namespace

std::string man_page() {
  std::string text =
      ".TH HEADWATER 1 \"\" \"headwater " + literal(program_version()) + "\" \"User Commands\"\n";
  text += section("NAME") + "headwater \\- a document pipeline that can answer for every byte\n";
  text += section("SYNOPSIS") +
          ".B headwater\n.I COMMAND\n[\\fIARGUMENT\\fR...] [\\fB\\-\\-FLAG\\fR...]\n";
  text += section("DESCRIPTION") +
          "Headwater reads articles, strips syndication boilerplate and advertisements, tags the "
          "outlet, and stores cleaned text with lineage records: each byte of it maps to a range "
          "of the raw bytes as received, and each removed passage has a reason and a rule.\n.PP\n"
          "Data goes to standard output, events and progress to standard error.\n";
  text += section("COMMANDS");
  for (const Command& command : commands()) text += command_section(command);
  text += section("OPTIONS");
  for (const Flag& flag : flags()) text += item(flag_term(flag), flag_text(flag));
  text +=
      item("-h, --help", "Print help; after a command, its help, as headwater help COMMAND does.");
  text += section("EXIT STATUS");
  for (const ExitMeaning& exit : exit_meanings()) {
    text += item(std::to_string(static_cast<int>(exit.code)), exit.meaning);
  }
  return text + environment_section() + files_section() + signals_section();
}

}  // namespace headwater
