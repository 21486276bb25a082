#include "app/command_line.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "app/usage.h"

namespace headwater {
namespace {

std::variant<CommandLine, NothingToRun> parse(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "headwater");
  return parse_command_line(arguments);
}

CommandLine accepted(std::vector<std::string> arguments) {
  auto parsed = parse(std::move(arguments));
  const auto* nothing = std::get_if<NothingToRun>(&parsed);
  EXPECT_EQ(nothing, nullptr) << (nothing != nullptr ? nothing->text : "");
  return nothing != nullptr ? CommandLine{} : std::get<CommandLine>(parsed);
}

TEST(CommandLine, FlagsMayStandAnywhereAfterTheCommand) {
  const CommandLine line = accepted({"ingest", "--store", "s", "a", "--json", "-", "--workers=3"});
  EXPECT_EQ(line.command->name, "ingest");
  EXPECT_EQ(line.arguments, (std::vector<std::string>{"a", "-"}));
  EXPECT_EQ(line.value("store"), "s");
  EXPECT_TRUE(line.has("json"));
  EXPECT_FALSE(line.has("quiet"));
  EXPECT_EQ(line.number("workers"), 3U);
  EXPECT_EQ(line.typed, "headwater ingest --store s a --json - --workers=3");
}

TEST(CommandLine, ArgumentsAreTakenAsTheyAre) {
  EXPECT_EQ(accepted({"extract", "[a,b]", "c d"}).arguments,
            (std::vector<std::string>{"[a,b]", "c d"}));
  EXPECT_EQ(accepted({"trace", "--", "--not a flag"}).arguments,
            (std::vector<std::string>{"--not a flag"}));
  EXPECT_EQ(accepted({"extract", "a", "--json", "b", "--", "-c"}).arguments,
            (std::vector<std::string>{"a", "b", "-c"}));
}

TEST(CommandLine, AFlagWinsOverTheEnvironmentAndThatOverThePreset) {
  ::unsetenv("HEADWATER_LOG_FORMAT");
  EXPECT_EQ(accepted({"status"}).value("log-format"), "text");
  ::setenv("HEADWATER_LOG_FORMAT", "json", 1);
  EXPECT_EQ(accepted({"status"}).value("log-format"), "json");
  EXPECT_EQ(accepted({"status", "--log-format", "text"}).value("log-format"), "text");
  ::unsetenv("HEADWATER_LOG_FORMAT");
}

TEST(CommandLine, WhatIsRefusedSaysWhatWasMeant) {
  struct Row {
    std::vector<std::string> arguments;
    std::string part;
  };
  const Row rows[] = {{{}, "no command given"},
                      {{"exrtact", "a"}, "did you mean \"extract\"?"},
                      {{"extract"}, "FILE is missing"},
                      {{"extract", "a", "--artcle"}, "did you mean \"article\"?"},
                      {{"show", "a", "--article"}, "--article"},
                      {{"trace", "a", "b"}, "one argument too many: \"b\""},
                      {{"export", "--since", "yesterday"}, "--since"},
                      {{"export", "--since", "-1"}, "--since"},
                      {{"trace", "a", "--least", "1.5"}, "--least"},
                      {{"status", "--log-format", "xml"}, "xml"},
                      {{"quarantine", "burn"}, "burn"},
                      {{"completion", "fish"}, "fish"},
                      {{"help", "ingset"}, "did you mean \"ingest\"?"},
                      {{"help", "show", "trace"}, "one argument too many: \"trace\""}};
  for (const Row& row : rows) {
    const auto parsed = parse(row.arguments);
    const auto* nothing = std::get_if<NothingToRun>(&parsed);
    ASSERT_NE(nothing, nullptr) << row.part;
    EXPECT_EQ(nothing->code, ExitCode::kUsage);
    EXPECT_NE(nothing->text.find(row.part), std::string::npos) << nothing->text;
    EXPECT_NE(nothing->text.find("--help"), std::string::npos) << nothing->text;
  }
}

TEST(CommandLine, HelpOfACommandIsReachedBothWays) {
  struct Row {
    std::vector<std::string> arguments;
    std::string text;
  };
  const Row rows[] = {{{"help"}, program_help()},
                      {{"--help"}, program_help()},
                      {{"help", "help"}, program_help()},
                      {{"help", "ingest"}, command_help(*find_command("ingest"))},
                      {{"--help", "ingest"}, command_help(*find_command("ingest"))},
                      {{"ingest", "--help"}, command_help(*find_command("ingest"))}};
  for (const Row& row : rows) {
    const auto parsed = parse(row.arguments);
    const auto* help = std::get_if<NothingToRun>(&parsed);
    ASSERT_NE(help, nullptr) << row.arguments[0];
    EXPECT_EQ(help->code, ExitCode::kOk);
    EXPECT_EQ(help->text, row.text);
  }
}

}  // namespace
}  // namespace headwater
