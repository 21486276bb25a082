#include "net/robots.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/url.h"

namespace headwater {
namespace {

bool allowed(std::string_view robots, std::string_view target,
             std::string_view product = "headwater") {
  return Robots::parse(robots, product).verdict(target).allowed;
}

TEST(Robots, SaysWhichLineDecided) {
  const Robots robots =
      Robots::parse("User-agent: *\nDisallow: /news\n  Allow: /news/open # all\n", "headwater");
  const RobotsVerdict open = robots.verdict("/news/open/1");
  EXPECT_TRUE(open.allowed);
  EXPECT_EQ(open.line, 3U);
  EXPECT_EQ(open.rule, "Allow: /news/open # all");
  EXPECT_EQ(robots.verdict("/news/closed").line, 2U);
  EXPECT_EQ(robots.verdict("/about").line, 0U);
}

TEST(Robots, FollowsTheGroupOfTheProduct) {
  const std::string_view text =
      "User-agent: *\nDisallow: /\n\nUser-agent: Headwater\nUser-agent: OtherBot\nDisallow: /own\n"
      "User-agent: headwater/2.0\nDisallow: /more\n";
  EXPECT_TRUE(allowed(text, "/a"));
  EXPECT_FALSE(allowed(text, "/own"));
  EXPECT_FALSE(allowed(text, "/more"));  // groups of one product are merged
  EXPECT_FALSE(allowed(text, "/a", "thirdbot"));
  EXPECT_TRUE(allowed("User-agent: headwater-images\nDisallow: /\n", "/a"));
  EXPECT_TRUE(allowed("User-agent: headwater\n\nUser-agent: *\nDisallow:\n", "/a"));
}

TEST(Robots, MatchesPatterns) {
  struct Row {
    const char* pattern;
    const char* target;
    bool matched;
  };
  const Row rows[] = {
      {"/a", "/a", true},           {"/a", "/ab", true},
      {"/a", "/b", false},          {"/a$", "/a", true},
      {"/a$", "/ab", false},        {"/*.php", "/x/y.php?z", true},
      {"/*.php$", "/y.php", true},  {"/*.php$", "/y.php5", false},
      {"/*a*b*c", "/xaxbxc", true}, {"/*a*b*c", "/xbxaxc", false},
      {"*", "/anything", true},     {"/a*$", "/abc", true},
      {"/**a", "/xya", true},       {"/ab*bc$", "/abc", false},
      {"/a*ab$", "/aab", true},     {"/%c3%a9", "/%C3%A9", true},
      {"/é", "/%C3%A9", true},      {"/a b/", "/a%20b/c", true},
      {"/a$b", "/a$b", true},
  };
  for (const Row& row : rows) {
    const std::string text = std::string("User-agent: *\nDisallow: ") + row.pattern + "\n";
    EXPECT_EQ(!allowed(text, row.target), row.matched) << row.pattern << " " << row.target;
  }
}

// A rule that spells an address as its owner sees it holds for the address as it is sent.
TEST(Robots, RulesHoldForWhatTheUrlParserEncodes) {
  for (const char* target : {"/s?q={x}", "/s?q=a^b", "/s?q=`", "/s?q='x", "/a b", "/{x}/\"y\""}) {
    const auto url = parse_url("https://kelpbay.example" + std::string(target));
    ASSERT_TRUE(url) << target;
    EXPECT_FALSE(allowed("User-agent: *\nDisallow: " + std::string(target) + "\n", url->target()))
        << target;
  }
}

TEST(Robots, RobotsTxtItselfIsAlwaysAllowed) {
  EXPECT_TRUE(allowed("User-agent: *\nDisallow: /\n", "/robots.txt"));
}

TEST(Robots, ReadsTheDelayAndSitemaps) {
  const Robots robots = Robots::parse(
      "Sitemap: https://kelpbay.example/a.xml\nUser-agent: *\nCrawl-delay: 2.5\nDisallow: /x\n",
      "headwater");
  EXPECT_EQ(robots.crawl_delay(), std::chrono::milliseconds(2500));
  EXPECT_EQ(robots.sitemaps(), std::vector<std::string>{"https://kelpbay.example/a.xml"});
  EXPECT_EQ(Robots::parse("User-agent: *\nCrawl-delay: 1e30\n", "x").crawl_delay(),
            kLongestCrawlDelay);
  for (const char* bad : {"-1", "soon", "nan", ""}) {
    EXPECT_FALSE(
        Robots::parse("User-agent: *\nCrawl-delay: " + std::string(bad), "x").crawl_delay())
        << bad;
  }
}

TEST(Robots, ReadsWhatHasAMarkAndNoRulesFromPages) {
  EXPECT_FALSE(allowed("\xef\xbb\xbfUser-agent: *\nDisallow: /\n", "/a"));
  std::string wide = "\xff\xfe";
  for (const char c : std::string_view("User-agent: *\nDisallow: /\n")) {
    wide += c;
    wide += '\0';
  }
  EXPECT_FALSE(allowed(wide, "/a"));
  EXPECT_TRUE(allowed("<!DOCTYPE html><html><body>Disallow: / nothing</body></html>", "/a"));
}

TEST(Robots, ReadsNoFurtherThanItMust) {
  std::string text = "User-agent: *\n";
  while (text.size() < kMostRobotsBytes) text += "# padding, padding, padding, padding\n";
  EXPECT_TRUE(allowed(text + "Disallow: /\n", "/a"));
}

TEST(Robots, ManyStarsTakeLinearTime) {
  std::string pattern;
  for (int i = 0; i < 2000; ++i) pattern += "*a";
  std::string text = "User-agent: *\n";
  for (int i = 0; i < 100; ++i) text += "Disallow: /" + pattern + "b\n";
  EXPECT_TRUE(allowed(text, "/" + std::string(4000, 'a')));
}

}  // namespace
}  // namespace headwater
