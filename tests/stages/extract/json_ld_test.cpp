#include "stages/extract/json_ld.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "stages/extract/json_ld_article.h"
#include "support/page_fixture.h"

namespace headwater {
namespace {

/// The linked data of a page, and what it was read from.
struct Reading {
  std::unique_ptr<Article> article;
  PageMarks marks;
  JsonLd data;

  explicit Reading(const std::string& html) : article(testing::page_article(html)) {
    marks.find(article->page->tree);
    data.read(*article->page, marks);
  }
  LdIndex best() const { return find_ld_article(data, "", ""); }
  std::string headline() const {
    const LdIndex node = data.member(best(), LdKey::kHeadline);
    return node == kNoLd ? "none" : data.line(node);
  }
};

std::string script(const std::string& json) {
  return "<script type='application/ld+json'>" + json + "</script>";
}

struct Row {
  const char* json;
  const char* headline;
  LdRepair repair;
};

TEST(JsonLd, GivesBackWhatHugeScriptsTook) {
  // A comma too much has a script copied to be mended.
  const std::string small = script(R"({"@type":"Article","headline":"A",})");
  const std::string huge = script("{\"name\":\"" + std::string(500'000, 'x') + "\",}");
  Reading reading(small + small + small + huge + huge + huge);
  const std::size_t bytes = reading.data.kept_bytes();
  EXPECT_GT(bytes, 1'500'000U);
  reading.data.shrink();
  EXPECT_EQ(reading.data.kept_bytes(), bytes) << "what is large only is kept";
  EXPECT_EQ(reading.headline(), "A");
  // Of the next page, others are huge.
  const Reading next(huge + huge + huge);
  reading.data.read(*next.article->page, next.marks);
  EXPECT_GT(reading.data.kept_bytes(), std::size_t{4} << 20U);
  reading.data.shrink();
  EXPECT_EQ(reading.data.kept_bytes(), 0U);
}

TEST(JsonLd, ReadsTheFormsPublishersUse) {
  constexpr Row kRows[] = {
      {R"({"@type":"NewsArticle","headline":"A"})", "A", LdRepair::kNone},
      {R"([{"@type":"WebSite","name":"S"},{"@type":["Thing","BlogPosting"],"headline":"A"}])", "A",
       LdRepair::kNone},
      {R"({"@graph":[{"@type":"WebPage","headline":"P"},{"@type":"Article","headline":"A"}]})", "A",
       LdRepair::kNone},
      {R"({"@type":"WebPage","mainEntity":{"@type":"Article","headline":"A"}})", "A",
       LdRepair::kNone},
      {R"({"@type":"http://schema.org/ReportageNewsArticle","headline":"A \u201cq\u201d \/ b"})",
       "A “q” / b", LdRepair::kNone},
      {R"({"@type":"Article","headline":"Salt &amp; <em>Sons<\/em>"})", "Salt & Sons",
       LdRepair::kNone},
      {R"({"author":{"x":[1,{"y":"]"}]},"@type":"Article","headline":"A"})", "A", LdRepair::kNone},
  };
  for (const Row& row : kRows) {
    const Reading reading(script(row.json));
    EXPECT_EQ(reading.headline(), row.headline) << row.json;
    ASSERT_EQ(reading.data.repairs().size(), 1U) << row.json;
    EXPECT_EQ(reading.data.repairs()[0], row.repair) << row.json;
  }
}

TEST(JsonLd, MendsWhatIsHarmless) {
  constexpr Row kRows[] = {
      {"{\"@type\":\"Article\",\"x\":\"a\nb\tc\",\"headline\":\"A\nB\"}", "A B", LdRepair::kMended},
      {R"({"@type":"Article","keywords":["a","b",],"headline":"A",})", "A", LdRepair::kMended},
      {R"(<!-- {"@type":"Article","headline":"A"} -->)", "A", LdRepair::kNone},
      {"//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"A\"}\n//]]>", "A", LdRepair::kNone},
      {R"({"@type":"Article","headline":"A"};)", "A", LdRepair::kNone},
      {R"({"@type":"Article","headline":"It\'s"})", "It's", LdRepair::kNone},
      {"{\"@type\":\"Article\",\"headline\":\"A\",\"x\":\"\xff\"}", "A", LdRepair::kMended},
  };
  for (const Row& row : kRows) {
    const Reading reading("<meta charset=utf-8>" + script(row.json));
    EXPECT_EQ(reading.headline(), row.headline) << row.json;
    ASSERT_EQ(reading.data.repairs().size(), 1U) << row.json;
    EXPECT_EQ(reading.data.repairs()[0], row.repair) << row.json;
  }
}

TEST(JsonLd, KeepsWhatStandsBeforeAFault) {
  const Reading reading(script(R"({"@type":"Article","headline":"A","author":{"name" "B"}})") +
                        script("not json") + script(R"({"@type":"Article","headline":"C"})"));
  EXPECT_EQ(reading.headline(), "A");
  ASSERT_EQ(reading.data.repairs().size(), 3U);
  EXPECT_EQ(reading.data.repairs()[0], LdRepair::kPartly);
  EXPECT_EQ(reading.data.repairs()[2], LdRepair::kNone);
}

TEST(JsonLd, ThePlaceOfAValueIsInThePage) {
  for (const std::string broken : {"", "\n"}) {
    const std::string html =
        "<p>x" + script(R"({"@type":"Article","x":")" + broken + R"(","headline":"A \"b\""})");
    const Reading reading(html);
    const ByteRange place =
        reading.data.place(reading.data.member(reading.best(), LdKey::kHeadline));
    EXPECT_EQ(place.of(html), R"(A \"b\")");
  }
}

TEST(JsonLd, OfSeveralArticlesTheOneOfThePageCounts) {
  const Reading reading(script(
      R"([{"@type":"NewsArticle","headline":"A","url":"https:\/\/heron.example\/a\/"},
          {"@type":"NewsArticle","headline":"B","mainEntityOfPage":{"@id":"http://heron.example/b"}},
          {"@type":"NewsArticle","headline":"The C"}])"));
  const auto chosen = [&](std::string_view address, std::string_view title) {
    return reading.data.line(
        reading.data.member(find_ld_article(reading.data, address, title), LdKey::kHeadline));
  };
  EXPECT_EQ(chosen("", ""), "A");
  EXPECT_EQ(chosen("https://heron.example/b", ""), "B");
  EXPECT_EQ(chosen("https://heron.example/z", "the c"), "The C");
}

TEST(JsonLd, AnIdStandsForTheObjectThatSaysMore) {
  const Reading reading(script(
      R"({"@graph":[{"@type":"Article","author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"Ada"}]})"));
  const LdIndex author = reading.data.member(reading.best(), LdKey::kAuthor);
  const LdIndex person = reading.data.resolve(author);
  EXPECT_EQ(reading.data.line(reading.data.member(person, LdKey::kName)), "Ada");
}

TEST(JsonLd, LimitsHold) {
  std::string deep = R"({"@type":"Article","headline":"A","author":)";
  for (int i = 0; i < 2000; ++i) deep += "[";
  EXPECT_EQ(Reading(script(deep)).headline(), "A");
  std::string wide = "[";
  for (int i = 0; i < 40'000; ++i) wide += R"({"name":"x"},)";
  EXPECT_LE(Reading(script(wide + "1]")).data.nodes().size(), kMostLdNodes);
  std::string many;
  for (int i = 0; i < 100; ++i) many += script(R"({"@type":"Article"})");
  EXPECT_LE(Reading(many).data.repairs().size(), kMostLdBlocks);
  const Reading large(script(R"({"x":")" + std::string(kLongestLdBlock, 'a') + R"("})"));
  ASSERT_EQ(large.data.repairs().size(), 1U);
  EXPECT_EQ(large.data.repairs()[0], LdRepair::kLost);
}

}  // namespace
}  // namespace headwater
