#include "stages/clean/rule_pack.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

/// The mistakes of a pack with this text, one a line.
std::string mistakes_of(const std::string& text) {
  const std::vector<ConfigFile> files = {{"p.toml", text}};
  return describe(check_rule_packs(files));
}

/// A rule in order but for the lines given, which replace those with the same key.
std::string rule_with(const std::string& key, const std::string& line) {
  const std::vector<std::pair<std::string, std::string>> lines = {
      {"id", "id = \"ad.label\""},
      {"reason", "reason = \"ad\""},
      {"where", "where = \"line\""},
      {"pattern", "pattern = 'Buy [a-z]+'"},
      {"why", "why = \"It sells.\""},
      {"removes", "samples.removes = [\"Buy tea\"]"},
      {"keeps", "samples.keeps = [\"Buy nothing, they said.\"]"}};
  std::string out = "[[rule]]\n";
  for (const auto& [name, text] : lines) out += (name == key ? line : text) + "\n";
  return out;
}

struct Case {
  std::string key;
  std::string line;
  std::string expected;  // among the mistakes; empty: there are none
};

TEST(RulePack, EachMistakeIsNamedWithItsPlace) {
  const std::vector<Case> cases = {
      {"", "", ""},
      {"id", "", "p.toml:1:1: \"id\" is missing"},
      {"id", "id = 7", "p.toml:2:6: \"id\" must be a string"},
      {"id", "id = \"Ad Label\"", "p.toml:2:6: id \"Ad Label\" may hold only"},
      {"reason", "reason = \"adv\"",
       "p.toml:3:10: rule \"ad.label\": unknown reason \"adv\" (did you mean \"ad\"?)"},
      {"reason", "reson = \"ad\"", "p.toml:3:1: unknown key \"reson\" (did you mean \"reason\"?)"},
      {"where", "where = \"page\"",
       "p.toml:4:9: rule \"ad.label\": unknown place \"page\"; known are line, head"},
      {"pattern", "pattern = 'Buy ('",
       "p.toml:5:11: rule \"ad.label\": the pattern is refused: missing )"},
      {"pattern", "pattern = '(?:Buy tea)?'",
       "p.toml:5:11: rule \"ad.label\": the pattern matches the empty text"},
      {"pattern", "pattern = '((a{100}){100}){10}'",
       "p.toml:5:11: rule \"ad.label\": the pattern is refused"},
      {"why", "why = \" \"",
       "p.toml:6:7: rule \"ad.label\": \"why\" must be a string that is not blank"},
      {"why", "why = \"x\"\nmax_length = 0",
       "p.toml:7:14: rule \"ad.label\": \"max_length\" must be"},
      {"removes", "",
       "p.toml:8:1: rule \"ad.label\": needs at least one sample in samples.removes"},
      {"keeps", "samples.keeps = []",
       "p.toml:8:17: rule \"ad.label\": needs at least one sample in samples.keeps"},
      {"removes", "samples.removes = [\"Sell tea\"]",
       "p.toml:7:20: rule \"ad.label\": this sample should lose the whole sample; it loses "
       "nothing"},
      {"keeps", "samples.keeps = [\"Buy milk\"]",
       "p.toml:8:18: rule \"ad.label\": this sample should be kept; it loses \"Buy milk\""},
  };
  for (const Case& row : cases) {
    const std::string found = mistakes_of(rule_with(row.key, row.line));
    EXPECT_NE(found.find(row.expected), std::string::npos) << row.expected << "\nin\n" << found;
    EXPECT_EQ(found.empty(), row.expected.empty()) << found;
  }
}

TEST(RulePack, AllMistakesAreToldAtOnce) {
  const std::string found = mistakes_of(rule_with("reason", "reason = \"x\"") +
                                        rule_with("removes", "samples.removes = [\"Sell tea\"]") +
                                        rule_with("", "") + "color = 1\n[other]\n");
  EXPECT_NE(found.find("p.toml:3:10:"), std::string::npos) << found;
  EXPECT_NE(found.find("p.toml:15:20:"), std::string::npos) << found;
  EXPECT_NE(found.find("unknown key \"color\""), std::string::npos) << found;
  EXPECT_NE(found.find("unknown key \"other\""), std::string::npos) << found;
}

TEST(RulePack, IdsDifferOverAllPacks) {
  const std::vector<ConfigFile> files = {{"a.toml", rule_with("", "")},
                                         {"b.toml", rule_with("", "")}};
  EXPECT_EQ(describe(check_rule_packs(files)),
            "b.toml:1:1: rule \"ad.label\" is there already: ids must differ");
}

TEST(RulePack, ABracketedSampleLosesExactlyWhatIsInBrackets) {
  EXPECT_EQ(mistakes_of(rule_with(
                "removes", "samples.removes = [\"Tea is dear.\\n[[Buy tea]]\\nSo is milk.\"]")),
            "");
  EXPECT_EQ(
      mistakes_of(rule_with("removes", "samples.removes = [\"Tea is dear.\\nBuy [[tea]]\"]")),
      "p.toml:7:20: rule \"ad.label\": this sample should lose \"tea\"; it loses \"Buy tea\"");
}

}  // namespace
}  // namespace headwater
