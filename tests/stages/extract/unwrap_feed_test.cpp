#include "stages/extract/unwrap_feed.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "feed/feed_entry.h"
#include "stages/extract/extract_html.h"
#include "stages/extract/find_metadata.h"
#include "stages/extract/select_article.h"
#include "support/stage_fixture.h"

namespace headwater {
namespace {

using namespace std::string_literals;

Article entry_of(std::string payload, FeedFormat format = FeedFormat::kRss,
                 std::string charset = "utf-8") {
  Article article;
  article.arrival.uri = "https://kelpbay.example/ferry";
  article.arrival.media_type = feed_entry_type(format);
  article.arrival.charset = std::move(charset);
  article.arrival.container =
      Container{"https://kelpbay.example/feed", {}, {100, 100 + payload.size()}, 0};
  article.arrival.captured_at = *timestamp_from_rfc3339("2026-03-01T00:00:00Z");
  article.arrival.payload = std::move(payload);
  return article;
}

Outcome unwrap(Article& article) {
  return BuiltStage(unwrap_feed_kind()).parallel().process(article);
}

struct Row {
  std::string name;
  FeedFormat format;
  std::string payload;
  std::string media_type;
  std::string bytes;
};

class UnwrapFeed : public ::testing::TestWithParam<Row> {};

TEST_P(UnwrapFeed, TakesTheTextOutOfItsEscaping) {
  const Row& row = GetParam();
  Article article = entry_of(row.payload, row.format);
  ASSERT_TRUE(passed(unwrap(article)));
  EXPECT_TRUE(article.content.inside);
  EXPECT_EQ(article.content.media_type, row.media_type);
  EXPECT_EQ(article.content.bytes, row.bytes);
  EXPECT_TRUE(article.content.map.check(row.payload.size(), row.bytes.size()).ok());
}

INSTANTIATE_TEST_SUITE_P(
    Rows, UnwrapFeed,
    ::testing::Values(
        Row{"cdata", FeedFormat::kRss,
            "<item><description>x</description><content:encoded><![CDATA[<p>A &amp; B</p>]]>"
            "</content:encoded></item>",
            "text/html", "<p>A &amp; B</p>"},
        Row{"escaped", FeedFormat::kRss,
            "<item><description>&lt;p&gt;A &amp;amp; B</description></item>", "text/html",
            "<p>A &amp; B"},
        Row{"escaped_twice", FeedFormat::kRss,
            "<item><description>&amp;lt;p&amp;gt;A&amp;lt;/p&amp;gt;</description></item>",
            "text/html", "<p>A</p>"},
        Row{"plain_lines", FeedFormat::kRss, "<item><description>one\n\ntwo</description></item>",
            "text/plain", "one\n\ntwo"},
        Row{"xhtml", FeedFormat::kAtom,
            "<entry><content type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'>"
            "<h:p>A &amp; B</h:p></h:div></content></entry>",
            "text/html", "<p>A &amp; B</p>"},
        Row{"atom_text", FeedFormat::kAtom,
            "<entry><content type='text'>1 &lt; 2</content></entry>", "text/plain", "1 < 2"},
        Row{"unescaped_markup", FeedFormat::kRss,
            "<item><description><p>A<br>B</description></item>", "text/html", "<p>A<br>B"},
        Row{"json_html", FeedFormat::kJson, R"({"content_html":"<p>caf\u00e9<\/p>"})", "text/html",
            "<p>caf\xC3\xA9</p>"},
        Row{"json_text", FeedFormat::kJson, R"({"content_text":"a\nb"})", "text/plain", "a\nb"}),
    [](const auto& row) { return row.param.name; });

TEST(UnwrapFeedEntry, MetadataHaveTheirPlaces) {
  Article article = entry_of(
      "<item><title>Q&amp;amp;A: &lt;b&gt;Ferry&lt;/b&gt;</title><dc:creator>Ada Brook</dc:creator>"
      "<pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate><dc:language>en-GB</dc:language>"
      "<description>Late.</description></item>");
  ASSERT_TRUE(passed(unwrap(article)));
  ASSERT_TRUE(article.title);
  EXPECT_EQ(article.title->value, "Q&A: Ferry");
  EXPECT_EQ(article.title->evidence.kind, "feed");
  EXPECT_EQ(slice(article.arrival.payload, *article.title->evidence.raw),
            "Q&amp;amp;A: &lt;b&gt;Ferry&lt;/b&gt;");
  EXPECT_EQ(article.byline->value, "Ada Brook");
  EXPECT_EQ(article.published_at->value, "2026-02-03T10:00:00Z");
  EXPECT_EQ(article.published_at->evidence.value, "Tue, 03 Feb 2026 10:00:00 GMT");
  EXPECT_EQ(article.language->value, "en-GB");
  EXPECT_EQ(article.detail, R"({"text":"summary"})");
}

struct DateRow {
  std::string printed;
  std::string value;
  std::string rule;
};

TEST(UnwrapFeedEntry, DatesAreNeverMadeUp) {
  for (const DateRow& row : std::vector<DateRow>{
           {"2026-02-03T23:30:00", "2026-02-03", "unwrap_feed.published_at.no_zone"},
           {"2026-02-03T23:30:00-05:00", "2026-02-04T04:30:00Z", "unwrap_feed.published_at"},
           {"2099-02-03T10:00:00Z", "", ""},
           {"Thu, 01 Jan 1970 00:00:00 GMT", "", ""},
           {"2026-02", "", ""},
           {"soon", "", ""}}) {
    Article article =
        entry_of("<item><pubDate>" + row.printed + "</pubDate><description>x</description></item>");
    ASSERT_TRUE(passed(unwrap(article)));
    EXPECT_EQ(article.published_at ? article.published_at->value : "", row.value) << row.printed;
    EXPECT_EQ(article.published_at ? article.published_at->evidence.rule : "", row.rule);
    EXPECT_EQ(article.detail.find("refused_date") != std::string::npos, row.value.empty());
  }
}

TEST(UnwrapFeedEntry, OtherCharsetsMapToTheirBytes) {
  Article article =
      entry_of("<item><description>caf\xE9</description></item>", FeedFormat::kRss, "windows-1252");
  ASSERT_TRUE(passed(unwrap(article)));
  EXPECT_EQ(article.content.bytes, "caf\xC3\xA9");
  EXPECT_EQ(slice(article.arrival.payload, article.content.map.raw_of(3)), "\xE9");

  std::string wide;
  for (const char c : "<item><title>T</title><description>late</description></item>"s) {
    wide += c;
    wide += '\0';
  }
  article = entry_of(wide, FeedFormat::kRss, "UTF-16LE");
  ASSERT_TRUE(passed(unwrap(article)));
  EXPECT_EQ(article.content.bytes, "late");
  EXPECT_TRUE(article.content.map.check(wide.size(), 4).ok());
  EXPECT_EQ(slice(wide, article.content.map.raw_of(0)), "l\0"s);
  EXPECT_EQ(slice(wide, *article.title->evidence.raw), "T\0"s);
}

// A fragment has no head, no headline and little text: that makes it no error page and no index.
TEST(UnwrapFeedEntry, ShortFragmentsStayArticles) {
  for (const std::string text :
       {"<p>The ferry was late.</p>",
        "<p>The ferry was late on Tuesday, the harbour said.</p><p>\"Fog,\" said Ada Brook, the "
        "harbour master, \"kept us in port.\"</p>",
        "<p>The ferry was late, the harbour said. <a href='https://kelpbay.example/a'>Read "
        "more</a></p>",
        "<img src='a.jpg'><p>Fog kept the ferry in port on Tuesday.</p><p>It sailed at "
        "noon.</p>"}) {
    Article article = entry_of("<item><title>Ferry late</title><description><![CDATA[" + text +
                               "]]></description></item>");
    ASSERT_TRUE(passed(unwrap(article)));
    ASSERT_TRUE(passed(BuiltStage(extract_html_kind()).parallel().process(article)));
    ASSERT_TRUE(passed(BuiltStage(find_metadata_kind()).parallel().process(article)));
    EXPECT_EQ(article.title->value, "Ferry late") << "the feed's title stands";
    EXPECT_TRUE(passed(BuiltStage(select_article_kind()).parallel().process(article)))
        << text << article.detail;
    EXPECT_TRUE(article.edits.proposed().empty()) << text;
  }
}

TEST(UnwrapFeedEntry, SetsAsideWhatIsNoEntry) {
  const auto outcome_of = [](std::string payload, FeedFormat format) {
    Article article = entry_of(std::move(payload), format);
    return unwrap(article);
  };
  EXPECT_EQ(std::get<Quarantined>(outcome_of("<p>x</p>", FeedFormat::kRss)).error.code,
            ErrorCode::kBadFeed);
  EXPECT_EQ(std::get<Quarantined>(outcome_of("[1]", FeedFormat::kJson)).error.code,
            ErrorCode::kBadJson);
  EXPECT_EQ(std::get<Quarantined>(outcome_of(R"({"content_text":"\u0000"})", FeedFormat::kJson))
                .error.code,
            ErrorCode::kBinary);
  EXPECT_EQ(std::get<Dropped>(outcome_of("<item><title>T</title></item>", FeedFormat::kRss)).reason,
            DropReason::kEmpty);
  Article page;
  page.arrival.media_type = "text/html";
  EXPECT_TRUE(passed(unwrap(page)));
  EXPECT_FALSE(page.content.inside);
}

}  // namespace
}  // namespace headwater
