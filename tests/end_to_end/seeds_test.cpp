#include <gtest/gtest.h>
#include <simdjson.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text_lines.h"
#include "stages/catalog.h"
#include "support/stage_runner.h"

namespace headwater {
namespace {

const std::filesystem::path kSeeds = HEADWATER_SOURCE_DIR "/../shared/seeds";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

std::string text_or_empty(simdjson::dom::element value) {
  return value.is_string() ? std::string(std::string_view(value)) : "";
}

std::string value_or_empty(const std::optional<Field>& field) { return field ? field->value : ""; }

/// "reason: passage" of every settled cut but the repetition of the title.
std::vector<std::string> removed_passages(const Article& article, const RuleTable& rules) {
  std::vector<std::string> out;
  for (const Cut& cut : article.edits.cuts()) {
    const RuleInfo& rule = rules.at(cut.rule);
    if (rule.reason == CutReason::kTitleRepeat) continue;
    out.push_back(std::string(reason_name(rule.reason)) + ": " +
                  std::string(trim(slice(article.text, cut.span))));
  }
  return out;
}

std::vector<std::string> expected_passages(simdjson::dom::element seed) {
  std::vector<std::string> out;
  for (const simdjson::dom::element removed : seed["removed"].get_array()) {
    out.push_back(text_or_empty(removed["reason"]) + ": " + text_or_empty(removed["text"]));
  }
  return out;
}

void check_seed(const StageRunner& runner, simdjson::dom::element seed) {
  const std::string name = text_or_empty(seed["file"]);
  SCOPED_TRACE(name);
  Article article = text_arrival("file:///seeds/" + name, read_file(kSeeds / name));
  ASSERT_TRUE(passed(runner.run(article)));
  EXPECT_EQ(article.outlet.id ? article.outlet.name : "", text_or_empty(seed["outlet"]));
  EXPECT_EQ(value_or_empty(article.published_at), text_or_empty(seed["published_at"]));
  EXPECT_EQ(value_or_empty(article.title), text_or_empty(seed["title"]));
  EXPECT_EQ(article.wire && article.wire->syndicated, bool(seed["syndicated"]));
  const std::string cleaned = article.edits.cleaned(article.text);
  const std::string starts = text_or_empty(seed["text_starts"]);
  const std::string ends = text_or_empty(seed["text_ends"]);
  EXPECT_TRUE(cleaned.starts_with(starts)) << cleaned.substr(0, 120);
  EXPECT_TRUE(cleaned.ends_with(ends)) << cleaned.substr(cleaned.size() - 120);
  EXPECT_EQ(removed_passages(article, runner.rules()), expected_passages(seed));
}

TEST(Seeds, ComeOutAsExpected) {
  if (!std::filesystem::exists(kSeeds / "expected.json"))
    GTEST_SKIP() << "no seeds beside the project";
  simdjson::dom::parser parser;
  const std::string expected = read_file(kSeeds / "expected.json");
  const StageRunner runner(stage_kinds());
  for (const simdjson::dom::element seed : parser.parse(expected).get_array())
    check_seed(runner, seed);
}

TEST(Seeds, AnUnknownOutletKeepsItsHints) {
  if (!std::filesystem::exists(kSeeds / "expected.json"))
    GTEST_SKIP() << "no seeds beside the project";
  const StageRunner runner(stage_kinds());
  Article article = text_arrival("file:///seeds/3", read_file(kSeeds / "003_799391bc947c64e2.txt"));
  ASSERT_TRUE(passed(runner.run(article)));
  std::vector<std::string> hosts;
  for (const Evidence& evidence : article.outlet.evidence) {
    EXPECT_EQ(evidence.kind, "mentioned-host");
    EXPECT_EQ(evidence.rule, "natural-news");
    hosts.push_back(evidence.value);
  }
  EXPECT_EQ(hosts,
            (std::vector<std::string>{"brighteon.io", "brighteon.ai", "healthrangerstore.com"}));
}

}  // namespace
}  // namespace headwater
