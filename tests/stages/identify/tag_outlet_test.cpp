#include "stages/identify/tag_outlet.h"

#include <gtest/gtest.h>

#include "config/config_files.h"
#include "html/page.h"

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

/// A page whose text is `blocks`, one a paragraph; the facts are set by the caller.
Article page_at(std::string uri, const std::vector<std::string>& blocks) {
  Article article;
  article.arrival.uri = std::move(uri);
  article.page = borrow_html_page();
  article.page->blocks.assign(blocks.size(), {});
  for (const std::string& block : blocks) {
    if (!article.text.empty()) article.text += "\n\n";
    const std::size_t begin = article.text.size();
    article.text += block;
    article.blocks.push_back({{begin, article.text.size()}, BlockKind::kParagraph});
  }
  return article;
}

Field fact(std::string value) { return {std::move(value), {"meta", "", {}, RawSpan{1, 2}, ""}}; }

void tag(Article& article) {
  static const std::unique_ptr<Stage> stage = stage_with({{"r.toml", std::string(kRegistry)}});
  EXPECT_TRUE(passed(stage->process(article)));
}

TEST(TagOutlet, APageNamesItsPublisher) {
  Article article = page_at("file:///a.html", {"It rained.", "© 2026 The Lantern", "Imprint"});
  article.facts.publisher = fact("The Lantern");
  article.facts.site_name = fact("KBL");
  tag(article);
  EXPECT_EQ(article.outlet.id, "lantern");
  EXPECT_GT(article.outlet.confidence, 0.99);
  EXPECT_EQ(kinds(article), "publisher=The Lantern! site-name=KBL! copyright-line=The Lantern! ");
  EXPECT_EQ(article.outlet.evidence[0].raw, (RawSpan{1, 2}));
}

TEST(TagOutlet, ACanonicalAddressNamesTheOutlet) {
  Article article = page_at("file:///a.html", {"It rained."});
  article.facts.canonical_uri = fact("https://www.kelpbay.example/rain");
  tag(article);
  EXPECT_EQ(article.outlet.id, "kelp-bay-post");
  EXPECT_EQ(kinds(article), "canonical-host=www.kelpbay.example! ");
}

TEST(TagOutlet, ANameAloneIsNotEnoughAtAnotherAddress) {
  Article article = page_at("https://lantern.elsewhere.example/a", {"It rained."});
  article.facts.site_name = fact("The Lantern");
  tag(article);
  EXPECT_FALSE(article.outlet.id);
  EXPECT_EQ(kinds(article), "host=lantern.elsewhere.example? site-name=The Lantern! ");
}

TEST(TagOutlet, ContradictionLowersTheConfidenceOfAPage) {
  Article article = page_at("https://kelpbay.example/a", {"It rained."});
  article.facts.publisher = fact("The Lantern");
  tag(article);
  EXPECT_EQ(article.outlet.id, "kelp-bay-post");
  EXPECT_LT(article.outlet.confidence, 0.6);
  EXPECT_EQ(article.outlet.evidence.size(), 2U);
}

/// A registry in which names are shared, common, owned, and shown by others.
Article tag_among_many(Article article) {
  static const std::unique_ptr<Stage> stage =
      stage_with({{"many.csv",
                   "id,name,kind,domains,aliases,owner,network\n"
                   "metro-north,Metro,national,metro-north.example,,Gull Media,Bay Papers\n"
                   "metro-south,Metro,national,metro-south.example\n"
                   "wharf,The Wharf,local,wharf.example\n"
                   "kelp-post,Kelp Post,local,kelppost.example\n"
                   "tidewire,Tidewire,agency,tidewire.example\n"
                   "heap,Heap News,aggregator,heap.example\n"},
                  {"words.toml", "common_names = [\"Wharf\"]\n"}});
  EXPECT_TRUE(passed(stage->process(article)));
  return article;
}

TEST(TagOutlet, ANameOfManySpeaksOnlyWithOtherEvidence) {
  const auto text = [](std::string uri, std::string line) {
    Article article;
    article.arrival.uri = std::move(uri);
    article.text = "Rain.\n" + std::move(line);
    return article;
  };
  EXPECT_FALSE(tag_among_many(text("file:///a", "\xc2\xa9 2026 Metro")).outlet.id);
  EXPECT_FALSE(tag_among_many(text("file:///a", "Wharf")).outlet.id);
  EXPECT_FALSE(tag_among_many(text("file:///a", "\xc2\xa9 2026 Tidewire Shipping Line")).wire);
  EXPECT_EQ(tag_among_many(text("file:///a", "\xc2\xa9 2026 Kelp Post")).outlet.id, "kelp-post");
  // At an address that nobody registered the text is printed again, by whom is not known.
  EXPECT_FALSE(tag_among_many(text("https://gull.example/", "\xc2\xa9 2026 Kelp Post")).outlet.id);
  const Article alone = tag_among_many(text("https://metro-south.example/", "Rain."));
  const Article agreed =
      tag_among_many(text("https://metro-south.example/", "\xc2\xa9 2026 Metro"));
  EXPECT_EQ(agreed.outlet.id, "metro-south");
  EXPECT_GT(agreed.outlet.confidence, alone.outlet.confidence);
  EXPECT_EQ(agreed.outlet.evidence.back().rule, "metro-south");
}

TEST(TagOutlet, OwnersAndNetworksSpeakForTheirOutlet) {
  Article article = page_at("https://metro-north.example/a", {"It rained."});
  article.facts.publisher = fact("Gull Media Ltd");
  article.facts.site_name = fact("Bay Papers");
  const Article found = tag_among_many(std::move(article));
  EXPECT_EQ(found.outlet.id, "metro-north");
  EXPECT_GT(found.outlet.confidence, 0.95);
  EXPECT_EQ(kinds(found), "host=metro-north.example! owner=Gull Media Ltd! network=Bay Papers! ");
}

TEST(TagOutlet, ASupplierOnAPageDoesNotContradict) {
  Article article = page_at("https://kelppost.example/a", {"It rained.", "\xc2\xa9 Tidewire"});
  const Article found = tag_among_many(std::move(article));
  EXPECT_EQ(found.outlet.id, "kelp-post");
  EXPECT_GE(found.outlet.confidence, 0.95);
}

TEST(TagOutlet, ACanonicalAddressMayBeThatOfTheOriginal) {
  const auto copy = [](std::string uri) {
    Article article = page_at(std::move(uri), {"It rained."});
    article.facts.canonical_uri = fact("https://metro-south.example/rain");
    article.facts.publisher = fact("Kelp Post");
    return article;
  };
  Article named = copy("file:///a.html");
  named.facts.site_name = fact("Kelp Post");
  const Article found = tag_among_many(std::move(named));
  EXPECT_EQ(found.outlet.id, "kelp-post");
  EXPECT_LT(found.outlet.confidence, 0.6);
  EXPECT_EQ(tag_among_many(copy("file:///a.html")).outlet.id, "metro-south");
  Article elsewhere = copy("https://gull.example/a");
  elsewhere.facts.site_name = fact("Kelp Post");
  EXPECT_NE(tag_among_many(std::move(elsewhere)).outlet.id, "kelp-post");
}

TEST(TagOutlet, AnAggregatorShowsWhatOthersPublish) {
  Article shown = page_at("https://heap.example/a", {"It rained."});
  shown.facts.publisher = fact("Kelp Post");
  EXPECT_EQ(tag_among_many(std::move(shown)).outlet.id, "kelp-post");
  EXPECT_EQ(tag_among_many(page_at("https://heap.example/a", {"It rained."})).outlet.id, "heap");
  Article supplied = page_at("https://heap.example/a", {"It rained."});
  supplied.facts.publisher = fact("Tidewire");
  EXPECT_EQ(tag_among_many(std::move(supplied)).outlet.id, "heap");
}

TEST(TagOutlet, LinksAndCutBlocksOfAPageSignNothing) {
  const std::vector<std::string> blocks = {"It rained.", "The Lantern"};
  Article signed_page = page_at("file:///a.html", blocks);
  tag(signed_page);
  EXPECT_EQ(signed_page.outlet.id, "lantern");
  Article linked = page_at("file:///a.html", blocks);
  linked.page->blocks[1].link_bytes = 11;
  tag(linked);
  EXPECT_FALSE(linked.outlet.id);
  Article cut = page_at("file:///a.html", blocks);
  cut.edits.propose({cut.blocks[1].span, 0});
  cut.edits.settle(cut.text);
  tag(cut);
  EXPECT_FALSE(cut.outlet.id);
}

}  // namespace
}  // namespace headwater
