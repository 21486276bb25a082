// Other projects' cases for robots.txt. A case that comes out otherwise here stands in a table with
// its reason; one that stands there and no longer departs fails.

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "net/robots.h"

namespace headwater {
namespace {

namespace fs = std::filesystem;

const fs::path kSuites = HEADWATER_SOURCE_DIR "/../shared/suites";

/// The bytes that a Latin-1 string in UTF-8 stands for.
std::string bytes_of(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte < 0x80) {
      out += utf8[i];
    } else {
      out += static_cast<char>((byte << 6U) | (static_cast<unsigned char>(utf8[++i]) & 0x3fU));
    }
  }
  return out;
}

/// Path and query of an address as they stand: the suite's are not encoded.
std::string target_of(std::string_view address) {
  const std::size_t host = address.find("//");
  const std::size_t path = address.find_first_of("/?", host == address.npos ? 0 : host + 2);
  if (path == address.npos) return "/";
  return (address[path] == '?' ? "/" : "") + std::string(address.substr(path));
}

struct Departure {
  int line;  ///< Of robotstxt-cases.jsonl, from 1.
  const char* test;
  const char* reason;
};
constexpr std::array kDepartures = {
    Departure{79, "GoogleOnly_IndexHTMLisDirectory",
              "\"Allow: /a/index.html\" allows that page; RFC 9309 knows no names of start pages"},
    Departure{
        84, "GoogleOnly_LineTooLong",
        "the rule is longer than Google's 16,664 bytes and is obeyed as a whole: 500 KiB bound "
        "it"},
    Departure{87, "GoogleOnly_LineTooLong",
              "the same with two rules that allow: what the tail of a long line says counts"},
};

TEST(RobotsSuite, AgreesWithGooglesParserCaseByCase) {
  const fs::path file = kSuites / "robotstxt-cases.jsonl";
  if (!fs::exists(file)) GTEST_SKIP() << "needs ../shared";
  simdjson::dom::parser parser;
  std::ifstream in(file);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    const simdjson::dom::element row = parser.parse(line);
    const std::string robots = bytes_of(std::string_view(row["robots_latin1"]));
    const std::string agent = bytes_of(std::string_view(row["ua_latin1"]));
    const std::string address = bytes_of(std::string_view(row["url_latin1"]));
    ++number;
    const bool got = Robots::parse(robots, agent).verdict(target_of(address)).allowed;
    const auto* departure = std::find_if(kDepartures.begin(), kDepartures.end(),
                                         [&](const Departure& d) { return d.line == number; });
    const bool departs = departure != kDepartures.end();
    if (departs) {
      EXPECT_EQ(std::string_view(row["test"]), departure->test) << number;
    }
    EXPECT_EQ(got != bool(row["allowed"]), departs)
        << "case " << number << ": " << line.substr(0, 400) << (departs ? departure->reason : "");
  }
  EXPECT_EQ(number, 145);
}

struct FileRow {
  const char* file;
  const char* product;
  const char* target;
  bool allowed;
  std::uint64_t line;  ///< Of the rule that decides; 0: none does.
};
// Every file of the suite. What a row expects is what RFC 9309 says of the file; where the suite, a
// comment in the file or the standard sees it otherwise, the row says so.
constexpr std::array kFileRows = {
    FileRow{"astore.amazon.com-robots.txt", "mybot", "/", true, 0},
    FileRow{"crawl-delay-group-merging.txt", "mybot", "/private/a", false, 20},
    FileRow{"crawl-delay-group-merging.txt", "yourbot", "/private/a", false, 20},
    FileRow{"crawl-delay-group-merging.txt", "yourbot", "/login/", false, 26},
    // The file's comment has line 26 apply to mybot too, but no group of mybot holds it (2.2.1).
    FileRow{"crawl-delay-group-merging.txt", "mybot", "/login/", true, 0},
    FileRow{"crawl-delay-group-merging.txt", "otherbot", "/private/a", true, 23},
    // A token has no digits (2.2.1): bot1 to bot4 are all "bot". Slips of the keyboard are read as
    // what they mean. RFC 9309 passes over unknown lines (2.2.4), which would fetch what an owner
    // meant to keep.
    FileRow{"directive-typos-robots.txt", "bot", "/desallow/", false, 2},
    FileRow{"directive-typos-robots.txt", "bot", "/dissalow/", false, 3},
    FileRow{"directive-typos-robots.txt", "bot", "/useragent/", false, 6},
    FileRow{"directive-typos-robots.txt", "bot", "/useg-agent/", false, 9},
    FileRow{"directive-typos-robots.txt", "bot", "/useragent-no-colon/", false, 12},
    FileRow{"directive-typos-robots.txt", "bot", "/other/", true, 0},
    FileRow{"dos-line-endings.txt", "mybot", "/", true, 0},
    // The draft's Request-rate and Visit-time are no records of RFC 9309.
    FileRow{"extended-standard-robots.txt", "bot", "/", true, 0},
    FileRow{"extension-robots.txt", "mybot", "/private/a", false, 8},
    FileRow{"extension-robots.txt", "mybot", "/secret/", true, 0},
    FileRow{"extension-robots.txt", "otherbot", "/admin/", false, 15},
    FileRow{"extension-robots.txt", "otherbot", "/private/a", true, 0},
    FileRow{"extension-robots.txt", "thirdbot", "/private/a", true, 2},
    FileRow{"extensions-group-merging.txt", "mybot", "/private/a", false, 17},
    FileRow{"extensions-group-merging.txt", "yourbot", "/private/a", false, 17},
    FileRow{"extensions-group-merging.txt", "mybot", "/login/", false, 26},
    FileRow{"extensions-group-merging.txt", "yourbot", "/login/", false, 26},
    FileRow{"extensions-group-merging.txt", "mybot", "/public/", true, 0},
    FileRow{"extensions-group-merging.txt", "otherbot", "/llms.txt", true, 11},
    FileRow{"extensions-group-merging.txt", "otherbot", "/public/", false, 20},
    // Blanks before a colon and a forgotten colon are forgiven, as Google's parser forgives them.
    FileRow{"format-errors-robots.txt", "bot", "/whitespace-before-colon", true, 9},
    FileRow{"format-errors-robots.txt", "bot", "/whitespace-before-colon/", false, 2},
    FileRow{"format-errors-robots.txt", "bot", "/no-colon/", false, 3},
    FileRow{"format-errors-robots.txt", "bot", "/no-colon-useragent/", false, 6},
    FileRow{"format-errors-robots.txt", "bot", "/a", false, 10},
    FileRow{"format-errors-robots.txt", "otherbot", "/whitespace-before-colon/", true, 0},
    FileRow{"malformed-path.txt", "mybot", "/wiki/Wikipedia_talk:Mediation_Committee/", false, 3},
    FileRow{"malformed-path.txt", "mybot", "/wiki/Wikipedia_talk%3Mediation_Committee/", false, 4},
    FileRow{"malformed-path.txt", "mybot", "/wiki/", true, 0},
    FileRow{"many-user-agents.txt", "wget", "/", false, 381},
    FileRow{"many-user-agents.txt", "foobot", "/a", false, 381},
    FileRow{"many-user-agents.txt", "mybot", "/", true, 0},
    FileRow{"many-user-agents.txt", "mybot", "/translate/a", false, 384},
    FileRow{"merge-rules.txt", "testy", "/foo/bar", false, 2},
    FileRow{"merge-rules.txt", "curl", "/ckh/bar", false, 5},
    // The two groups of wget are one; of two rules of one length the one that allows counts
    // (2.2.2).
    FileRow{"merge-rules.txt", "wget", "/foo/bar", true, 8},
    FileRow{"merge-rules.txt", "wget", "/tmp/bar", false, 13},
    FileRow{"merge-rules.txt", "wget", "/ckh/bar", true, 14},
    FileRow{"merge-rules.txt", "mybot", "/foo/bar", false, 12},
    FileRow{"precedence-of-rules.txt", "testy", "/foo", false, 2},
    // "/foo/bar" has 8 bytes, "/foo/b*" 7.
    FileRow{"precedence-of-rules.txt", "testy", "/foo/bar", true, 11},
    FileRow{"precedence-of-rules.txt", "testy", "/foo/bad", false, 12},
    FileRow{"precedence-of-rules.txt", "wget", "/foo", true, 6},
    FileRow{"precedence-of-rules.txt", "wget", "/index.html", true, 7},
    FileRow{"precedence-of-rules.txt", "wget", "/other", false, 8},
    FileRow{"precedence-of-rules.txt", "mybot", "/foo", true, 0},
    FileRow{"relative-sitemap-robots.txt", "mybot", "/cp/a", false, 5},
    FileRow{"relative-sitemap-robots.txt", "mybot", "/a", true, 0},
    FileRow{"rfc9309-example-longest-match-robots.txt", "foobot", "/example/page/", true, 5},
    FileRow{"rfc9309-example-longest-match-robots.txt", "foobot", "/example/page/disallowed.gif",
            false, 6},
    FileRow{"rfc9309-example-rule-group-merging.txt", "examplebot", "/foo", false, 5},
    FileRow{"rfc9309-example-rule-group-merging.txt", "examplebot", "/bar", false, 6},
    FileRow{"rfc9309-example-rule-group-merging.txt", "examplebot", "/baz", false, 9},
    FileRow{"rfc9309-example-rule-group-merging.txt", "bazbot", "/foo", true, 0},
    FileRow{"rfc9309-example-rule-group-merging.txt", "bazbot", "/baz", false, 16},
    FileRow{"rfc9309-example-rule-group-merging.txt", "otherbot", "/baz", true, 0},
    FileRow{"rfc9309-example-simple-robots.txt", "otherbot", "/a.gif", false, 5},
    FileRow{"rfc9309-example-simple-robots.txt", "otherbot", "/example/a", false, 6},
    FileRow{"rfc9309-example-simple-robots.txt", "otherbot", "/publications/a", true, 7},
    FileRow{"rfc9309-example-simple-robots.txt", "otherbot", "/publications/a.gif", true, 7},
    FileRow{"rfc9309-example-simple-robots.txt", "foobot", "/", false, 10},
    FileRow{"rfc9309-example-simple-robots.txt", "foobot", "/example/page.html", true, 11},
    FileRow{"rfc9309-example-simple-robots.txt", "foobot", "/example/allowed.gif", true, 12},
    FileRow{"rfc9309-example-simple-robots.txt", "barbot", "/example/page.html", false, 16},
    FileRow{"rfc9309-example-simple-robots.txt", "bazbot", "/example/page.html", false, 16},
    FileRow{"rfc9309-example-simple-robots.txt", "bazbot", "/example/a", true, 0},
    FileRow{"rfc9309-example-simple-robots.txt", "quxbot", "/example/page.html", true, 0},
    // RFC 9309 asks for UTF-8; UTF-16 with its mark is read, or its owner's wish would be lost.
    FileRow{"robots-with-utf16be-bom.txt", "mybot", "/profile", false, 4},
    FileRow{"robots-with-utf16be-bom.txt", "googlebot", "/en/output/print", false, 9},
    FileRow{"robots-with-utf16le-bom.txt", "mybot", "/profile", false, 4},
    FileRow{"robots-with-utf16le-bom.txt", "googlebot", "/en/output/print", false, 9},
    FileRow{"robots-with-utf8-bom.txt", "mybot", "/profile", false, 4},
    FileRow{"robots-with-utf8-bom.txt", "googlebot", "/en/output/print", false, 9},
    FileRow{"sitemap-robots-dedup.txt", "mybot", "/", true, 0},
    FileRow{"sitemap-robots.txt", "mybot", "/", true, 0},
    FileRow{"twitter.com-robots.txt", "mybot", "/a?b", false, 21},
    FileRow{"twitter.com-robots.txt", "mybot", "/a/with_friends", false, 22},
    FileRow{"twitter.com-robots.txt", "mybot", "/a", true, 0},
    FileRow{"twitter.com-robots.txt", "msnbot", "/a?b", false, 16},
    FileRow{"wildcards.txt", "mybot", "/gp/registry/wishlist/7/reserve", false, 50},
    FileRow{"wildcards.txt", "mybot", "/wishlist/universal-list", true, 56},
    FileRow{"wildcards.txt", "mybot", "/wishlist/mine", false, 55},
    FileRow{"wildcards.txt", "mybot", "/a/gcrnsts", false, 68},
    FileRow{"wildcards.txt", "mybot", "/x/sim/B001132UEE", true, 0},
    FileRow{"wildcards.txt", "googlebot", "/x/sim/B001132UEE", false, 148},
    FileRow{"wildcards.txt", "etaospider", "/", false, 154},
    FileRow{"www.flot.com-robots.txt", "mybot", "/img/a.png", false, 5},
    FileRow{"www.flot.com-robots.txt", "mybot", "/news/", true, 0},
};

std::string text_of(const char* name) {
  std::ifstream in(kSuites / "crawler-commons/resources/robots" / name, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(RobotsSuite, ReadsTheFilesOfCrawlerCommons) {
  const fs::path folder = kSuites / "crawler-commons/resources/robots";
  if (!fs::exists(folder)) GTEST_SKIP() << "needs ../shared";
  std::set<std::string> read;
  for (const FileRow& row : kFileRows) {
    read.insert(row.file);
    const auto verdict = Robots::parse(text_of(row.file), row.product).verdict(row.target);
    EXPECT_EQ(verdict.allowed, row.allowed) << row.file << ' ' << row.product << ' ' << row.target;
    EXPECT_EQ(verdict.line, row.line) << row.file << ' ' << row.product << ' ' << row.target;
  }
  for (const auto& entry : fs::directory_iterator(folder)) {
    EXPECT_TRUE(read.contains(entry.path().filename())) << entry.path() << " has no row";
  }
}

struct ExtraRow {
  const char* file;
  const char* product;
  int delay_ms;  ///< -1: none.
  std::vector<std::string> sitemaps;
};

// What is customary beside the standard. A sitemap's address is given as printed: who asks for it
// resolves it and asks once.
TEST(RobotsSuite, ReadsDelaysAndSitemapsOfCrawlerCommons) {
  if (!fs::exists(kSuites)) GTEST_SKIP() << "needs ../shared";
  const std::vector<ExtraRow> rows = {
      {"astore.amazon.com-robots.txt", "mybot", 5000, {}},
      {"crawl-delay-group-merging.txt", "mybot", 10'000, {}},
      // The delay belongs to the agents that the file has named by then.
      {"crawl-delay-group-merging.txt", "yourbot", -1, {}},
      {"crawl-delay-group-merging.txt", "otherbot", 30'000, {}},
      {"dos-line-endings.txt", "mybot", 1000, {}},
      {"format-errors-robots.txt", "bot", -1, {"/sitemap.xml"}},
      {"relative-sitemap-robots.txt", "mybot", -1, {"/sitemap.xml"}},
      {"robots-with-utf16le-bom.txt", "mybot", -1, {"http://www.newsweek.com/sitemap_index.xml"}},
      {"sitemap-robots-dedup.txt",
       "mybot",
       -1,
       {"http://example.org/sitemap.xml", "http://example.org/sitemap.xml"}},
      {"sitemap-robots.txt",
       "mybot",
       -1,
       {"http://domain.com/sitemap.xml", "http://domain.com/dir/MixedCased-sitemap.xml"}},
      {"twitter.com-robots.txt", "slurp", 1000, {}},
      {"twitter.com-robots.txt", "msnbot", 10'000, {}},
      {"twitter.com-robots.txt", "mybot", -1, {}},
      {"www.flot.com-robots.txt", "mybot", -1, {"http://flot.com/sitemap_index.xml"}},
  };
  for (const ExtraRow& row : rows) {
    const Robots robots = Robots::parse(text_of(row.file), row.product);
    const auto delay = robots.crawl_delay();
    EXPECT_EQ(delay ? delay->count() : -1, row.delay_ms) << row.file << ' ' << row.product;
    EXPECT_EQ(robots.sitemaps(), row.sitemaps) << row.file;
  }
  EXPECT_EQ(Robots::parse(text_of("wildcards.txt"), "mybot").sitemaps().size(), 8U);
}

}  // namespace
}  // namespace headwater
