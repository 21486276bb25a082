#include "stages/acquire/feed_file.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "stages/acquire/read_folder.h"
#include "support/source_fixture.h"
#include "support/temp_dir.h"

namespace headwater {
namespace {

using testing::SourceFixture;
using testing::TempDir;

const std::string kRss =
    "<?xml version=\"1.0\"?>\n<rss><channel>"
    "<item><link>https://kelpbay.example/a</link><description>one</description></item>"
    "<item><title>no text</title></item>"
    "<item><link>javascript:x</link><description>two</description></item>"
    "</channel></rss>";

std::vector<Arrival> read(const TempDir& dir) {
  SourceFixture fixture(read_folder_kind());
  fixture.set("path", dir.path().string());
  return fixture.read_all();
}

TEST(FeedFile, BringsTheEntriesThatHaveText) {
  const TempDir dir;
  dir.write("news.rss", kRss);
  const auto arrivals = read(dir);
  ASSERT_EQ(arrivals.size(), 2U);
  EXPECT_EQ(arrivals[0].uri, "https://kelpbay.example/a");
  EXPECT_TRUE(arrivals[1].uri.ends_with("/news.rss#entry=3")) << arrivals[1].uri;
  for (const Arrival& arrival : arrivals) {
    ASSERT_TRUE(arrival.container);
    EXPECT_TRUE(arrival.container->uri.ends_with("/news.rss"));
    EXPECT_EQ(arrival.container->payload, sha256(kRss));
    EXPECT_EQ(arrival.payload, slice(kRss, arrival.container->range));
    EXPECT_EQ(arrival.media_type, "application/rss+xml;item");
    EXPECT_EQ(arrival.charset, "UTF-8");
  }
  EXPECT_FALSE(arrivals[0].cursor) << "the file is done only with its last entry";
  EXPECT_TRUE(arrivals[1].cursor);
}

TEST(FeedFile, WithoutTextIsAListing) {
  const TempDir dir;
  dir.write("news.xml", "<rss><channel><item><title>x</title></item></channel></rss>");
  const auto arrivals = read(dir);
  ASSERT_EQ(arrivals.size(), 1U);
  EXPECT_EQ(arrivals[0].aside, DropReason::kListing);
  EXPECT_TRUE(arrivals[0].cursor);
}

TEST(FeedFile, OtherXmlIsNotTakenForOne) {
  const TempDir dir;
  dir.write("a.xml", "<ledger><row/></ledger>");
  dir.write("b.xml", "<html><body><p>A page.</p>");
  dir.write("c.xml", "<?xml version='1.0'?><nitf><body/></nitf>");
  const auto arrivals = read(dir);
  ASSERT_EQ(arrivals.size(), 3U);
  ASSERT_TRUE(arrivals[0].fault);
  EXPECT_EQ(arrivals[0].fault->code, ErrorCode::kBadFeed);
  EXPECT_FALSE(arrivals[2].fault);
  EXPECT_EQ(arrivals[2].media_type, "application/xml");
  EXPECT_FALSE(arrivals[1].fault);
  EXPECT_EQ(arrivals[1].media_type, "text/html");
}

TEST(FeedFile, ACutEntryIsAFault) {
  const TempDir dir;
  dir.write("a.atom", "<feed><entry><summary>one</summary></entry><entry><summary>tw");
  const auto arrivals = read(dir);
  ASSERT_EQ(arrivals.size(), 2U);
  EXPECT_FALSE(arrivals[0].fault);
  ASSERT_TRUE(arrivals[1].fault);
  EXPECT_EQ(arrivals[1].fault->code, ErrorCode::kTruncated);
}

TEST(FeedFile, ACutBetweenEntriesIsAWarning) {
  const TempDir dir;
  dir.write("a.atom", "<feed><entry><summary>one</summary></entry>");
  dir.write("b.atom", "<feed><title>No entries");
  dir.write("c.atom", "<feed><entry><summary>one</summary></entry></feed>");
  const auto arrivals = read(dir);
  ASSERT_EQ(arrivals.size(), 3U);
  for (std::size_t i = 0; i < 2; ++i) {
    ASSERT_TRUE(arrivals[i].warning) << i;
    EXPECT_EQ(arrivals[i].warning->code, ErrorCode::kTruncated) << i;
    EXPECT_FALSE(arrivals[i].fault) << i;
  }
  EXPECT_FALSE(arrivals[2].warning);
}

struct SniffRow {
  std::string bytes;
  bool feed;
};

TEST(FeedFile, ToldByItsBeginning) {
  for (const SniffRow& row : std::vector<SniffRow>{
           {"<rss version='2.0'>", true},
           {"\xEF\xBB\xBF <?xml version='1.0'?><!-- x --><feed xmlns='a'>", true},
           {"<?xml version='1.0'?><rdf:RDF>", true},
           {R"({"version": "https://jsonfeed.org/version/1", "items": []})", true},
           {R"({"text": "a feed"})", false},
           {"<html><p>&lt;rss <rss", false},
           {"", false},
           {"The <rss of the matter", false}}) {
    EXPECT_EQ(begins_like_feed(row.bytes), row.feed) << row.bytes;
  }
}

}  // namespace
}  // namespace headwater
