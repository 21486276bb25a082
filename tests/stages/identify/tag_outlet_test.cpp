#include "stages/identify/tag_outlet.h"

#include <gtest/gtest.h>

#include "config/config_files.h"

namespace headwater {
namespace {

constexpr std::string_view kRegistry = R"(
[[outlet]]
id = "lantern"
name = "The Lantern"
aliases = ["KBL"]
domains = ["lantern.example"]
kind = "newspaper"
[[outlet]]
id = "kelp-bay-post"
name = "Kelp Bay Post"
domains = ["kelpbay.example"]
kind = "newspaper"
[[outlet]]
id = "tidewire"
name = "Tidewire"
domains = ["tidewire.example"]
kind = "agency"
)";

std::unique_ptr<Stage> stage_with(const std::vector<ConfigFile>& files) {
  const Settings settings;
  RuleTable rules;
  Result<AnyStage> built = tag_outlet_kind().build({settings, {}, files, rules});
  EXPECT_TRUE(built.ok()) << (built.ok() ? "" : built.error().message);
  return std::move(std::get<std::unique_ptr<Stage>>(*built));
}

Article tagged(std::string uri, std::string text) {
  static const std::unique_ptr<Stage> stage = stage_with({{"r.toml", std::string(kRegistry)}});
  Article article;
  article.arrival.uri = std::move(uri);
  article.text = std::move(text);
  EXPECT_TRUE(passed(stage->process(article)));
  return article;
}

std::string kinds(const Article& article) {
  std::string out;
  for (const Evidence& evidence : article.outlet.evidence) {
    out += evidence.kind + "=" + evidence.value + (evidence.rule.empty() ? "? " : "! ");
  }
  return out;
}

struct Case {
  std::string uri;
  std::string text;
  std::string outlet;    // id, empty: unknown
  std::string evidence;  // as `kinds` prints it
};

TEST(TagOutlet, EachKindOfEvidence) {
  const std::string file = "file:///a.txt";
  const std::string body =
      "It rained on the bay, and the ferry stayed in port until the evening tide came in.\n\n";
  const std::vector<Case> cases = {
      {"https://www.kelpbay.example/a", body, "kelp-bay-post", "host=www.kelpbay.example! "},
      {"https://news.other.example/a", body, "", "host=news.other.example? "},
      {file, body, "", ""},
      {file,
       body + "(This story has not been edited by Lantern staff and is auto-generated from a "
              "syndicated feed.)",
       "lantern", "syndication-notice=The Lantern! "},
      {file,
       body + "(This story has not been edited by KBL's editorial team and is auto-generated from "
              "a syndicated feed.)",
       "lantern", "syndication-notice=The Lantern! "},
      {file,
       body +
           "This story has not been edited by Gull staff and is published from a syndicated feed",
       "", "syndication-notice=gull? "},
      {file, body + "\xc2\xa9 2026 Kelp Bay Post. All rights reserved.", "kelp-bay-post",
       "copyright-line=Kelp Bay Post! "},
      {file, body + "Copyright 2019-2026 by The Lantern Ltd", "lantern",
       "copyright-line=The Lantern! "},
      {file, body + "\xc2\xa9 2026 Gull Media Ltd. All rights reserved.", "",
       "copyright-line=Gull Media Ltd? "},
      {file, body + "Copyright law is old, and the lantern is older.", "", ""},
      {file, body + "He read: \"\xc2\xa9 2026 Kelp Bay Post\".", "", ""},
      {file, body + "Kelp Bay Post", "kelp-bay-post", "signature-line=Kelp Bay Post! "},
      {file, body + "\xe2\x80\x94 The Lantern", "lantern", "signature-line=The Lantern! "},
      {file, "Kelp Bay Post is a newspaper.\n" + body, "", ""},
      {file, "Shop at GullShop.com or Gull.AI today. It ends.Then rain.", "",
       "mentioned-host=gullshop.com? mentioned-host=gull.ai? "},
      {file, "Write to a@gull.com.", "", ""},
  };
  for (const Case& row : cases) {
    const Article article = tagged(row.uri, row.text);
    EXPECT_EQ(article.outlet.id.value_or(""), row.outlet) << row.text;
    EXPECT_EQ(kinds(article), row.evidence) << row.text;
  }
}

TEST(TagOutlet, AgreementRaisesAndContradictionLowersConfidence) {
  const std::string notice =
      "(This story has not been edited by Lantern staff and is auto-generated from a syndicated "
      "feed.)";
  const double alone = tagged("https://lantern.example/", "Rain.").outlet.confidence;
  const double agreed = tagged("https://lantern.example/", "Rain.\n" + notice).outlet.confidence;
  const Article doubted = tagged("https://kelpbay.example/", "Rain.\n" + notice);
  EXPECT_GT(agreed, alone);
  EXPECT_EQ(doubted.outlet.id, "kelp-bay-post");
  EXPECT_LT(doubted.outlet.confidence, alone);
  EXPECT_EQ(doubted.outlet.evidence.size(), 2U);
  const Article tie = tagged("file:///a", "Rain.\nThe Lantern\nKelp Bay Post");
  EXPECT_FALSE(tie.outlet.id);
}

TEST(TagOutlet, ANoticeMarksTheTextAsSyndicated) {
  const std::string notice =
      "(This story has not been edited by Lantern staff and is auto-generated from a syndicated "
      "feed.)";
  const Article article = tagged("file:///a", "Rain. " + notice);
  ASSERT_TRUE(article.wire);
  EXPECT_TRUE(article.wire->syndicated);
  EXPECT_FALSE(article.wire->agency);
  ASSERT_TRUE(article.wire->evidence.at(0).span);
  EXPECT_EQ(slice(article.text, *article.wire->evidence[0].span), notice);
  EXPECT_FALSE(tagged("file:///a", "Half of it comes from a syndicated feed.\nThe Lantern").wire);
}

TEST(TagOutlet, AnAgencySuppliesAndIsNotTheOutlet) {
  const Article copy = tagged("https://kelpbay.example/", "Rain.\n\xc2\xa9 2026 Tidewire");
  EXPECT_EQ(copy.outlet.id, "kelp-bay-post");
  ASSERT_TRUE(copy.wire);
  EXPECT_EQ(copy.wire->agency, "Tidewire");
  const Article own = tagged("https://tidewire.example/", "Rain.\n\xc2\xa9 2026 Tidewire");
  EXPECT_EQ(own.outlet.id, "tidewire");
  EXPECT_FALSE(own.wire);
  EXPECT_FALSE(tagged("file:///a", "Rain.\n\xc2\xa9 2026 Tidewire").outlet.id);
}

TEST(TagOutlet, TheAgencyInTheDatelineSupplies) {
  const std::unique_ptr<Stage> stage = stage_with({{"r.toml", std::string(kRegistry)}});
  Article article;
  article.arrival.uri = "https://lantern.example/";
  article.text = "KELP BAY (Tidewire) - Rain.";
  article.dateline =
      Field{"KELP BAY", {"dateline", "KELP BAY (Tidewire) -", TextSpan{0, 21}, std::nullopt, ""}};
  stage->process(article);
  EXPECT_EQ(article.outlet.id, "lantern");
  ASSERT_TRUE(article.wire);
  EXPECT_EQ(article.wire->agency, "Tidewire");
  EXPECT_FALSE(article.wire->syndicated);
}

TEST(TagOutlet, EvidenceOfARecordCounts) {
  const std::unique_ptr<Stage> stage = stage_with({{"r.toml", std::string(kRegistry)}});
  Article article;
  article.text = "Rain.";
  article.outlet.evidence.push_back({"json-field", "the lantern", std::nullopt, std::nullopt, ""});
  stage->process(article);
  EXPECT_EQ(article.outlet.id, "lantern");
}

TEST(ShippedOutlets, AreInOrder) {
  const std::vector<ConfigFile> files = builtin_config_files("config/outlets/");
  ASSERT_GE(files.size(), 5U);
  EXPECT_EQ(describe(check_outlet_files(files)), "");
}

}  // namespace
}  // namespace headwater
