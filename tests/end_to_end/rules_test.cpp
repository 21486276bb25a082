// Which rules there are, why, and what they did: `headwater rules`.
#include <gtest/gtest.h>

#include <string>

#include "base/json.h"
#include "support/golden.h"
#include "support/ingest_fixture.h"
#include "support/schema.h"

namespace headwater::testing {
namespace {

constexpr std::string_view kPack = R"([[rule]]
id = "gull.crossword"
reason = "promotion"
where = "line"
pattern = '''Solve today's crossword[^.]*\.'''
why = "Leads to the crossword."
samples.removes = ["Solve today's crossword on page 12."]
samples.keeps = ["Few could solve today's crossword."]
)";

constexpr std::string_view kWords[] = {"ferry",  "harbor",  "council", "bridge",
                                       "school", "orchard", "library", "tunnel",
                                       "market", "museum",  "clinic",  "garden"};

/// Twelve stories of one outlet on six days, all with its offer (which tries to colour the
/// terminal), half of them with the crossword, and with a report in set words.
class Rules : public IngestFixture {
 protected:
  Rules() {
    std::string lines;
    for (std::size_t i = 0; i < std::size(kWords); ++i) lines += article(i) + "\n";
    folder_.write("articles.jsonl", lines);
    folder_.write("mine.toml", kPack);
    folder_.write("with-set.toml",
                  "[rules]\nboilerplate = [\"built-in\", \"mine.toml\", \"gull.learned.toml\"]\n");
    folder_.write("plain.toml", "[rules]\nboilerplate = [\"built-in\", \"mine.toml\"]\n");
  }

  static std::string article(std::size_t number) {
    const std::string word(kWords[number]);
    const std::string count = std::to_string(number + 3);
    std::string text;
    for (const char* verb : {"opened", "repaired", "painted", "measured", "visited", "praised"}) {
      text += "Neighbors of the " + word + " " + verb + " its " + word + " gate with " + count +
              " helpers from the " + word + " club that week.\n\n";
      if (text.find("painted") == std::string::npos) continue;
      if (text.find("Wear") == std::string::npos)
        text += "Wear \x1b[31mthe gull\x1b[0m on a mug of your own.\n\n";
    }
    if (number % 2 == 0) text += "Solve today's crossword on page " + count + ".\n\n";
    text += "High water at the quay stood at " + std::to_string(100 + 7 * number) + " inches.\n";
    JsonWriter json;
    json.begin_object().key("url").string("https://gull.example/" + word);
    json.key("date").string("2026-03-0" + std::to_string(1 + number % 6));
    json.key("text").string(text).end_object();
    return std::string(json.text());
  }

  ProcessResult rules(std::vector<std::string> words, const char* config = "with-set.toml") const {
    words.insert(words.begin(), "rules");
    words.insert(words.end(), {"--config", (folder_ / config).string()});
    return headwater(words);
  }
  /// As the golden file has it: without the folder of this run.
  std::string told(std::vector<std::string> words) const {
    const ProcessResult result = rules(words);
    EXPECT_EQ(result.exit_code, 0) << words[0] << ": " << result.err;
    std::string text = result.out;
    const std::string folder = folder_.path().string() + "/";
    for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder))
      text.erase(at, folder.size());
    return text;
  }
  void learn() {
    ASSERT_EQ(headwater({"ingest", "--quiet", "--config", (folder_ / "plain.toml").string(),
                         (folder_ / "articles.jsonl").string()})
                  .exit_code,
              0);
    ASSERT_EQ(headwater({"learn", (folder_ / "gull.learned.toml").string()}).exit_code, 0);
    ASSERT_EQ(headwater({"reprocess", "--quiet", "--config", (folder_ / "with-set.toml").string()})
                  .exit_code,
              0);
  }
};

TEST_F(Rules, AreListedShownAndExplained) {
  learn();
  const std::string document = headwater({"documents"}).out.substr(0, 32);
  std::string all;
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"list", "learned"},
                                             {"list", "gull.crossword"},
                                             {"show", "gull.crossword"},
                                             {"explain", "gull.crossword"},
                                             {"explain", "learned.605bd6effb0d"},
                                             {"explain", document}}) {
    for (const bool json : {false, true}) {
      std::vector<std::string> command = words;
      if (json) command.emplace_back("--json");
      all += told(command) + "\n";
    }
  }
  EXPECT_EQ(all.find('\x1b'), std::string::npos);
  expect_golden("rules.txt", all);
}

TEST_F(Rules, EveryLineOfJsonFollowsItsSchema) {
  learn();
  const std::string document = headwater({"documents"}).out.substr(0, 32);
  std::size_t lines = 0;
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"list", "--json"}, {"explain", document, "gull.crossword", "html.hidden", "--json"}}) {
    const std::string text = told(words);
    for (std::size_t begin = 0; begin < text.size(); ++lines) {
      const std::size_t end = text.find('\n', begin);
      const std::string line = text.substr(begin, end - begin);
      const bool explained = line.starts_with(R"({"type":"rule_explanation")");
      EXPECT_EQ(schema_errors(explained ? "rule_explanation" : "rule", line), "") << line;
      begin = end + 1;
    }
  }
  EXPECT_GT(lines, 100U);
}

TEST_F(Rules, ARuleThatIsNoLongerThereIsExplainedFromTheStore) {
  learn();
  const std::string explained = headwater({"rules", "explain", "gull.crossword", "--json"}).out;
  EXPECT_NE(explained.find(R"("kind":null,"in_force":false)"), std::string::npos) << explained;
  EXPECT_NE(explained.find(R"("documents":6,"passages":6)"), std::string::npos) << explained;
}

TEST_F(Rules, WhatIsNotThereIsToldWithTheWayOut) {
  struct Row {
    std::vector<std::string> words;
    int code;
    std::string message;
  };
  for (const Row& row :
       {Row{{"show", "gull.croswsord"}, 1, "did you mean \"gull.crossword\"?"},
        Row{{"explain", "crossword"}, 1, "did you mean one of gull.crossword?"},
        Row{{"explain", "\x1b[31m"}, 1, "\\x1b[31m"}, Row{{"explain", "abcdef"}, 10, "no store"},
        Row{{"show"}, 2, "ids of rules"}, Row{{"explain"}, 2, "ids of rules or documents"},
        Row{{"lst"}, 2, "list"}}) {
    const ProcessResult result = rules(row.words, "plain.toml");
    EXPECT_EQ(result.exit_code, row.code) << row.words.back() << result.err;
    EXPECT_NE(result.err.find(row.message), std::string::npos) << result.err;
    EXPECT_EQ(result.err.find('\x1b'), std::string::npos) << result.err;
  }
  // Why there is a rule can be told without a store.
  EXPECT_NE(rules({"explain", "gull.crossword"}, "plain.toml").out.find("there is no store"),
            std::string::npos);
  EXPECT_EQ(rules({"list"}, "with-set.toml").exit_code, 78);  // the learned set is not there
}

}  // namespace
}  // namespace headwater::testing
