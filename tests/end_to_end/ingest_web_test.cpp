#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "support/ingest_fixture.h"
#include "support/news_corpus.h"
#include "support/schema.h"
#include "support/store_dump.h"
#include "support/web_site.h"

namespace headwater::testing {
namespace {

using std::chrono::microseconds;

/// A store, and web sites to fill it from.
class IngestWeb : public IngestFixture {
 protected:
  void SetUp() override {
    if (!WebSites::available()) GTEST_SKIP() << "needs nginx";
  }

  /// Writes the configuration with these sources, `delay` ms between requests to a host.
  void configure(const std::string& sources, int delay = 0) const {
    folder_.write("headwater.toml", "[web]\ndelay_ms = " + std::to_string(delay) +
                                        "\n[run]\ncommit_milliseconds = 20\n" + sources);
  }
  static std::string feed_source(const std::string& name, const std::string& uri,
                                 const std::string& more = {}) {
    return "[[source]]\nname = \"" + name + "\"\nkind = \"read_feed\"\nuri = \"" + uri +
           "\"\nany_address = true\nrobots = \"none\"\n" + more;
  }
  ProcessResult configured(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--config", (folder_ / "headwater.toml").string()});
    return headwater(std::move(arguments));
  }
  /// Makes every source due again, as the passing of time would.
  void make_due() const { query("UPDATE source SET due = 0"); }
  static std::size_t count(const WebSites& sites, std::string_view target) {
    const std::vector<LoggedRequest> log = sites.log();
    return static_cast<std::size_t>(
        std::count_if(log.begin(), log.end(),
                      [&](const LoggedRequest& request) { return request.target == target; }));
  }
};

/// Expects so many milliseconds between the requests to each host; returns the number of hosts.
std::size_t expect_spaced(const std::vector<LoggedRequest>& log, int milliseconds) {
  std::map<std::string, double> last;
  std::size_t early = 0;
  for (const LoggedRequest& request : log) {
    const auto before = last.find(request.host);
    // The log counts whole milliseconds.
    const double least = milliseconds / 1000.0 - 0.002;
    if (before != last.end() && request.began - before->second < least) ++early;
    last[request.host] = request.ended;
  }
  EXPECT_EQ(early, 0U);
  return last.size();
}

std::string text_of(std::uint64_t number) { return NewsCorpus().article(number).text; }

TEST_F(IngestWeb, FetchesWhatAFeedNamesOnce) {
  const WebSites sites(1);
  sites.publish_article(1, "/a.html", "Harbour wall to be rebuilt", text_of(1));
  sites.publish_article(1, "/b.html", "Ferry timetable changes", text_of(2));
  sites.publish_feed(1, "/feed.xml",
                     {{"1", "/a.html", "Harbour wall to be rebuilt", ""},
                      {"2", "/b.html", "Ferry timetable changes", ""}});
  configure(feed_source("kelpbay", sites.uri(1, "/feed.xml")));
  const ProcessResult before = configured({"ingest", "--dry-run"});
  EXPECT_NE(before.out.find("kelpbay: never visited: http://127.0.1.1:"), std::string::npos)
      << before.out << before.err;
  EXPECT_TRUE(sites.log().empty());
  const ProcessResult first = configured({"ingest"});
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(configured({"ingest", "--dry-run"}).out, "");  // nothing is due
  EXPECT_NE(first.out.find("3 arrived = 2 stored + 1 dropped (listing 1)"), std::string::npos)
      << first.out;
  EXPECT_EQ(configured({"ingest"}).out.substr(0, 9), "0 arrived");  // not due yet
  make_due();
  const ProcessResult again = configured({"ingest"});
  EXPECT_NE(again.out.find("unchanged 1"), std::string::npos) << again.out;
  EXPECT_EQ(count(sites, "/a.html"), 1U);
  EXPECT_EQ(count(sites, "/feed.xml"), 2U);
  EXPECT_EQ(sites.log().back().status, 304);
  expect_sound();
}

TEST_F(IngestWeb, RetryNeverStoresWhatCameInPlaceOfAFeed) {
  const WebSites sites(1);
  sites.publish_article(1, "/feed.xml", "Sign in to read on", text_of(3));
  configure(feed_source("kelpbay", sites.uri(1, "/feed.xml")));
  EXPECT_EQ(configured({"ingest"}).exit_code, 3);
  const ProcessResult retried = configured({"quarantine", "retry"});
  EXPECT_EQ(retried.exit_code, 0) << retried.err;
  EXPECT_NE(retried.err.find("a feed that is none"), std::string::npos) << retried.err;
  EXPECT_EQ(configured({"documents"}).out, "");
  EXPECT_NE(configured({"quarantine", "list"}).out.find("bad_feed"), std::string::npos);
}

// Links of feeds have fragments, spaces and letters beyond ASCII.
TEST_F(IngestWeb, FetchesLinksHoweverTheyAreWritten) {
  const WebSites sites(1);
  const std::string links[] = {"/a.html#comments", "/b b.html", "/\xc3\xa9.html", "/x/../d.html"};
  const std::string paths[] = {"/a.html", "/b b.html", "/\xc3\xa9.html", "/d.html"};
  std::vector<PublishedEntry> entries;
  for (std::size_t i = 0; i < std::size(links); ++i) {
    const std::string title = "Story " + std::to_string(i);
    sites.publish_article(1, paths[i], title, text_of(60 + i));
    entries.push_back({std::to_string(i), links[i], title, ""});
  }
  sites.publish_feed(1, "/feed.xml", entries);
  configure(feed_source("kelpbay", sites.uri(1, "/feed.xml")));
  const ProcessResult result = configured({"ingest"});
  EXPECT_NE(result.out.find("5 arrived = 4 stored + 1 dropped (listing 1)"), std::string::npos)
      << result.out;
}

TEST_F(IngestWeb, AnEditedHeadlineIsAVersionAndNoNewArticle) {
  const WebSites sites(2);
  const std::string text = text_of(3);
  sites.publish_article(1, "/a.html", "Council approves budget", text);
  sites.publish_feed(1, "/feed.xml", {{"g1", "/a.html", "Council approves budget", ""}});
  configure(feed_source("kelpbay", sites.uri(1, "/feed.xml")));
  ASSERT_EQ(configured({"ingest"}).exit_code, 0);
  sites.publish_article(1, "/a.html", "Council narrowly approves budget",
                        text + "\nThe mayor abstained from the vote on the amendment.\n");
  sites.publish_feed(1, "/feed.xml", {{"g1", "/a.html", "Council narrowly approves budget", ""}});
  make_due();
  const ProcessResult second = configured({"ingest"});
  EXPECT_EQ(second.exit_code, 0) << second.err;
  EXPECT_EQ(query("SELECT count(DISTINCT article), max(number) FROM version"), "1|2\n");
  expect_sound();
}

/// Titles, dates and what decided them.
constexpr const char* kFieldsOfDocuments =
    "SELECT title, published_at, json_extract(fields, '$.title.kind') FROM document"
    " WHERE superseded_by IS NULL ORDER BY title";

TEST_F(IngestWeb, WhatTheFeedSaysOfAPageStaysWithItsCapture) {
  const WebSites sites(1);
  const std::string page = "<!doctype html><html><body><p>" + text_of(5) + "</p></body></html>";
  sites.publish(1, "/a.html", page);
  sites.publish_feed(
      1, "/feed.xml",
      {{"1", "/a.html", "Ferry returns to harbour", "Thu, 19 Feb 2026 08:00:00 GMT"}});
  configure(feed_source("kelpbay", sites.uri(1, "/feed.xml")));
  ASSERT_EQ(configured({"ingest"}).exit_code, 0);
  const std::string fields = query(kFieldsOfDocuments);
  EXPECT_EQ(fields, "Ferry returns to harbour|2026-02-19T08:00:00Z|feed\n");
  // Other rules, so that the capture is cleaned again.
  folder_.write("headwater.toml", "[rules]\nboilerplate = []\n");
  const ProcessResult again = configured({"reprocess"});
  EXPECT_NE(again.out.find("1 arrived = 1 stored"), std::string::npos) << again.out << again.err;
  EXPECT_EQ(query(kFieldsOfDocuments), fields);
  EXPECT_EQ(query("SELECT count(*) FROM document"), "2\n");
  expect_sound();
}

TEST_F(IngestWeb, AFailingSourceDoesNotStopTheOthers) {
  const WebSites sites(2);
  sites.publish_article(1, "/a.html", "Lighthouse open to visitors", text_of(4));
  sites.publish_feed(1, "/feed.xml", {{"1", "/a.html", "Lighthouse open to visitors", ""}});
  sites.publish(2, "/feed.xml", "<html><body>Under maintenance</body></html>");
  configure(feed_source("kelpbay", sites.uri(1, "/feed.xml")) +
            feed_source("broken", sites.uri(2, "/feed.xml")) +
            feed_source("absent", sites.uri(2, "/none.xml")) +
            feed_source("down", "http://127.0.1.250:9/feed.xml"));
  const ProcessResult result = configured({"ingest"});
  EXPECT_EQ(result.exit_code, 3) << result.err;
  EXPECT_EQ(query("SELECT count(*) FROM document"), "1\n");
  EXPECT_EQ(query("SELECT name FROM source WHERE error <> '' ORDER BY name"),
            "absent\nbroken\ndown\n");
  expect_sound();
}

TEST_F(IngestWeb, ObeysRobotsForPages) {
  const WebSites sites(1);
  sites.publish(1, "/robots.txt", "User-agent: *\nDisallow: /private/\n");
  sites.publish_article(1, "/open.html", "Library opens earlier", text_of(5));
  sites.publish_article(1, "/private/closed.html", "Not for robots", text_of(6));
  sites.publish_feed(1, "/feed.xml",
                     {{"1", "/open.html", "Library opens earlier", ""},
                      {"2", "/private/closed.html", "Not for robots", ""}});
  folder_.write("headwater.toml",
                "[web]\ndelay_ms = 0\n[[source]]\nname = \"kelpbay\"\nkind = "
                "\"read_feed\"\nany_address = true\nuri = \"" +
                    sites.uri(1, "/feed.xml") + "\"\n");
  const ProcessResult result = configured({"ingest"});
  EXPECT_NE(result.out.find("forbidden 1"), std::string::npos) << result.out;
  EXPECT_EQ(count(sites, "/private/closed.html"), 0U);
  EXPECT_EQ(count(sites, "/open.html"), 1U);
  EXPECT_EQ(count(sites, "/robots.txt"), 1U);
  std::string document = query("SELECT document FROM v_documents");
  document.resize(document.size() - 1);
  const ProcessResult shown = headwater({"show", document, "--visits"});
  EXPECT_NE(shown.out.find("asked    " + sites.uri(1, "/open.html") + "\n"), std::string::npos)
      << shown.out << shown.err;
  EXPECT_NE(shown.out.find("status   200\n"), std::string::npos) << shown.out;
  EXPECT_NE(shown.out.find("robots   allowed"), std::string::npos) << shown.out;
  // Both verdicts name the capture of robots.txt.
  EXPECT_EQ(query("SELECT count(*) FROM lineage l JOIN capture c ON lower(hex(c.payload)) ="
                  " json_extract(l.detail, '$.robots_txt.payload_sha256') AND c.uri ="
                  " json_extract(l.detail, '$.robots_txt.uri') AND substr(json_extract(l.detail,"
                  " '$.robots_txt.captured_at'), 1, 19) = strftime('%Y-%m-%dT%H:%M:%S',"
                  " c.captured_at / 1000000, 'unixepoch')"),
            "2\n");
  expect_sound();
}

TEST_F(IngestWeb, VisitsAreShownWithTheirValidators) {
  const WebSites sites(1);
  sites.publish_article(1, "/a.html", "Harbour wall to be rebuilt", text_of(1));
  folder_.write("headwater.toml",
                "[web]\ndelay_ms = 0\n[[source]]\nname = \"page\"\nkind = \"fetch_pages\"\n"
                "any_address = true\nrobots = \"none\"\nuri = \"" +
                    sites.uri(1, "/a.html") + "\"\n");
  ASSERT_EQ(configured({"ingest"}).exit_code, 0);
  make_due();
  ASSERT_EQ(configured({"ingest"}).exit_code, 0);
  EXPECT_EQ(sites.log().back().status, 304);
  std::string document = query("SELECT document FROM v_documents");
  document.resize(document.size() - 1);
  const std::string records = headwater({"show", document, "--visits", "--json"}).out;
  EXPECT_EQ(lines_of(records).size(), 2U) << records;
  EXPECT_NE(records.find(R"("sent":{"etag":null)"), std::string::npos) << records;
  EXPECT_NE(records.find(R"("status":304)"), std::string::npos) << records;
  expect_schemas(records);
  const std::string shown = headwater({"show", document, "--visits"}).out;
  const std::size_t sent = shown.find("  sent     no validators\n  received ETag: \"");
  ASSERT_NE(sent, std::string::npos) << shown;
  const std::size_t etag = shown.find('"', sent);
  const std::string value = shown.substr(etag, shown.find('"', etag + 1) + 1 - etag);
  EXPECT_NE(shown.find("; Last-Modified: ", etag), std::string::npos) << shown;
  EXPECT_NE(shown.find("  status   304\n"), std::string::npos) << shown;
  EXPECT_NE(shown.find("  sent     If-None-Match: " + value + "; If-Modified-Since: "),
            std::string::npos)
      << shown;
}

TEST_F(IngestWeb, ADryRunForetellsWhatRobotsTxtMeans) {
  const WebSites sites(2);
  sites.publish(1, "/robots.txt", "User-agent: *\nDisallow: /private/\nAllow: /private/open\n");
  sites.publish_feed(1, "/private/feed.xml", {});
  folder_.write("headwater.toml",
                "[[source]]\nname = \"kelpbay\"\nkind = \"read_feed\"\nany_address = true\n"
                "robots = \"all\"\nuri = \"" +
                    sites.uri(1, "/private/feed.xml") + "\"\n");
  const auto told = [&](const std::string& line) {
    const ProcessResult dry = configured({"ingest", "--dry-run"});
    EXPECT_NE(dry.out.find(line + "\n"), std::string::npos) << dry.out << dry.err;
  };
  const std::string feed = sites.uri(1, "/private/feed.xml");
  told("kelpbay: never visited: " + feed + "; robots.txt: unknown (robots.txt not asked yet)");
  EXPECT_TRUE(sites.log().empty());
  EXPECT_NE(configured({"ingest"}).out.find("forbidden 1"), std::string::npos);
  const std::size_t requests = sites.log().size();
  EXPECT_EQ(requests, 1U);  // robots.txt
  make_due();
  for (const auto& page : {sites.uri(1, "/private/1"), sites.uri(1, "/private/2"),
                           sites.uri(1, "/private/open/3"), sites.uri(2, "/4")}) {
    query(
        "INSERT INTO page (uri, source, found, due, attempts, failures, error, keys,"
        " fingerprint, hints) SELECT '" +
        page + "', source, 1, 1, 0, 0, '', '[]', '', '' FROM source WHERE name = 'kelpbay'");
  }
  told(feed + "; robots.txt: refused by line 2: Disallow: /private/");
  told(sites.uri(1, "") + ": 2 pages due, the first " + sites.uri(1, "/private/1") +
       "; robots.txt: refused by line 2: Disallow: /private/");
  told(sites.uri(1, "") + ": 1 page due, the first " + sites.uri(1, "/private/open/3") +
       "; robots.txt: allowed by line 3: Allow: /private/open");
  told(sites.uri(2, "") + ": 1 page due, the first " + sites.uri(2, "/4") +
       "; robots.txt: unknown (robots.txt not asked yet)");
  const ProcessResult json = configured({"ingest", "--dry-run", "--json"});
  EXPECT_NE(
      json.out.find("{\"type\":\"due_pages\",\"server\":\"" + sites.uri(1, "") + "\",\"pages\":2,"),
      std::string::npos)
      << json.out;
  EXPECT_EQ(sites.log().size(), requests);
}

TEST_F(IngestWeb, KeepsTheSpacingOfEachHost) {
  constexpr int kDelay = 120;
  const WebSites sites(3);
  std::string sources;
  for (int host = 1; host <= 3; ++host) {
    std::vector<PublishedEntry> entries;
    for (int i = 0; i < 4; ++i) {
      const std::string path = "/" + std::to_string(i) + ".html";
      sites.publish_article(host, path, "Story " + std::to_string(i), text_of(10 + 4 * host + i));
      entries.push_back({std::to_string(i), path, "Story " + std::to_string(i), ""});
    }
    sites.publish_feed(host, "/feed.xml", entries);
    sources += feed_source("site" + std::to_string(host), sites.uri(host, "/feed.xml"));
  }
  configure(sources, kDelay);
  EXPECT_EQ(configured({"ingest"}).exit_code, 0);
  EXPECT_EQ(expect_spaced(sites.log(), kDelay), 3U);
}

TEST_F(IngestWeb, AnAddressOnTheCommandLineIsFetched) {
  const WebSites sites(1);
  sites.publish_article(1, "/a.html", "Tide gauge repaired", text_of(7));
  folder_.write("headwater.toml", "[web]\ndelay_ms = 0\n");
  const ProcessResult refused = configured({"ingest", sites.uri(1, "/a.html")});
  EXPECT_NE(refused.out.find("forbidden 1"), std::string::npos) << refused.out << refused.err;
  EXPECT_EQ(sites.log().size(), 0U);  // loopback is no public address
}

TEST_F(IngestWeb, ASecondRunIsToldWhoWritesAndMayWait) {
  constexpr int kStoreLocked = 11;
  const WebSites sites(1);
  std::vector<PublishedEntry> entries;
  for (int i = 0; i < 8; ++i) {
    const std::string path = "/" + std::to_string(i) + ".html";
    sites.publish_article(1, path, "Story " + std::to_string(i), text_of(40 + i));
    entries.push_back({path, path, "Story " + std::to_string(i), ""});
  }
  sites.publish_feed(1, "/feed.xml", entries);
  configure(feed_source("kelpbay", sites.uri(1, "/feed.xml")), 250);
  const std::string config = (folder_ / "headwater.toml").string();
  Process first(command({"ingest", "--config", config}));
  while (sites.log().empty() && !first.ended_within(std::chrono::milliseconds(5))) {
  }
  const ProcessResult refused = configured({"ingest"});
  EXPECT_EQ(refused.exit_code, kStoreLocked) << refused.err;
  EXPECT_NE(refused.err.find("is being written by process "), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find(" ingest --config "), std::string::npos) << refused.err;
  const ProcessResult waited = configured({"ingest", "--wait", "60"});
  EXPECT_EQ(waited.exit_code, 0) << waited.err;
  EXPECT_EQ(waited.out.substr(0, 9), "0 arrived") << waited.out;
  EXPECT_EQ(first.finish(std::chrono::seconds(60)).exit_code, 0);
  EXPECT_EQ(sites.log().size(), 9U);
  EXPECT_EQ(query("SELECT count(*) FROM document"), "8\n");
  expect_sound();
}

double now() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// When a run was killed, and when it was surely gone. On a busy machine the server sees a request
/// late: not before another run begins to ask, for which it has to read its configuration first.
struct Kill {
  double sent = 0;
  double over = 0;
};
constexpr double kSeenLate = 0.02;

/// What kills made a run ask for again.
struct AskedAgain {
  std::size_t requests = 0;
  std::size_t in_flight = 0;  ///< Of these, not ended when the kill came.
  std::size_t most_of_a_kill = 0;
  std::size_t most_of_a_host = 0;  ///< After one kill.
};

/// Finds them in the log. A life ends with its store: from then on everything is asked for anew.
AskedAgain asked_again(std::vector<LoggedRequest> log, const std::vector<Kill>& kills,
                       const std::vector<double>& lives) {
  // The log counts whole milliseconds.
  constexpr double kTick = 0.002;
  std::ranges::sort(log, {}, &LoggedRequest::began);
  AskedAgain out;
  std::map<std::pair<std::string, std::string>, LoggedRequest> asked;
  std::map<std::pair<std::size_t, std::string>, std::size_t> by_kill_and_host;
  auto life = lives.begin();
  for (const LoggedRequest& request : log) {
    for (; life != lives.end() && *life <= request.began; ++life) asked.clear();
    const auto [before, first] = asked.try_emplace({request.host, request.target}, request);
    if (first) continue;
    const auto kill =
        std::ranges::lower_bound(kills, before->second.began - kSeenLate, {}, &Kill::over);
    ++out.requests;
    if (kill != kills.end() && before->second.ended > kill->sent - kTick) ++out.in_flight;
    ++by_kill_and_host[{static_cast<std::size_t>(kill - kills.begin()), request.host}];
    before->second = request;
  }
  std::map<std::size_t, std::size_t> by_kill;
  for (const auto& [place, count] : by_kill_and_host) {
    out.most_of_a_host = std::max(out.most_of_a_host, count);
    out.most_of_a_kill = std::max(out.most_of_a_kill, by_kill[place.first] += count);
  }
  return out;
}

int rounds() {
  const char* set = ::getenv("HEADWATER_KILL_ROUNDS");
  return set == nullptr ? 25 : std::max(1, ::atoi(set) / 4);
}

/// Other moments for each, so that rounds may be spread over many runs of the test.
unsigned seed() {
  const char* set = ::getenv("HEADWATER_KILL_SEED");
  return set == nullptr ? 7 : static_cast<unsigned>(::atoi(set));
}

/// Ingests from a web of many hosts and feeds, and is killed.
class IngestWebKilled : public IngestWeb {
 protected:
  static constexpr int kHosts = 50;
  static constexpr int kFeedsAHost = 10;
  static constexpr int kDelay = 40;  ///< Milliseconds.

  /// Each feed names two articles of its own and one that all feeds of its host name.
  std::string publish(const WebSites& sites) const {
    std::string sources;
    std::uint64_t number = 0;
    for (int host = 1; host <= kHosts; ++host) {
      sites.publish_article(host, "/shared.html", "Shared story " + std::to_string(host),
                            text_of(5000 + static_cast<std::uint64_t>(host)));
      for (int feed = 0; feed < kFeedsAHost; ++feed) {
        std::vector<PublishedEntry> entries{{"shared", "/shared.html", "Shared story", ""}};
        for (int i = 0; i < 2; ++i, ++number) {
          const std::string path = "/n" + std::to_string(number) + ".html";
          const std::string title = "Story number " + std::to_string(number);
          sites.publish_article(host, path, title, text_of(number));
          entries.push_back({path, path, title, ""});
        }
        const std::string path = "/feed" + std::to_string(feed) + ".xml";
        sites.publish_feed(host, path, entries);
        sources += feed_source("h" + std::to_string(host) + "-" + std::to_string(feed),
                               sites.uri(host, path));
      }
    }
    return sources;
  }
};

TEST_F(IngestWebKilled, StoresEachArticleOnceAndAsksLittleTwice) {
  const WebSites sites(kHosts);
  configure(publish(sites), kDelay);
  const Command ingest = command({"ingest", "--config", (folder_ / "headwater.toml").string()});
  const auto began = std::chrono::steady_clock::now();
  ASSERT_EQ(run(ingest).exit_code, 0);
  const auto whole =
      std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - began);
  const std::string expected = dump_store(store(), DumpScope::kOrderFree);
  const std::size_t requests = sites.log().size();
  std::filesystem::remove_all(store());

  std::mt19937 random(seed());
  std::uniform_int_distribution<microseconds::rep> moments(1, whole.count());
  std::vector<double> lives{now()};
  std::vector<Kill> kills;
  const auto expect_whole = [&] {
    expect_sound();
    EXPECT_EQ(first_difference(expected, dump_store(store(), DumpScope::kOrderFree)), "");
  };
  // The store lives on from kill to kill until one run gets through; then a new one is begun.
  for (int round = 0; round < rounds() && !HasFailure(); ++round) {
    Process process(ingest);
    if (process.ended_within(microseconds(moments(random)))) {
      process.finish(std::chrono::seconds(1));
      expect_whole();
      std::filesystem::remove_all(store());
      lives.push_back(now());
      continue;
    }
    const double sent = now();
    process.send(SIGKILL);
    process.finish(std::chrono::seconds(60));
    kills.push_back({sent, now()});
  }
  ASSERT_EQ(run(ingest).exit_code, 0);
  expect_whole();
  expect_spaced(sites.log(), kDelay);
  // A server is asked nothing more before what it answered last is committed: so it is asked again
  // for one address at most.
  const AskedAgain again = asked_again(sites.log(), kills, lives);
  EXPECT_EQ(sites.log().size(), (lives.size() + 1) * requests + again.requests);
  EXPECT_LE(again.most_of_a_host, 1U);
  RecordProperty("kills", static_cast<int>(kills.size()));
  RecordProperty("asked_again", static_cast<int>(again.requests));
  std::cout << fmt::format(
      "{} kills: {} requests more than {} undisturbed runs make, {} of them in flight at a kill;"
      " after one kill at most {}, and at most {} of a host\n",
      kills.size(), again.requests, lives.size() + 1, again.in_flight, again.most_of_a_kill,
      again.most_of_a_host);
}

}  // namespace
}  // namespace headwater::testing
