#include "base/toml.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(ParseToml, ValuesKeepTheirPlaces) {
  const TomlOutcome outcome =
      parse_toml("a = 1\n[[rule]]\n  id = \"x\"\n  keeps = [\"y\", 2.5]\n", "p.toml");
  ASSERT_TRUE(outcome.root);
  EXPECT_EQ(*outcome.root->find("a")->integer(), 1);
  const TomlTable& rule = *outcome.root->find("rule")->list()->at(0).table();
  EXPECT_EQ(*rule.find("id")->text(), "x");
  EXPECT_EQ(rule.entries[0].position.line, 3U);
  EXPECT_EQ(rule.entries[0].position.column, 3U);
  EXPECT_EQ(rule.find("keeps")->list()->at(1).type_name(), "a number");
  EXPECT_EQ(rule.find("missing"), nullptr);
}

TEST(ParseToml, SyntaxMistakesHaveAPlace) {
  const TomlOutcome outcome = parse_toml("a = 1\nb = = 2\n", "p.toml");
  ASSERT_TRUE(outcome.mistake);
  EXPECT_FALSE(outcome.root);
  EXPECT_EQ(outcome.mistake->position.file, "p.toml");
  EXPECT_EQ(outcome.mistake->position.line, 2U);
  EXPECT_EQ(describe({*outcome.mistake}).substr(0, 9), "p.toml:2:");
}

TEST(ParseToml, RefusesWhatIsNotUtf8AndDeepNesting) {
  EXPECT_TRUE(parse_toml("a = \"\xff\"", "p").mistake);
  EXPECT_TRUE(parse_toml("a = " + std::string(100000, '['), "p").mistake);
}

TEST(ParseToml, AKeyThatIsNoneIsAMistake) {
  for (const char* text :
       {"[(a]\n", "[[(a]]\n", "(a) = 1\n", "a.( = 1\n", "a = {( = 1}\n", "\u00bb{\v"}) {
    EXPECT_TRUE(parse_toml(text, "p").mistake) << text;
  }
}

TEST(DidYouMean, SuggestsOnlyNearNames) {
  EXPECT_EQ(did_you_mean("reson", {"id", "reason", "why"}), " (did you mean \"reason\"?)");
  EXPECT_EQ(did_you_mean("colour", {"id", "reason"}), "");
  EXPECT_EQ(did_you_mean("x", {"id"}), "");
}

}  // namespace
}  // namespace headwater
