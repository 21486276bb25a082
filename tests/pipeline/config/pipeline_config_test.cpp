#include "config/pipeline_config.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "support/temp_dir.h"

namespace headwater {
namespace {

/// A catalog of invented kinds: the configuration must not depend on the real one.
class PipelineConfigTest : public ::testing::Test {
 protected:
  PipelineConfigTest() {
    StageKind shorten;
    shorten.name = "shorten_text";
    shorten.settings = {{"limit", std::int64_t{10}, "bytes", 1, 100},
                        {"strict", false, ""},
                        {"ratio", 0.5, ""},
                        {"words", std::vector<std::string>{}, ""}};
    StageKind count;
    count.name = "count_words";
    stages_ = {shorten, count};
    SourceKind read;
    read.name = "read_shelf";
    read.settings = {{"path", std::string(), ""}};
    read.build = [](const SourceContext&) -> Result<std::unique_ptr<Source>> {
      return Error{ErrorCode::kInternal, "never opened"};
    };
    SourceKind ask;
    ask.name = "ask_library";
    ask.settings = {{"uri", std::string(), ""},
                    {"robots", std::string("pages"), "", 0, 0, {"pages", "all"}}};
    sources_ = {read, ask};
  }

  ConfigOutcome parse(std::string_view text) {
    return parse_config(text, "test.toml", "/srv/news", {stages_, sources_});
  }
  std::string mistakes(std::string_view text) {
    std::string all;
    for (const ConfigMistake& mistake : parse(text).mistakes) all += describe(mistake) + "\n";
    return all;
  }

  std::vector<StageKind> stages_;
  std::vector<SourceKind> sources_;
};

TEST_F(PipelineConfigTest, EmptyFileGivesEveryDefault) {
  const ConfigOutcome outcome = parse("");
  ASSERT_TRUE(outcome.config.has_value());
  EXPECT_EQ(outcome.config->tickets, 512U);
  EXPECT_EQ(outcome.config->origin, "test.toml");
  ASSERT_EQ(outcome.config->stages.size(), 2U);
  EXPECT_EQ(outcome.config->stages[0].settings.integer("limit"), 10);
}

TEST_F(PipelineConfigTest, ValuesAreTakenAndPathsAreRelativeToTheFile) {
  const ConfigOutcome outcome = parse(R"(
[store]
path = "../store"
segment_mb = 2
[run]
workers = 3
memory_mb = 5
[[source]]
name = "shelf"
kind = "read_shelf"
path = "in"
[[stage]]
kind = "shorten_text"
limit = 7
strict = true
ratio = 1
words = ["a", "b"]
)");
  ASSERT_TRUE(outcome.config.has_value());
  const PipelineConfig& config = *outcome.config;
  EXPECT_EQ(config.store, "/srv/store");
  EXPECT_EQ(config.segment_bytes, 2U << 20);
  EXPECT_EQ(config.workers, 3U);
  EXPECT_EQ(config.memory_bytes, 5U << 20);
  EXPECT_EQ(config.sources.at(0).settings.text("path"), "/srv/news/in");
  ASSERT_EQ(config.stages.size(), 1U);
  const Settings& settings = config.stages[0].settings;
  EXPECT_EQ(settings.integer("limit"), 7);
  EXPECT_TRUE(settings.flag("strict"));
  EXPECT_EQ(settings.real("ratio"), 1.0);
  EXPECT_EQ(settings.list("words"), (std::vector<std::string>{"a", "b"}));
}

TEST_F(PipelineConfigTest, EachMistakeHasItsPlaceAndTheWayOut) {
  struct Row {
    std::string_view text, mistakes;
  };
  const Row rows[] = {
      {"[run]\nworker = 1\n",
       "test.toml:2:1: unknown key \"worker\" in [run] (did you mean \"workers\"?)\n"},
      {"[rnu]\n",
       "test.toml:1:2: unknown key \"rnu\" in the configuration (did you mean \"run\"?)\n"},
      {"[run]\nworkers = \"two\"\n",
       "test.toml:2:11: \"workers\" in [run] must be a whole number, not a string\n"},
      {"[run]\ntickets = 0\n",
       "test.toml:2:11: \"tickets\" in [run] must be 1 to 1000000, not 0\n"},
      {"run = 3\n", "test.toml:1:7: \"run\" must be a table: [run]\n"},
      {"[store]\npath = \"\"\n", "test.toml:2:8: \"path\" in [store] must not be empty\n"},
      {"[source]\n", "test.toml:1:1: \"source\" must be a list of tables: [[source]]\n"},
      {"[[stage]]\n", "test.toml:1:1: [[stage]] needs a \"kind\"\n"},
      {"[[stage]]\nkind = \"count_word\"\n",
       "test.toml:2:8: unknown kind \"count_word\" in [[stage]] (did you mean \"count_words\"?); "
       "`headwater stages` lists them\n"},
      {"[[stage]]\nkind = \"count_words\"\n[[stage]]\nkind = \"count_words\"\n",
       "test.toml:4:8: stage \"count_words\" is listed twice\n"},
      {"[[stage]]\nkind = \"shorten_text\"\nlimit = 101\n",
       "test.toml:3:9: \"limit\" in [[stage]] must be 1 to 100, not 101\n"},
      {"[[stage]]\nkind = \"shorten_text\"\nwords = [1]\n",
       "test.toml:3:10: \"words\" in [[stage]] must hold strings only, not a whole number\n"},
      {"[[source]]\nname = \"a\"\nkind = \"read_shelf\"\n",
       "test.toml:1:1: [[source]] needs a \"path\"\n"},
      {"[[source]]\nname = \"a\"\nkind = \"ask_library\"\n",
       "test.toml:1:1: [[source]] of this kind needs a \"uri\"\n"},
      {"[[source]]\nname = \"a\"\nkind = \"ask_library\"\nuri = \"ftp://kelpbay.example/\"\n",
       "test.toml:4:7: \"uri\" must be an http or https address without a password, not "
       "\"ftp://kelpbay.example/\"\n"},
      {"[[source]]\nname = \"a\"\nkind = \"ask_library\"\nuri = \"http://kelpbay.example/\"\n"
       "robots = \"page\"\n",
       "test.toml:5:10: \"robots\" in [[source]] must be one of \"pages\", \"all\", not \"page\" "
       "(did "
       "you mean \"pages\"?)\n"},
      {"[web]\ncontact = \"the desk (night)\"\n",
       "test.toml:2:11: \"contact\" in [web] must be an address such as "
       "https://www.kelpbay.example/bot or desk@kelpbay.example, at most 200 printable ASCII "
       "characters\n"},
      {"[web]\ncontact = \"me\"\n",
       "test.toml:2:11: \"contact\" in [web] must be an address such as "
       "https://www.kelpbay.example/bot or desk@kelpbay.example, at most 200 printable ASCII "
       "characters\n"},
      {"[rules]\nboilerplate = [\"learned\"]\n",
       "test.toml:2:16: /srv/news/learned: No such file or directory; a folder may be empty, but "
       "it "
       "must be there: mkdir /srv/news/learned\n"},
      {"[rules]\nboilerplate = [\"bulit-in\"]\n",
       "test.toml:2:16: /srv/news/bulit-in: No such file or directory (did you mean "
       "\"built-in\"?)\n"},
      {"[rules]\noutlets = [\"no-such.toml\"]\n",
       "test.toml:2:12: /srv/news/no-such.toml: No such file or directory\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(mistakes(row.text), row.mistakes) << row.text;
}

TEST_F(PipelineConfigTest, AllMistakesAreToldAtOnceFromTopToBottom) {
  EXPECT_EQ(mistakes("[stroe]\n[run]\ntickets = true\nworkrs = 1\n"),
            "test.toml:1:2: unknown key \"stroe\" in the configuration (did you mean \"store\"?)\n"
            "test.toml:3:11: \"tickets\" in [run] must be a whole number, not true or false\n"
            "test.toml:4:1: unknown key \"workrs\" in [run] (did you mean \"workers\"?)\n");
}

TEST_F(PipelineConfigTest, TextThatIsNoTomlIsOneMistakeWithItsPlace) {
  const ConfigOutcome outcome = parse("[run\n");
  ASSERT_EQ(outcome.mistakes.size(), 1U);
  EXPECT_FALSE(outcome.config.has_value());
  EXPECT_EQ(outcome.mistakes[0].position.line, 1U);
}

TEST_F(PipelineConfigTest, RuleFilesFollowTheOrderOfTheList) {
  const testing::TempDir folder;
  std::filesystem::create_directory(folder.path() / "packs");
  for (const char* name : {"packs/b.toml", "packs/a.toml", "packs/notes.txt", "own.toml"}) {
    std::ofstream(folder.path() / name) << "# " << name;
  }
  const ConfigOutcome outcome = parse_config("[rules]\nboilerplate = [\"own.toml\", \"packs\"]\n",
                                             "x.toml", folder.path(), {stages_, sources_});
  ASSERT_TRUE(outcome.config.has_value());
  std::string names;
  for (const ConfigFile& file : outcome.config->boilerplate) names += file.text + "\n";
  EXPECT_EQ(names, "# own.toml\n# packs/a.toml\n# packs/b.toml\n");
}

TEST_F(PipelineConfigTest, AFolderOfRulesMayBeEmptyButNotFullOfOtherThings) {
  const testing::TempDir folder;
  std::filesystem::create_directory(folder.path() / "learned");
  const std::string text = "[rules]\nboilerplate = [\"learned\"]\n";
  EXPECT_TRUE(parse_config(text, "x.toml", folder.path(), {stages_, sources_}).config.has_value());
  folder.write("learned/notes.txt", "");
  const ConfigOutcome outcome = parse_config(text, "x.toml", folder.path(), {stages_, sources_});
  ASSERT_EQ(outcome.mistakes.size(), 1U);
  EXPECT_NE(describe(outcome.mistakes[0]).find("no *.toml file"), std::string::npos);
}

TEST_F(PipelineConfigTest, AFileThatCannotBeReadIsNamed) {
  const ConfigOutcome outcome = load_config("/no/such/headwater.toml", {stages_, sources_});
  ASSERT_EQ(outcome.mistakes.size(), 1U);
  EXPECT_EQ(describe(outcome.mistakes[0]), "/no/such/headwater.toml: No such file or directory");
}

TEST_F(PipelineConfigTest, BuiltinConfigurationEqualsTheDefaults) {
  const ConfigOutcome builtin = builtin_config({stages_, sources_});
  ASSERT_TRUE(builtin.config.has_value());
  const PipelineConfig preset;
  EXPECT_EQ(builtin.config->origin, "built-in");
  EXPECT_EQ(builtin.config->store, preset.store);
  EXPECT_EQ(builtin.config->segment_bytes, preset.segment_bytes);
  EXPECT_EQ(builtin.config->workers, preset.workers);
  EXPECT_EQ(builtin.config->tickets, preset.tickets);
  EXPECT_EQ(builtin.config->memory_bytes, preset.memory_bytes);
  EXPECT_EQ(builtin.config->commit_documents, preset.commit_documents);
  EXPECT_EQ(builtin.config->commit_milliseconds, preset.commit_milliseconds);
  EXPECT_EQ(builtin.config->web.contact, preset.web.contact);
  EXPECT_EQ(builtin.config->web.delay_milliseconds, preset.web.delay_milliseconds);
  EXPECT_EQ(builtin.config->web.transfers, preset.web.transfers);
  EXPECT_EQ(builtin.config->web.requests_a_day, preset.web.requests_a_day);
  EXPECT_EQ(builtin.config->web.timeout_seconds, preset.web.timeout_seconds);
  EXPECT_EQ(builtin.config->web.ca_file, preset.web.ca_file);
}

}  // namespace
}  // namespace headwater
