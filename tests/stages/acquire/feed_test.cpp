#include "stages/acquire/feed.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

using namespace std::string_literals;

const std::string kUri = "https://kelpbay.example/feeds/news.xml";

Feed feed_of(const std::string& payload) {
  auto feed = parse_feed(payload, "", "", kUri);
  EXPECT_TRUE(feed.ok()) << (feed ? "" : feed.error().message);
  return feed ? std::move(*feed) : Feed();
}

TEST(Feed, EntriesStandWhereTheirRangesSay) {
  const std::string payload =
      "<?xml version='1.0'?><rss version='2.0'><channel><title>Kelp Bay</title>"
      "<item><title>Ferry late</title><!-- <item> --></item>\n"
      "<item><title><![CDATA[</item> & Co]]></title></item></channel></rss>";
  const Feed feed = feed_of(payload);
  ASSERT_EQ(feed.entries.size(), 2U);
  EXPECT_EQ(slice(payload, feed.entries[0].range),
            "<item><title>Ferry late</title><!-- <item> --></item>");
  EXPECT_EQ(slice(payload, feed.entries[1].range),
            "<item><title><![CDATA[</item> & Co]]></title></item>");
  EXPECT_EQ(feed.entries[1].title.value, "</item> & Co");
  EXPECT_EQ(feed.note, "");
}

TEST(Feed, AnEntryEndsWhereTheNextBegins) {
  const std::string payload =
      "<rss><channel><item><title>one</title><description><p>open<item><title>two</title>";
  const Feed feed = feed_of(payload);
  ASSERT_EQ(feed.entries.size(), 2U);
  EXPECT_EQ(feed.entries[0].range.end, feed.entries[1].range.begin);
  EXPECT_EQ(feed.entries[1].range.end, payload.size());
  EXPECT_FALSE(feed.entries[0].cut);
  EXPECT_TRUE(feed.entries[1].cut);
  EXPECT_NE(feed.note, "");
}

TEST(Feed, SaysWhetherItIsCut) {
  const std::string whole = "<rss><channel><item><title>one</title></item></channel></rss>";
  EXPECT_FALSE(feed_of(whole).cut);
  EXPECT_FALSE(feed_of(whole + "\n<!-- <item> -->").cut);
  EXPECT_FALSE(feed_of("<rss><channel><item><title>one</item></channel></rss>").cut);
  for (std::size_t bytes = whole.find("<item>"); bytes < whole.size(); ++bytes) {
    EXPECT_TRUE(feed_of(whole.substr(0, bytes)).cut) << bytes;
  }
}

TEST(Feed, ReadsWhatRssSays) {
  const Feed feed = feed_of(
      "<rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom' "
      "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>"
      "<channel><title>Kelp Bay</title><link>/</link><language>en-GB</language><ttl>90</ttl>"
      "<a:link rel='self' href='news.xml'/><a:link rel='hub' href='https://hub.example/'/>"
      "<a:link rel='next' href='?page=2'/><skipHours><hour>3</hour><hour>24</hour></skipHours>"
      "<skipDays><day>Sunday</day></skipDays>"
      "<item><title>Q&amp;A</title><link>../a?x=1&copy=2</link><guid isPermaLink='false'>7</guid>"
      "<dc:creator>Ada Brook</dc:creator><pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate>"
      "<description>&lt;p&gt;short</description>"
      "<content:encoded><![CDATA[<p>The ferry &amp; the fog</p>]]></content:encoded>"
      "<source url='https://heron.example/rss'>Heron</source><category>Local</category>"
      "<enclosure url='/p.jpg' type='image/jpeg' length='12'/></item></channel></rss>");
  EXPECT_EQ(feed.link, "https://kelpbay.example/");
  EXPECT_EQ(feed.self, kUri);
  EXPECT_EQ(feed.hub, "https://hub.example/");
  EXPECT_EQ(feed.next_page, kUri + "?page=2");
  EXPECT_EQ(feed.rhythm.seconds, 5400U);
  EXPECT_EQ(feed.rhythm.skip_hours, 1U | 1U << 3U);
  EXPECT_EQ(feed.rhythm.skip_days, 1U);
  ASSERT_EQ(feed.entries.size(), 1U);
  const FeedEntry& entry = feed.entries.front();
  EXPECT_EQ(entry.title.value, "Q&A");
  EXPECT_EQ(entry.link, "https://kelpbay.example/a?x=1&copy=2");
  EXPECT_EQ(entry.id, "7");
  EXPECT_FALSE(entry.id_is_link);
  EXPECT_EQ(entry.authors.at(0).name, "Ada Brook");
  EXPECT_EQ(entry.published.value, "2026-02-03T10:00:00Z");
  EXPECT_EQ(entry.summary.value, "<p>short");
  EXPECT_EQ(entry.body()->value, "<p>The ferry &amp; the fog</p>");
  EXPECT_EQ(entry.source.title, "Heron");
  EXPECT_EQ(entry.source.uri, "https://heron.example/rss");
  EXPECT_EQ(entry.categories, std::vector<std::string>{"Local"});
  EXPECT_EQ(entry.enclosures.at(0).length, 12U);
}

TEST(Feed, ReadsJsonFeed) {
  const std::string payload =
      R"({"version":"https://jsonfeed.org/version/1.1","title":"Kelp","home_page_url":"/",)"
      R"("next_url":"?page=2","items":[ {"id":1,"url":"/a","content_html":"<p>a\u00e9</p>",)"
      R"("authors":[{"name":"Ada"}],"date_published":"2026-02-03T10:00:00Z","tags":["x"]} ]})";
  const Feed feed = feed_of(payload);
  EXPECT_EQ(feed.format, FeedFormat::kJson);
  EXPECT_EQ(feed.version, "1.1");
  EXPECT_EQ(feed.next_page, kUri + "?page=2");
  ASSERT_EQ(feed.entries.size(), 1U);
  const FeedEntry& entry = feed.entries.front();
  EXPECT_EQ(entry.id, "1");
  EXPECT_EQ(entry.link, "https://kelpbay.example/a");
  EXPECT_EQ(entry.body()->value, "<p>a\u00e9</p>");
  EXPECT_EQ(slice(payload, entry.body()->raw), R"(<p>a\u00e9</p>)");
  EXPECT_EQ(entry.authors.at(0).name, "Ada");
  EXPECT_TRUE(slice(payload, entry.range).starts_with(R"({"id":1)"));
  EXPECT_TRUE(slice(payload, entry.range).ends_with(R"(["x"]})"));
}

TEST(Feed, RangesOfUtf16CountInItsBytes) {
  const std::string text = "<rss><channel><item><title>caf\xC3\xA9</title></item></channel></rss>";
  std::string payload = "\xFF\xFE";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\xC3') {
      payload += "\xE9\0"s;
      ++i;
    } else {
      payload += text[i];
      payload += '\0';
    }
  }
  const Feed feed = feed_of(payload);
  ASSERT_EQ(feed.entries.size(), 1U);
  EXPECT_EQ(feed.entries[0].title.value, "café");
  EXPECT_EQ(feed.entries[0].range, (RawSpan{2 + 2 * 14, 2 + 2 * 46}));
  EXPECT_EQ(feed.encoding, Encoding::kUtf16Le);
}

struct RefusedRow {
  std::string name;
  std::string payload;
  ErrorCode code;
};

TEST(Feed, RefusesWhatIsNoFeed) {
  const std::vector<RefusedRow> rows = {
      {"empty", "", ErrorCode::kTruncated},
      {"page", "<!doctype html><html><feed><entry>", ErrorCode::kBadFeed},
      {"words", "Too many requests", ErrorCode::kBadFeed},
      {"json", R"({"error":"no"})", ErrorCode::kBadFeed},
      {"broken json", R"({"version":)", ErrorCode::kBadJson},
      {"large", std::string(kMaxFeedBytes + 1, ' '), ErrorCode::kTooLarge},
  };
  for (const RefusedRow& row : rows) {
    const auto feed = parse_feed(row.payload, "text/html", "", kUri);
    ASSERT_FALSE(feed.ok()) << row.name;
    EXPECT_EQ(feed.error().code, row.code) << row.name << ": " << feed.error().message;
  }
}

}  // namespace
}  // namespace headwater
