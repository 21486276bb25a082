#include "stages/extract/extract_plain.h"

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "support/stage_fixture.h"

namespace headwater {
namespace {

constexpr std::string_view kProse =
    "The bridge over the harbor was closed for eleven days in March, officials said.";

struct Extracted {
  Article article;
  std::vector<std::string> cuts;  ///< "reason: text"
};

Extracted extract(Article article) {
  const BuiltStage stage(extract_plain_kind());
  EXPECT_TRUE(passed(stage.parallel().process(article)));
  std::vector<std::string> cuts;
  for (const Cut& cut : article.edits.proposed()) {
    cuts.push_back(std::string(reason_name(stage.rules().at(cut.rule).reason)) + ": " +
                   std::string(slice(article.text, cut.span)));
  }
  article.edits.settle(article.text);
  return {std::move(article), std::move(cuts)};
}

Extracted extract(const std::string& text) { return extract(decoded_article(text)); }

std::string value_of(const std::optional<Field>& field) { return field ? field->value : ""; }

using Texts = std::vector<std::string>;

TEST(ExtractPlain, ReadsAllThatStandsAboveTheProse) {
  const auto [article, cuts] = extract(
      "Harbor bridge to open again\n\nBy Jane Doe, Staff writer\nPublished: March 12, 2026\n\n"
      "PORTO (Reuters) - " +
      std::string(kProse) + "\n\nMore.");
  EXPECT_EQ(value_of(article.title), "Harbor bridge to open again");
  EXPECT_EQ(value_of(article.byline), "Jane Doe");
  EXPECT_EQ(value_of(article.published_at), "2026-03-12");
  EXPECT_EQ(value_of(article.dateline), "PORTO");
  EXPECT_EQ(cuts,
            (Texts{"title-repeat: Harbor bridge to open again", "byline: By Jane Doe, Staff writer",
                   "timestamp: Published: March 12, 2026", "dateline: PORTO (Reuters) -"}));
  EXPECT_EQ(article.edits.cleaned(article.text), std::string(kProse) + "\n\nMore.");
}

TEST(ExtractPlain, ASignatureThatNamesNobodyHidesNeitherTitleNorDate) {
  for (const std::string line :
       {"By our correspondent", "By our correspondent in Porto", "Reuters"}) {
    const auto [article, cuts] = extract("Harbor bridge to open again\n\n" + line +
                                         "\nMarch 12, 2026\n\n" + std::string(kProse));
    EXPECT_EQ(value_of(article.title), "Harbor bridge to open again") << line;
    EXPECT_EQ(value_of(article.published_at), "2026-03-12") << line;
    EXPECT_EQ(article.edits.cleaned(article.text), line + "\n\n" + std::string(kProse));
  }
}

TEST(ExtractPlain, EvidencePointsIntoTextAndPayload) {
  const auto [article, cuts] = extract("Harbor bridge to open again\n\n" + std::string(kProse));
  ASSERT_TRUE(article.title);
  const Evidence& evidence = article.title->evidence;
  EXPECT_EQ(evidence.kind, "title-line");
  EXPECT_EQ(evidence.rule, "plain.title");
  EXPECT_EQ(evidence.value, "Harbor bridge to open again");
  EXPECT_EQ(evidence.span, (TextSpan{0, 27}));
  EXPECT_EQ(evidence.raw, (RawSpan{0, 27}));
}

TEST(ExtractPlain, AGivenTitleIsCutWhereItIsRepeated) {
  Article article = decoded_article("HARBOR BRIDGE TO OPEN AGAIN\n" + std::string(kProse));
  article.title = Field{"Harbor bridge to open again", {"json-field", "", {}, {}, "json.title"}};
  const auto [done, cuts] = extract(std::move(article));
  EXPECT_EQ(done.title->evidence.kind, "json-field");
  EXPECT_EQ(cuts, Texts{"title-repeat: HARBOR BRIDGE TO OPEN AGAIN"});
}

TEST(ExtractPlain, AGivenTitleForbidsAnother) {
  Article article = decoded_article("Harbor town in spring light\n\n" + std::string(kProse));
  article.title = Field{"Harbor bridge to open again", {}};
  EXPECT_TRUE(extract(std::move(article)).cuts.empty());
}

TEST(ExtractPlain, InDoubtNothingIsCut) {
  const std::string prose(kProse);
  for (const std::string& text :
       {prose, std::string("By Jane Doe"), std::string("October 21, 2022"),
        "Harbor bridge to open again\n" + prose,                   // no blank line
        std::string("Harbor bridge to open again\n\nA subtitle"),  // no prose
        "A caption\nThe mayor and the bridge today\n\n" + prose, "Why did it close?\n\n" + prose,
        prose + "\n\nBy Jane Doe"}) {  // at the end
    const Extracted extracted = extract(text);
    EXPECT_TRUE(extracted.cuts.empty()) << text;
    EXPECT_FALSE(extracted.article.title) << text;
  }
}

TEST(ExtractPlain, FindsTheDatelineBelowALineThatIsNoTitle) {
  const auto [article, cuts] = extract(
      "Harbor bridge opens, mayor says.\n\nPORTO, Ont., Oct. 4 (ACP) — " + std::string(kProse));
  EXPECT_EQ(value_of(article.dateline), "PORTO, Ont.");
  EXPECT_EQ(cuts, Texts{"dateline: PORTO, Ont., Oct. 4 (ACP) —"});
}

TEST(ExtractPlain, ADatelineFurtherDownIsProse) {
  const std::string prose(kProse);
  EXPECT_TRUE(extract(prose + prose + prose + prose + "\n\nPORTO (ACP) — " + prose).cuts.empty());
}

struct SeedRow {
  std::string name;
  std::string title;
  std::string published_at;
  Texts cuts;
};

TEST(ExtractPlain, Seeds) {
  const SeedRow kRows[] = {
      {"000_70a06589cf447978.txt", "", "2022-10-21", {"metadata: date 2022-10-21"}},
      {"001_7d7e979617e2e350.txt",
       "AMLO asks the US to restore relations with Venezuela",
       "",
       {"title-repeat: AMLO asks the US to restore relations with Venezuela"}},
      {"002_4cf5493533d9a938.txt", "", "", {}},
      {"003_799391bc947c64e2.txt", "", "", {}},
      {"004_3beb3d5ee71508d2.txt", "", "", {}},
  };
  for (const SeedRow& row : kRows) {
    const std::string text = read_seed(row.name);
    if (text.empty()) GTEST_SKIP() << "no seeds beside the project";
    const auto [article, cuts] = extract(text);
    EXPECT_EQ(value_of(article.title), row.title) << row.name;
    EXPECT_EQ(value_of(article.published_at), row.published_at) << row.name;
    EXPECT_EQ(cuts, row.cuts) << row.name;
    EXPECT_FALSE(article.dateline) << row.name;
    EXPECT_FALSE(article.byline) << row.name;
  }
}

}  // namespace
}  // namespace headwater
