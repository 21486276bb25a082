#include "feed/feed_entry.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(FeedEntry, EveryFormatHasAnEntryTypeOfItsOwn) {
  for (const FeedFormat format :
       {FeedFormat::kRss, FeedFormat::kRdf, FeedFormat::kAtom, FeedFormat::kJson}) {
    EXPECT_EQ(format_of_feed_entry(feed_entry_type(format)), format);
  }
  EXPECT_EQ(format_of_feed_entry("application/rss+xml"), std::nullopt);
}

TEST(FeedEntry, TheLongestContentStandsForTheArticle) {
  FeedEntry entry;
  EXPECT_EQ(entry.body(), nullptr);
  entry.summary.value = "A ferry was late, and nobody on the quay was told why.";
  EXPECT_EQ(entry.body(), &entry.summary);
  entry.contents.resize(2);
  EXPECT_EQ(entry.body(), &entry.summary) << "empty contents stand for nothing";
  entry.contents[0].value = "short";
  entry.contents[1].value = "longer";
  EXPECT_EQ(entry.body(), &entry.contents[1]);
}

TEST(FeedEntry, ViaLinksAreAskedForByName) {
  FeedEntry entry;
  entry.links = {{"https://kelpbay.example/a", "alternate", "", "", "", {}},
                 {"https://heron.example/b", "via", "", "", "", {}}};
  EXPECT_EQ(entry.via(), std::vector<std::string>{"https://heron.example/b"});
}

}  // namespace
}  // namespace headwater
