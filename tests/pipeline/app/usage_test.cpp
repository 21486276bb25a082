#include "app/usage.h"

#include <gtest/gtest.h>

#include "app/command_line.h"

namespace headwater {
namespace {

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// As the man page writes text: hyphens escaped.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '-' ? std::string("\\-") : std::string(1, c);
  return out;
}

TEST(Usage, EveryCommandIsInHelpManPageAndCompletions) {
  for (const Command& command : commands()) {
    EXPECT_TRUE(holds(program_help(), command.summary.substr(0, 40))) << command.name;
    EXPECT_TRUE(holds(man_page(), ".SS " + roff(usage_line(command)))) << command.name;
    EXPECT_TRUE(holds(bash_completion(), "    " + std::string(command.name) + ")"));
    EXPECT_TRUE(holds(zsh_completion(), "'" + std::string(command.name) + ":"));
  }
}

TEST(Usage, EveryFlagIsParsedAndToldOfForEachOfItsCommands) {
  for (const Command& command : commands()) {
    for (const Flag* flag : flags_of(command.name)) {
      const std::string dashed = "--" + std::string(flag->name);
      EXPECT_TRUE(holds(command_help(command), "  " + dashed)) << command.name << dashed;
      EXPECT_TRUE(holds(man_page(), ".B " + roff(flag_term(*flag)) + "\n")) << dashed;
      EXPECT_TRUE(holds(bash_completion(), dashed)) << dashed;
      EXPECT_TRUE(holds(zsh_completion(), dashed)) << dashed;
      EXPECT_TRUE(holds(man_page(), roff(flag->help))) << dashed;
    }
  }
}

TEST(Usage, FlagsNameCommandsThatExist) {
  for (const Flag& flag : flags()) {
    for (const std::string_view command : flag.commands) {
      EXPECT_NE(find_command(command), nullptr) << flag.name << " for " << command;
    }
  }
}

TEST(Usage, HelpOfACommandTellsOfNoForeignFlag) {
  for (const Command& command : commands()) {
    for (const Flag& flag : flags()) {
      if (flag.belongs_to(command.name)) continue;
      EXPECT_FALSE(holds(command_help(command), "  --" + std::string(flag.name) + " "))
          << command.name << " " << flag.name;
    }
  }
}

TEST(Usage, EveryExitCodeIsInHelpAndManPage) {
  for (const ExitMeaning& exit : exit_meanings()) {
    EXPECT_TRUE(holds(man_page(), ".B " + std::to_string(static_cast<int>(exit.code)) + "\n"));
    EXPECT_TRUE(holds(program_help(), exit.meaning.substr(0, 30)));
  }
}

}  // namespace
}  // namespace headwater
