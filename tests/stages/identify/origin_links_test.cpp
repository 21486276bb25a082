#include "stages/identify/origin_links.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/sample_registry.h"

namespace headwater {
namespace {

struct LinkRow {
  const char* uri;
  const char* outlet;
  const char* canonical;
  const char* found;  // the rule, "?" for an outlet without an entry, "" for no evidence
};

TEST(OriginLinks, LeadToOtherHousesOnly) {
  const LinkRow rows[] = {
      {"https://harbor.example/a", "harbor", "https://kelpbay.example/a", "kelp"},
      {"https://harbor.example/a", "harbor", "https://news.kelpbay.example/a", "kelp"},
      {"https://harbor.example/a", "harbor", "https://loor.test/a", "?"},
      {"https://loor.test/a", "", "https://harbor.example/a", "harbor"},
      // Its own, by whatever name.
      {"https://harbor.example/a", "harbor", "https://harbor.example/b", ""},
      {"https://m.harbor.example/a", "harbor", "https://www.harbor.example/a", ""},
      {"https://kelpbay.example/a", "kelp", "https://kelp-archive.example/a", ""},
      {"https://loor.test/a", "", "https://www.loor.example/a", ""},
      {"https://cdn.example/a", "harbor", "https://harbor.example/a", ""},
      {"https://web.archive.org/web/2026/https://loor.test/a", "", "https://loor.test/a", ""},
      {"https://harbor-example.cdn.ampproject.org/a", "", "https://harbor.example/a", ""},
      // Nothing to compare.
      {"https://harbor.example/a", "harbor", "http://my-first-post", ""},
      {"file:///saved/a.html", "", "https://kelpbay.example/a", ""},
      {"https://harbor.example/a", "harbor", "", ""},
  };
  for (const LinkRow& row : rows) {
    Article article;
    article.arrival.uri = row.uri;
    if (*row.outlet != '\0') article.outlet.id = row.outlet;
    const std::string canonical = row.canonical;
    if (!canonical.empty()) {
      article.facts.canonical_uri =
          Field{canonical, {"link", canonical, {}, RawSpan{3, 9}, "link.canonical"}};
    }
    const std::vector<Evidence> found = find_origin_links(article, testing::sample_registry());
    ASSERT_LE(found.size(), 1U);
    const std::string rule = found.empty() ? "" : found[0].rule.empty() ? "?" : found[0].rule;
    EXPECT_EQ(rule, row.found) << row.uri << " " << row.canonical;
    if (found.empty()) continue;
    EXPECT_EQ(found[0].kind, "canonical-link");
    EXPECT_EQ(found[0].value, canonical);
    EXPECT_EQ(found[0].raw, (RawSpan{3, 9}));
  }
}

TEST(OriginLinks, TellWhatAPageIsBasedOn) {
  Article article;
  article.arrival.uri = "https://harbor.example/a";
  article.facts.based_on_uri = Field{"https://kelpbay.example/a", {}};
  const std::vector<Evidence> found = find_origin_links(article, testing::sample_registry());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, "based-on");
  EXPECT_EQ(found[0].rule, "kelp");
}

}  // namespace
}  // namespace headwater
