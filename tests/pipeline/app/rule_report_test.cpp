#include "app/rule_report.h"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "support/schema.h"

namespace headwater {
namespace {

const std::string kHostile = "\x1b[31mBuy\x1b[0m \xe2\x80\xae\"now\" \xff";

KnownRule written_rule() {
  KnownRule rule;
  rule.info = {"ad.mug", CutReason::kAd, "Sells a mug."};
  rule.origin = RuleOrigin::kWritten;
  rule.pack = "mine.toml";
  rule.in_force = true;
  rule.written = Rule{};
  rule.written->id = "ad.mug";
  rule.written->pattern = "Buy .*";
  rule.written->max_length = 600;
  rule.written->removes = {{"A mug. Buy two. A cup. Buy it.", {{7, 15}, {23, 30}}, {}},
                           {"Buy.", {}, {}}};
  rule.written->keeps = {{kHostile, {}, {}}};
  rule.written->position = {"mine.toml", 3, 1};
  return rule;
}

KnownRule learned_rule() {
  KnownRule rule;
  rule.info = {"learned.0123456789ab", CutReason::kTemplate, "Printed by gull."};
  rule.origin = RuleOrigin::kLearned;
  rule.pack = "gull.learned.toml";
  rule.learned = LearnedPassage{};
  rule.learned->owner = "gull";
  rule.learned->verdict = Verdict::kFormulaic;
  rule.learned->words = "buy now";
  rule.learned->sample = kHostile;
  rule.learned->documents = 30;
  rule.learned->owner_documents = 120;
  rule.learned->examples = {"8488700eecc66f37e2df3cd25cb34849"};
  return rule;
}

RuleExplanation explanation_of(const KnownRule* rule) {
  RuleExplanation explanation{"ad.mug", "ad", "Sells a mug.", rule, {}, {}, {}};
  const PlacedPassage passage{
      "8488700eecc66f37e2df3cd25cb34849", "https://gull.example/" + kHostile, {10, 20}, kHostile};
  explanation.removed = RuleEffect{true, "ad", "Sells a mug.", 1, 2, 20, {passage}};
  explanation.printed = {passage};
  return explanation;
}

std::string json_of(const std::function<void(JsonWriter&)>& write) {
  JsonWriter json;
  write(json);
  return std::string(json.text());
}

TEST(RuleReport, JsonFollowsItsSchemas) {
  KnownRule own;
  own.info = {"html.hidden", CutReason::kHidden, "Nobody sees it."};
  const KnownRule written = written_rule();
  const KnownRule learned = learned_rule();
  for (const KnownRule* rule : std::vector<const KnownRule*>{&own, &written, &learned}) {
    testing::expect_follows("rule", json_of([&](JsonWriter& json) { write_rule(*rule, json); }));
    testing::expect_follows("rule_explanation", json_of([&](JsonWriter& json) {
                              write_explanation(explanation_of(rule), json);
                            }));
  }
  RuleExplanation bare{"old.rule", "ad", "", nullptr, "8488700eecc66f37e2df3cd25cb34849", {}, {}};
  EXPECT_EQ(json_of([&](JsonWriter& json) { write_explanation(bare, json); }),
            R"({"type":"rule_explanation","rule":"old.rule","kind":null,"in_force":false,)"
            R"("pack":null,"reason":"ad","why":"","document":"8488700eecc66f37e2df3cd25cb34849",)"
            R"("learned":null,"removed":null,"printed":[]})");
}

TEST(RuleReport, SamplesKeepTheirBrackets) {
  const std::string text = rule_text(written_rule());
  EXPECT_NE(text.find("\"A mug. [[Buy two.]] A cup. [[Buy it.]]\""), std::string::npos) << text;
  EXPECT_NE(text.find("mine.toml:3"), std::string::npos) << text;
  const std::string json = json_of([](JsonWriter& out) { write_rule(written_rule(), out); });
  EXPECT_NE(json.find(R"("removed":[[7,15],[23,30]])"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("removed":[[0,4]])"), std::string::npos) << json;
}

TEST(RuleReport, EvidenceOfWhatWasLearned) {
  const std::string text = rule_text(learned_rule());
  for (const char* part : {"30 of 120 documents (25.0 %)", "formulaic: real text", "gull",
                           "8488700eecc66f37e2df3cd25cb34849", "in force  no"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
}

TEST(RuleReport, HostileTextDoesNotReachTheTerminal) {
  const KnownRule written = written_rule();
  const KnownRule learned = learned_rule();
  for (const std::string& text :
       {rule_row(learned), rule_text(written), rule_text(learned),
        explanation_text(explanation_of(&written)), explanation_text(explanation_of(&learned)),
        explanation_text(explanation_of(nullptr))}) {
    for (const char* bad : {"\x1b", "\xe2\x80\xae", "\xff"}) {
      EXPECT_EQ(text.find(bad), std::string::npos) << text;
    }
  }
  EXPECT_EQ(rule_row(learned).find('\n'), std::string::npos);
}

TEST(RuleReport, LongSamplesAreShortenedBetweenCharacters) {
  KnownRule rule = learned_rule();
  rule.learned->sample.clear();
  for (int i = 0; i < 100; ++i) rule.learned->sample += "\xe2\x82\xac";  // the euro sign
  const std::string row = rule_row(rule);
  EXPECT_EQ(row.find("\\x"), std::string::npos) << row;
  EXPECT_LT(row.size(), 250U);
}

}  // namespace
}  // namespace headwater
