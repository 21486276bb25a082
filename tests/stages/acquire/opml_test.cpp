#include "stages/acquire/opml.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace headwater {
namespace {

TEST(Opml, ReadsFeedsWithTheFoldersTheyLieIn) {
  const auto list = parse_opml(
      "<?xml version='1.0'?><opml version='1.0'><head><title>My  feeds</title></head><body>"
      "<outline text='News'><outline title='Local/near'>"
      "<outline text='Kelp &amp; Bay' type='rss' xmlUrl='https://kelp.example/f?a=1&b=2' "
      "htmlUrl='https://kelp.example/'/></outline>"
      "<outline TEXT='Caf&eacute;' xmlURL='https://cafe.example/f'/></outline>"
      "<outline text='Top' xmlUrl='https://top.example/f'/>"
      "<outline text='Again' xmlUrl='https://top.example/f'/></body></opml>");
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(list->title, "My  feeds");
  EXPECT_EQ(list->repeated, 1U);
  const std::vector<OpmlOutline> expected = {
      {"Kelp & Bay", "https://kelp.example/f?a=1&b=2", "https://kelp.example/", "rss",
       "News/Local-near"},
      {"Caf\u00E9", "https://cafe.example/f", "", "", "News"},
      {"Top", "https://top.example/f", "", "", ""}};
  EXPECT_EQ(list->outlines, expected);
}

TEST(Opml, GivesBackWhatItWrote) {
  const std::vector<OpmlOutline> outlines = {
      {"Plain", "https://plain.example/f", "https://plain.example/", "rss", ""},
      {"<b>\"&amp;'</b> ]]> \u202E", "https://x.example/f?a=1&b=\"2\"", "", "", "news/<i>&\"local"},
      {"Second", "https://y.example/f", "", "atom", "news/<i>&\"local"},
      {"Third", "https://z.example/f", "", "", "news"},
      {"", "https://untitled.example/f", "", "", "other"}};
  const auto list = parse_opml(write_opml("A <title> & more", outlines));
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(list->outlines, outlines);
  EXPECT_EQ(list->title, "A <title> & more");
  EXPECT_EQ(list->note, "");
  EXPECT_TRUE(parse_opml(write_opml("", {}))->outlines.empty());
}

TEST(Opml, WritesNothingThatXmlCannotHold) {
  const std::vector<OpmlOutline> outlines = {
      {"a\x1B[2J\xFF", "https://a.example/\r\nx", "", "", ""}};
  const auto list = parse_opml(write_opml("", outlines));
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(list->note, "");
  ASSERT_EQ(list->outlines.size(), 1U);
  EXPECT_EQ(list->outlines[0].title, "a[2J\uFFFD");
  EXPECT_EQ(list->outlines[0].xml_url, "https://a.example/x");
}

TEST(Opml, KeepsItsLimits) {
  std::string deep = "<opml><body>";
  for (int i = 0; i < 100; ++i) deep += "<outline text='x'>";
  deep += "<outline text='f' xmlUrl='https://f.example/'>";
  const auto list = parse_opml(deep);
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->outlines.size(), 1U);
  EXPECT_EQ(list->outlines[0].category.size(), kMaxOpmlDepth * 2 - 1);
  EXPECT_NE(list->note, "");

  std::string many = "<opml>";
  for (std::size_t i = 0; i <= kMaxOpmlOutlines; ++i) {
    many += "<outline xmlUrl='https://f.example/" + std::to_string(i) + "'/>";
  }
  const auto most = parse_opml(many);
  ASSERT_TRUE(most.ok());
  EXPECT_EQ(most->outlines.size(), kMaxOpmlOutlines);
  EXPECT_TRUE(most->more_outlines);
}

TEST(Opml, RefusesWhatIsNone) {
  EXPECT_EQ(parse_opml("").error().code, ErrorCode::kTruncated);
  EXPECT_EQ(parse_opml("<rss/>").error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(parse_opml("words").error().code, ErrorCode::kUnsupported);
}

}  // namespace
}  // namespace headwater
