#include "stages/acquire/sitemap.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "archive/gzip.h"

namespace headwater {
namespace {

constexpr std::string_view kUri = "https://www.kelpbay.example/sitemap.xml";

Sitemap parse(std::string_view payload, SitemapReach reach = SitemapReach::kAnywhere) {
  auto read = parse_sitemap(payload, "", kUri, reach);
  EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().message);
  return read ? std::move(*read) : Sitemap{};
}

std::string url(const std::string& inside) { return "<urlset><url>" + inside + "</url></urlset>"; }

struct SuiteRow {
  const char* file;
  SitemapFormat format;
  std::size_t entries;
  const char* first;
  std::size_t refused = 0;
};

// Counted by reading the files.
const std::array kSuite = {
    SuiteRow{"atom.xml", SitemapFormat::kFeed, 1, "http://example.org/2003/12/13/atom03"},
    SuiteRow{"do-not-visit.txt", SitemapFormat::kText, 1,
             "http://www.example.com/do-not-visit-here"},
    SuiteRow{"sitemap-with-bom.txt", SitemapFormat::kText, 2, "http://www.domain.com/page1.html"},
    SuiteRow{"sitemap.badns.xml", SitemapFormat::kUrlSet, 2, "http://www.example.com/1"},
    SuiteRow{"sitemap.index.xml", SitemapFormat::kIndex, 15,
             "https://example.com/sitemap.jss?portalCode=10260&lang=en"},
    SuiteRow{"sitemap.ns.xml", SitemapFormat::kUrlSet, 2, "http://www.example.com/1"},
    SuiteRow{"sitemap.txt", SitemapFormat::kText, 2, "http://www.domain.com/page1.html"},
    SuiteRow{"sitemap.txt.gz", SitemapFormat::kText, 5, "http://www.example.com/"},
    SuiteRow{"xmlSitemap.gz", SitemapFormat::kUrlSet, 5, "http://www.example.com/"},
    SuiteRow{"extension/hebdenbridgetimes-articles-sitemap.xml", SitemapFormat::kUrlSet, 74,
             "http://www.hebdenbridgetimes.co.uk/news/local/"
             "video-tour-de-yorkshire-in-calderdale-1-7242580"},
    SuiteRow{"extension/shinpaideshou-news-sitemap.xml", SitemapFormat::kUrlSet, 3,
             "https://shinpaideshou.wordpress.com/2017/04/25/"
             "job-opening-reischauer-policy-research-fellow/"},
    SuiteRow{"extension/pagemaps-sitemap.xml", SitemapFormat::kUrlSet, 2,
             "http://www.example.com/foo"},
    SuiteRow{"extension/sitemap-images.xml", SitemapFormat::kUrlSet, 1,
             "http://www.example.com/images/some_image_landing_page.html"},
    SuiteRow{"extension/sitemap-links.xml", SitemapFormat::kUrlSet, 3,
             "http://www.example.com/english/"},
    SuiteRow{"extension/sitemap-mobile.xml", SitemapFormat::kUrlSet, 3,
             "http://www.example.com/mobile-friendly-1/"},
    SuiteRow{"extension/sitemap-news.xml", SitemapFormat::kUrlSet, 2,
             "http://www.example.org/business/article55.html"},
    SuiteRow{"extension/sitemap-videos-tvshow.xml", SitemapFormat::kUrlSet, 1,
             "https://example.org/my-tv-show/23/13/"},
    SuiteRow{"extension/sitemap-videos.xml", SitemapFormat::kUrlSet, 3,
             "http://www.example.com/videos/some_video_landing_page.html"},
};

std::string suite_file(const std::string& name) {
  std::ifstream in(
      HEADWATER_SOURCE_DIR "/../shared/suites/crawler-commons/resources/sitemaps/" + name,
      std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  if (!name.ends_with(".gz")) return bytes;
  auto plain = gunzip(bytes, kMaxSitemapBytes);
  return plain ? std::move(plain->bytes) : std::string();
}

TEST(Sitemap, ReadsWhatOthersTestWith) {
  if (suite_file("sitemap.txt").empty()) GTEST_SKIP() << "the suite is not here";
  for (const SuiteRow& row : kSuite) {
    const auto read = parse_sitemap(suite_file(row.file), "", kUri);
    ASSERT_TRUE(read.ok()) << row.file << ": " << read.error().message;
    EXPECT_EQ(read->format, row.format) << row.file;
    EXPECT_EQ(read->refused, row.refused) << row.file;
    EXPECT_EQ(read->note, "") << row.file;
    ASSERT_EQ(read->entries.size(), row.entries) << row.file;
    EXPECT_EQ(read->entries.front().uri, row.first) << row.file;
  }
}

TEST(Sitemap, ReadsEveryFieldOfAnEntry) {
  const Sitemap map = parse(url(
      "<loc>\n https://a.example/x?p=1&q=2 </loc><lastmod>2004-12-23T18:00:15+01:00</lastmod>"
      "<changefreq> Daily</changefreq><priority>0.8</priority>"
      "<image:image><image:loc>https://a.example/i.jpg</image:loc></image:image>"
      "<image:loc>https://a.example/i.jpg</image:loc>"
      "<xhtml:link rel='alternate' hreflang='de' href='https://a.example/de'/>"
      "<xhtml:link rel='alternate' hreflang='xx' href='javascript:x'/>"
      "<news:news><news:publication><news:name>The Kelp</news:name><news:language>en"
      "</news:language></news:publication><news:publication_date>2008-12-23</news:publication_date>"
      "<news:title>A &amp; B\n merge</news:title><news:keywords>one, two ,,</news:keywords>"
      "<news:stock_tickers>NYSE:A, NYSE:B</news:stock_tickers></news:news>"));
  ASSERT_EQ(map.entries.size(), 1U);
  const SitemapEntry& entry = map.entries[0];
  EXPECT_EQ(entry.uri, "https://a.example/x?p=1&q=2");
  EXPECT_EQ(entry.modified_at, "2004-12-23T17:00:15Z");
  EXPECT_EQ(entry.change_frequency, "daily");
  EXPECT_EQ(entry.priority, 0.8);
  ASSERT_EQ(entry.alternates.size(), 1U);
  EXPECT_EQ(entry.alternates[0].language, "de");
  EXPECT_EQ(entry.alternates[0].uri, "https://a.example/de");
  ASSERT_TRUE(entry.news);
  EXPECT_EQ(entry.news->publication, "The Kelp");
  EXPECT_EQ(entry.news->language, "en");
  EXPECT_EQ(entry.news->published_at, "2008-12-23");
  EXPECT_EQ(entry.news->title, "A & B merge");
  EXPECT_EQ(entry.news->keywords, (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(entry.news->stock_tickers, (std::vector<std::string>{"NYSE:A", "NYSE:B"}));
}

TEST(Sitemap, LeavesOutWhatSaysNothingUsable) {
  const Sitemap map =
      parse(url("<loc>https://a.example/</loc><lastmod>soon</lastmod>"
                "<changefreq>often</changefreq><priority>7</priority>"));
  ASSERT_EQ(map.entries.size(), 1U);
  EXPECT_EQ(map.entries[0].modified_at, "");
  EXPECT_EQ(map.entries[0].change_frequency, "");
  EXPECT_FALSE(map.entries[0].priority);
  EXPECT_FALSE(map.entries[0].news);
}

TEST(Sitemap, ReadsTheDatesOfW3c) {
  const std::array<std::array<const char*, 2>, 6> rows = {{
      {"2003-12-31T18:14:55+08:00", "2003-12-31T10:14:55Z"},
      {"2007-04-23T23:25:47.538+10:00", "2007-04-23T13:25:47Z"},
      {"2003-12-31", "2003-12-31"},
      {"2004-02-28T18:14:55-08:00", "2004-02-29T02:14:55Z"},
      {"2003-12", ""},  // Names no day.
      {"2013-01-27-01", ""},
  }};
  for (const auto& [printed, date] : rows) {
    const Sitemap map =
        parse(url("<loc>https://a.example/</loc><lastmod>" + std::string(printed) + "</lastmod>"));
    ASSERT_EQ(map.entries.size(), 1U);
    EXPECT_EQ(map.entries[0].modified_at, date) << printed;
  }
}

struct BrokenRow {
  const char* name;
  std::string payload;
  std::size_t entries;
  std::size_t refused = 0;
  std::size_t repeated = 0;
};

TEST(Sitemap, ReadsBrokenOnes) {
  const std::string one = "<url><loc>https://a.example/1</loc></url>";
  const std::string two = "<url><loc>https://a.example/2</loc></url>";
  const std::array rows = {
      BrokenRow{"junk before", "<br/>junk<urlset>" + one + "</urlset>", 1},
      BrokenRow{"words before", "Warning: <?xml version='1.0'?><urlset>" + one + "</urlset>", 1},
      BrokenRow{"capitals", "<URLSET><URL><LOC>https://a.example/</LOC></URL></URLSET>", 1},
      BrokenRow{"cut off in an address", "<urlset>" + one + "<url><loc>https://a.example/2", 1},
      BrokenRow{"no end of entry",
                "<urlset><url><loc>https://a.example/1</loc><url><loc>https://a.example/2</loc>",
                2},
      BrokenRow{"repeated", "<urlset>" + one + one + two + "</urlset>", 2, 0, 1},
      BrokenRow{"no addresses",
                "<urlset><url/><url><loc>file:///etc/passwd</loc></url><url><loc>javascript:x</loc>"
                "</url>" +
                    one + "</urlset>",
                1, 3},
      BrokenRow{"relative", "<urlset><url><loc>/a</loc></url><url><loc>//b.example/</loc></url>",
                2},
      BrokenRow{"section", "<urlset><url><loc><![CDATA[https://a.example/?a=1&b]]></loc></url>", 1},
      BrokenRow{"rss",
                "<rss><channel><link>https://a.example/</link><item><link>https://a.example/1"
                "</link></item><item><guid>https://a.example/2</guid></item><item>"
                "<guid isPermaLink='false'>x</guid></item></channel></rss>",
                2, 1},
      BrokenRow{"text",
                "https://a.example/1\r\n\r\nnonsense\nhttps://a.example/2\nhttps://a.example/1", 2,
                1, 1},
  };
  for (const BrokenRow& row : rows) {
    const Sitemap map = parse(row.payload);
    EXPECT_EQ(map.entries.size(), row.entries) << row.name;
    EXPECT_EQ(map.refused, row.refused) << row.name;
    EXPECT_EQ(map.repeated, row.repeated) << row.name;
  }
}

TEST(Sitemap, SaysWhetherItIsCut) {
  const std::string one = "<url><loc>https://a.example/1</loc></url>";
  const struct {
    const char* name;
    std::string payload;
    bool cut;
  } rows[] = {
      {"whole", "<urlset>" + one + "</urlset>\n", false},
      {"whole, with a comment behind it", "<urlset>" + one + "</urlset><!-- </url> -->", false},
      {"broken but whole", "<urlset><url><loc>https://a.example/1?a&b</loc></urlset>", false},
      {"broken but whole, in capitals", "<URLSET><url><loc>https://a.example/1</URLSET >", false},
      {"broken but whole, with a prefix",
       "<s:urlset><s:url><s:loc>https://a.example/1?a&b</s:loc></s:url></s:urlset>", false},
      {"cut between entries", "<urlset>" + one, true},
      {"cut in an address", "<urlset>" + one + "<url><loc>https://a.exam", true},
      {"cut in a tag", "<urlset>" + one + "<ur", true},
      {"cut in the last tag", "<urlset>" + one + "</urlset", true},
  };
  for (const auto& row : rows) {
    const Sitemap map = parse(row.payload);
    EXPECT_EQ(map.cut, row.cut) << row.name << ": " << map.note;
    EXPECT_EQ(map.entries.size(), 1U) << row.name;
  }
}

TEST(Sitemap, HoldsAddressesToTheirReach) {
  const std::string payload =
      "https://www.kelpbay.example/a\nhttps://news.kelpbay.example/b\nhttps://other.example/c\n"
      "http://www.kelpbay.example/d\n";
  EXPECT_EQ(parse(payload, SitemapReach::kAnywhere).entries.size(), 4U);
  EXPECT_EQ(parse(payload, SitemapReach::kSameSite).entries.size(), 3U);
  const auto own = parse_sitemap(payload +
                                     "https://www.kelpbay.example/e\n"
                                     "https://www.kelpbay.example/f\n",
                                 "", kUri, SitemapReach::kSameOrigin);
  ASSERT_TRUE(own.ok());
  EXPECT_EQ(own->entries.size(), 3U);
  EXPECT_EQ(own->refused, 3U);
}

TEST(Sitemap, RefusesWhatIsNone) {
  const auto code = [](std::string_view payload) {
    const auto read = parse_sitemap(payload, "", kUri);
    return read ? ErrorCode::kInternal : read.error().code;
  };
  EXPECT_EQ(code(""), ErrorCode::kTruncated);
  EXPECT_EQ(code("<!doctype html><html><body>404"), ErrorCode::kUnsupported);
  EXPECT_EQ(code("Words, and\nmore words:\nhttps://a.example/\n"), ErrorCode::kUnsupported);
  EXPECT_EQ(code(std::string(kMaxSitemapBytes + 1, ' ')), ErrorCode::kTooLarge);
}

TEST(Sitemap, EndsAtTheLimitOfTheProtocol) {
  std::string text;
  for (std::size_t i = 0; i <= kMaxSitemapEntries; ++i) {
    text += "https://a.example/" + std::to_string(i) + "\n";
  }
  const Sitemap map = parse(text);
  EXPECT_EQ(map.entries.size(), kMaxSitemapEntries);
  EXPECT_TRUE(map.more_entries);
  EXPECT_FALSE(parse("https://a.example/").more_entries);
}

}  // namespace
}  // namespace headwater
