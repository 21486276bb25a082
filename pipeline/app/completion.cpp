#include <string>

#include "app/display.h"
#include "app/flags.h"
#include "app/usage.h"

namespace headwater {
namespace {

std::string command_names() {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  return join(names, " ");
}

std::string flag_names(const Command& command) {
  std::string out = "--help";
  for (const Flag* flag : flags_of(command.name)) out += " --" + std::string(flag->name);
  return out;
}

std::string first_choices(const Command& command) {
  return command.arguments.empty() ? "" : join(command.arguments.front().choices, " ");
}

/// Text inside single quotes and brackets of a zsh specification.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out;
}

std::string zsh_flag(const Flag& flag) {
  std::string spec = "'--" + std::string(flag.name);
  if (!flag.value_name.empty()) spec += "=";
  spec += "[" + zsh_text(flag.help) + "]";
  if (!flag.choices.empty()) {
    spec += ":" + std::string(flag.value_name) + ":(" + join(flag.choices, " ") + ")";
  } else if (!flag.value_name.empty()) {
    spec += ":" + std::string(flag.value_name) + ":_files";
  }
  return spec + "'";
}

std::string zsh_case(const Command& command) {
  std::string text =
      "    " + std::string(command.name) + ")\n      _arguments '--help[Print help.]'";
  for (const Flag* flag : flags_of(command.name)) text += " \\\n        " + zsh_flag(*flag);
  for (const Argument& argument : command.arguments) {
    const std::string action =
        argument.choices.empty() ? "_files" : "(" + join(argument.choices, " ") + ")";
    text += " \\\n        '" + std::string(argument.repeats ? "*" : "") + ":" +
            std::string(argument.name) + ":" + action + "'";
  }
  return text + " ;;\n";
}

}  // namespace

std::string bash_completion() {
  std::string text =
      "# Completion of headwater for bash, made by: headwater completion bash\n"
      "_headwater() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} names='' "
      "first=''\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    COMPREPLY=($(compgen -W '" +
      command_names() +
      "' -- \"$word\")); return\n  fi\n"
      "  case $before in\n";
  for (const Flag& flag : flags()) {
    if (flag.choices.empty()) continue;
    text += "    --" + std::string(flag.name) + ") COMPREPLY=($(compgen -W '" +
            join(flag.choices, " ") + "' -- \"$word\")); return ;;\n";
  }
  text += "  esac\n  case ${COMP_WORDS[1]} in\n";
  for (const Command& command : commands()) {
    text += "    " + std::string(command.name) + ") names='" + flag_names(command) + "' first='" +
            first_choices(command) + "' ;;\n";
  }
  return text +
         "  esac\n"
         "  case $word in\n"
         "    -*) COMPREPLY=($(compgen -W \"$names\" -- \"$word\")) ;;\n"
         "    *) if [ \"$COMP_CWORD\" -eq 2 ] && [ -n \"$first\" ]; then\n"
         "         COMPREPLY=($(compgen -W \"$first\" -- \"$word\"))\n"
         "       else COMPREPLY=($(compgen -f -- \"$word\")); fi ;;\n"
         "  esac\n}\n"
         "complete -o filenames -F _headwater headwater\n";
}

std::string zsh_completion() {
  std::string text =
      "#compdef headwater\n"
      "# Completion of headwater for zsh, made by: headwater completion zsh\n"
      "_headwater() {\n  local -a names\n  names=(\n";
  for (const Command& command : commands()) {
    text += "    '" + std::string(command.name) + ":" + zsh_text(command.summary) + "'\n";
  }
  text +=
      "  )\n  if (( CURRENT == 2 )); then\n    _describe command names\n    return\n  fi\n"
      "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n";
  for (const Command& command : commands()) text += zsh_case(command);
  return text + "  esac\n}\n_headwater \"$@\"\n";
}

}  // namespace headwater
