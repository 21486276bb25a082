#include "stages/acquire/web_source.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "base/url_key.h"
#include "stages/acquire/listing.h"
#include "support/memory_frontier.h"
#include "support/scripted_client.h"

namespace headwater::testing {
namespace {

const std::string kFeed = "https://www.kelpbay.example/feed.xml";
const std::string kOne = "https://www.kelpbay.example/one.html";
const std::string kTwo = "https://www.kelpbay.example/two.html";

class MovableClock final : public Clock {
 public:
  Timestamp now() const override { return {at}; }
  void pass(std::int64_t seconds) { at += seconds * 1'000'000; }
  std::int64_t at = 1'770'120'000'000'000;
};

std::string item(const std::string& guid, const std::string& link, const std::string& title,
                 const std::string& more = {}) {
  return "<item><guid isPermaLink=\"false\">" + guid + "</guid><link>" + link + "</link><title>" +
         title + "</title>" + more + "</item>";
}

std::string rss(const std::string& items) {
  return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Kelp Bay</title>" + items +
         "</channel></rss>";
}

/// One source and the web around it, carried run by run.
class WebSourceTest : public ::testing::Test {
 protected:
  void list(const std::string& kind, const std::string& uri, const std::string& settings) {
    frontier.list({"kelpbay", kind, uri, settings, "config", {}});
  }

  std::unique_ptr<Source> open(std::vector<std::string> only, FetcherOptions options) {
    options.politeness.delay = std::chrono::milliseconds(0);
    auto view = std::make_unique<FrontierView>(frontier);
    const HostLookup lookup = [known = view.get()](std::string_view origin) {
      return known->host(origin);
    };
    auto fetcher = std::make_unique<Fetcher>(options, std::make_unique<ScriptedClient>(web, clock),
                                             lookup, clock);
    return open_web_source({std::move(only), 1000}, std::move(view), std::move(fetcher), clock,
                           stop);
  }

  /// A whole run: everything that arrives, committed as it comes.
  std::vector<Arrival> run(std::vector<std::string> only = {}) {
    const auto source = open(std::move(only), {});
    std::vector<Arrival> arrivals;
    while (true) {
      Result<std::optional<Arrival>> next = source->next();
      if (!next) ADD_FAILURE() << next.error().message;
      if (!next || !*next) return arrivals;
      frontier.commit(**next);
      arrivals.push_back(std::move(**next));
    }
  }
  const SourceState& state() const { return frontier.sources.at("kelpbay").state; }

  MovableClock clock;
  std::atomic<bool> stop{false};
  ScriptedWeb web;
  FrontierState frontier;
};

// A run that is killed asks a server for one address again, and no more.
TEST_F(WebSourceTest, AsksAServerAgainOnceItsAnswerIsCommitted) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  web.feed(kFeed, rss(item("1", kOne, "One") + item("2", kTwo, "Two")));
  web.page(kOne, "<p>One</p>");
  web.page(kTwo, "<p>Two</p>");
  FetcherOptions options;
  options.until_released = true;
  const auto source = open({}, options);
  std::uint64_t arrivals = 0;
  std::uint64_t waits = 0;
  web.on_idle = [&] {
    ++waits;
    source->committed(arrivals - 1);
  };
  for (arrivals = 1; arrivals <= 3; ++arrivals) {
    const Result<std::optional<Arrival>> next = source->next();
    ASSERT_TRUE(next.ok() && next->has_value());
    EXPECT_EQ(waits, arrivals - 1);
    frontier.commit(**next);
  }
  EXPECT_FALSE(source->next()->has_value());
}

TEST_F(WebSourceTest, AFeedBringsItsPages) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  web.feed(kFeed, rss(item("1", kOne, "One") + item("2", kTwo, "Two")));
  web.page(kOne, "<p>One</p>");
  web.page(kTwo, "<p>Two</p>");
  const std::vector<Arrival> arrivals = run();
  ASSERT_EQ(arrivals.size(), 3U);
  EXPECT_EQ(arrivals[0].aside, DropReason::kListing);
  EXPECT_EQ(arrivals[0].frontier->waiting.size(), 2U);
  EXPECT_NE(arrivals[0].detail.find(R"("entries":2,"new":2)"), std::string::npos)
      << arrivals[0].detail;
  EXPECT_EQ(arrivals[1].payload, "<p>One</p>");
  EXPECT_EQ(arrivals[1].uri, kOne);
  EXPECT_EQ(arrivals[1].media_type, "text/html");
  EXPECT_EQ(arrivals[1].charset, "utf-8");
  ASSERT_TRUE(arrivals[1].http);
  EXPECT_EQ(arrivals[1].http->exchanges.back().status, 200);
  EXPECT_TRUE(frontier.pages.empty());
  EXPECT_GT(state().due, clock.now());
  EXPECT_TRUE(run().empty());  // nothing is due
}

TEST_F(WebSourceTest, WhatIsKnownIsNotAskedAgain) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  web.feed(kFeed, rss(item("1", kOne, "One")));
  web.page(kOne, "<p>One</p>");
  run();
  web.feed(kFeed, rss(item("1", kOne, "One") + item("2", kTwo, "Two")));
  web.page(kTwo, "<p>Two</p>");
  clock.pass(86'400);
  EXPECT_EQ(run().size(), 2U);
  EXPECT_EQ(web.times_asked(kOne), 1U);
  EXPECT_EQ(web.times_asked(kTwo), 1U);
}

TEST_F(WebSourceTest, AChangeInTheFeedAnnouncesARevision) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  web.feed(kFeed, rss(item("1", kOne, "One")));
  web.page(kOne, "<p>One</p>");
  run();
  const struct {
    const char* what;
    std::string items;
    std::size_t asked;
  } rows[] = {
      {"an edited headline", item("1", kOne, "One, corrected"), 2},
      {"the same again", item("1", kOne, "One, corrected") + "<!-- -->", 2},
      {"a new id at the same address", item("one-b", kOne, "One, corrected"), 2},
      {"the sub-domain of the moment",
       item("1", "https://m.kelpbay.example/one.html", "One, corrected"), 2},
      {"a new id with an edited headline", item("one-c", kOne, "One, corrected twice"), 3},
  };
  for (const auto& row : rows) {
    web.feed(kFeed, rss(row.items));
    clock.pass(86'400);
    run();
    EXPECT_EQ(web.times_asked(kOne), row.asked) << row.what;
    EXPECT_EQ(web.times_asked("https://m.kelpbay.example/one.html"), 0U) << row.what;
  }
}

TEST_F(WebSourceTest, AnArticleOfTwoFeedsIsFetchedOnce) {
  const std::string other = "https://www.kelpbay.example/other.xml";
  list("read_feed", kFeed, R"({"robots":"none"})");
  frontier.list({"other", "read_feed", other, R"({"robots":"none"})", "config", {}});
  web.feed(kFeed, rss(item("1", kOne, "One")));
  web.feed(other, rss(item("x", kOne + "?utm_source=other", "One, as the other calls it")));
  web.page(kOne, "<p>One</p>");
  EXPECT_EQ(run().size(), 3U);
  clock.pass(86'400);
  web.feed(other, rss(item("x", kOne, "One, as the other calls it") + "<!-- -->"));
  run();
  EXPECT_EQ(web.times_asked(kOne), 1U);
}

TEST_F(WebSourceTest, EntriesMayBeTheDocuments) {
  list("read_feed", kFeed, R"({"robots":"none","take":"entries"})");
  const std::string entry =
      item("1", kOne, "One", "<description>&lt;p&gt;The whole text.&lt;/p&gt;</description>");
  const std::string payload = rss(entry);
  web.feed(kFeed, payload);
  const std::vector<Arrival> arrivals = run();
  ASSERT_EQ(arrivals.size(), 2U);
  EXPECT_EQ(arrivals[0].payload, entry);
  EXPECT_EQ(arrivals[0].uri, kOne);
  ASSERT_TRUE(arrivals[0].container);
  EXPECT_EQ(arrivals[0].container->uri, kFeed);
  EXPECT_EQ(arrivals[0].container->payload, sha256(payload));
  EXPECT_EQ(payload.substr(arrivals[0].container->range.begin, entry.size()), entry);
  // The listing comes last: once the frontier says that it was read, all of it is stored.
  EXPECT_EQ(arrivals[1].aside, DropReason::kListing);
  EXPECT_EQ(web.times_asked(kOne), 0U);
}

TEST_F(WebSourceTest, AnUnchangedListingIsSetAside) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  web.answer(kFeed, {200,
                     "Content-Type: application/rss+xml\r\nETag: \"a\"\r\n",
                     rss(item("1", kOne, "One")),
                     {}});
  web.answer(kFeed, {304, "ETag: \"a\"\r\n", {}, {}});
  web.page(kOne, "<p>One</p>");
  run();
  clock.pass(86'400);
  const std::vector<Arrival> again = run();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].aside, DropReason::kUnchanged);
  EXPECT_EQ(again[0].http->unchanged_since, 1);
  EXPECT_EQ(state().capture, 1);
  // The same without the server's help.
  web.answers[kFeed] = {
      {200, "Content-Type: application/rss+xml\r\n", rss(item("1", kOne, "One")), {}}};
  clock.pass(86'400);
  const std::vector<Arrival> third = run();
  ASSERT_EQ(third.size(), 1U);
  EXPECT_EQ(third[0].aside, DropReason::kUnchanged);
  EXPECT_EQ(state().visits_in_vain, 2);
}

TEST_F(WebSourceTest, MoreThanOneVisitMayNameIsNamedByTheNext) {
  list("read_feed", kFeed, R"({"robots":"none","most_pages":2})");
  std::string items;
  for (int i = 0; i < 5; ++i) {
    const std::string uri = "https://www.kelpbay.example/" + std::to_string(i);
    items += item(std::to_string(i), uri, "Story");
    web.page(uri, "<p>" + std::to_string(i) + "</p>");
  }
  web.answers[kFeed] = {{200, "ETag: \"a\"\r\n", rss(items), {}}};
  EXPECT_EQ(run().size(), 3U);
  EXPECT_EQ(state().etag, "");  // must be read again
  clock.pass(86'400);
  EXPECT_EQ(run().size(), 3U);
  clock.pass(86'400);
  EXPECT_EQ(run().size(), 2U);
  EXPECT_EQ(state().etag, "\"a\"");
}

TEST_F(WebSourceTest, APageThatDoesNotAnswerWaitsAndIsGivenUpInTheEnd) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  web.feed(kFeed, rss(item("1", kOne, "One")));
  web.answers[kOne] = {{503, {}, {}, {}}};
  const std::vector<Arrival> first = run();
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[1].aside, DropReason::kUnreachable);
  ASSERT_EQ(frontier.pages.size(), 1U);
  EXPECT_GT(frontier.pages.at(kOne).due, clock.now());
  std::optional<DropReason> last;
  for (int i = 0; i < 40 && !frontier.pages.empty(); ++i) {
    clock.pass(4 * 86'400);
    for (const Arrival& arrival : run()) {
      if (arrival.uri == kOne) last = arrival.aside;
    }
  }
  EXPECT_TRUE(frontier.pages.empty());
  EXPECT_EQ(last, DropReason::kGone);
  const std::size_t asked = web.times_asked(kOne);
  clock.pass(86'400);
  web.feed(kFeed, rss(item("1", kOne, "One") + "<!-- -->"));
  run();
  EXPECT_EQ(web.times_asked(kOne), asked);  // it has been dealt with
}

TEST_F(WebSourceTest, WhatIsGoneIsNotAskedAgain) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  web.feed(kFeed, rss(item("1", kOne, "One")));
  const std::vector<Arrival> first = run();
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[1].aside, DropReason::kGone);
  clock.pass(86'400);
  web.feed(kFeed, rss(item("1", kOne, "One") + "<!-- -->"));
  run();
  EXPECT_EQ(web.times_asked(kOne), 1U);
}

TEST_F(WebSourceTest, WhatIsNoFeedIsQuarantinedAndBacksOff) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  web.page(kFeed, "<!DOCTYPE html><html><body><p>Under maintenance</p></body></html>");
  const std::vector<Arrival> arrivals = run();
  ASSERT_EQ(arrivals.size(), 1U);
  EXPECT_TRUE(arrivals[0].fault);
  EXPECT_NE(state().error, "");
  EXPECT_GT(state().failures, 0);
}

TEST_F(WebSourceTest, AFeedWhoseCodingIsDamagedIsAFailureOfItsSource) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  web.answers[kFeed] = {
      {200, "Content-Encoding: gzip\r\n", std::string("\x1f\x8b\x08\0\0", 5), {}}};
  const std::vector<Arrival> arrivals = run();
  ASSERT_EQ(arrivals.size(), 1U);
  EXPECT_TRUE(arrivals[0].fault);
  EXPECT_TRUE(state().error.starts_with("truncated: ")) << state().error;
  EXPECT_EQ(state().failures, 1);
}

TEST_F(WebSourceTest, A410IsTheEndOfASource) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  web.answers[kFeed] = {{410, {}, {}, {}}};
  EXPECT_EQ(run().size(), 1U);
  EXPECT_TRUE(state().gone);
  clock.pass(365 * 86'400);
  EXPECT_TRUE(run().empty());
}

TEST_F(WebSourceTest, ASitemapIndexIsFollowedToItsPages) {
  const std::string index = "https://www.kelpbay.example/sitemap.xml";
  const std::string part = "https://www.kelpbay.example/part.xml";
  list("read_sitemap", index, R"({"robots":"none","days":0})");
  web.answers[index] = {{200,
                         {},
                         "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/"
                         "0.9\"><sitemap><loc>" +
                             part + "</loc></sitemap></sitemapindex>",
                         {}}};
  web.answers[part] = {{200,
                        {},
                        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
                        "<url><loc>" +
                            kOne + "</loc></url></urlset>",
                        {}}};
  web.page(kOne, "<p>One</p>");
  const std::vector<Arrival> arrivals = run();
  ASSERT_EQ(arrivals.size(), 3U);
  EXPECT_EQ(arrivals[2].uri, kOne);
  EXPECT_EQ(arrivals[2].source, "kelpbay");
}

TEST_F(WebSourceTest, APageIsVisitedForItself) {
  list("fetch_pages", kOne, R"({"robots":"none"})");
  web.page(kOne, "<p>One</p>");
  ASSERT_EQ(run().size(), 1U);
  EXPECT_EQ(state().visits_in_vain, 0);
  clock.pass(30 * 86'400);
  const std::vector<Arrival> again = run();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_FALSE(again[0].aside);  // the same payload: another sighting of that document
  EXPECT_EQ(state().visits_in_vain, 1);
}

TEST_F(WebSourceTest, AFeedThatStandsWhereAPageWasExpectedIsReadAsOne) {
  list("fetch_pages", kFeed, R"({"robots":"none"})");
  web.feed(kFeed, rss(item("1", kOne, "One")));
  web.page(kOne, "<p>One</p>");
  const std::vector<Arrival> arrivals = run({"kelpbay"});
  ASSERT_EQ(arrivals.size(), 2U);
  EXPECT_EQ(arrivals[0].aside, DropReason::kListing);
  EXPECT_EQ(arrivals[1].uri, kOne);
}

TEST_F(WebSourceTest, AnEntryThatIsCutOffIsLeftForTheNextVisit) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  const std::string whole = rss(item("1", kOne, "One") + item("2", kTwo, "Two"));
  web.feed(kFeed, whole.substr(0, whole.find("Two</title>")));
  web.page(kOne, "<p>One</p>");
  EXPECT_EQ(run().size(), 2U);
  EXPECT_EQ(web.times_asked(kTwo), 0U);
}

TEST_F(WebSourceTest, RobotsForbidPagesButNotTheFeed) {
  list("read_feed", kFeed, "{}");
  web.feed(kFeed, rss(item("1", kOne, "One")));
  web.answers["https://www.kelpbay.example/robots.txt"] = {
      {200, "Content-Type: text/plain\r\n", "User-agent: *\nDisallow: /\n", {}}};
  const std::vector<Arrival> arrivals = run();
  ASSERT_EQ(arrivals.size(), 3U);
  EXPECT_EQ(arrivals[1].aside, DropReason::kRobots);
  EXPECT_EQ(arrivals[2].aside, DropReason::kForbidden);
  EXPECT_EQ(web.times_asked(kOne), 0U);
  EXPECT_NE(arrivals[2].http->robots, "");
}

TEST_F(WebSourceTest, OnlyTheNamedSourceIsVisitedWhetherDueOrNot) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  frontier.list({"other", "read_feed", "https://other.example/feed", "{}", "config", {}});
  web.feed(kFeed, rss(""));
  run({"kelpbay"});
  run({"kelpbay"});
  EXPECT_EQ(web.times_asked(kFeed), 2U);
  EXPECT_EQ(web.times_asked("https://other.example/feed"), 0U);
}

TEST_F(WebSourceTest, PagesThatAKilledRunLeftAreFetchedByTheNext) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  web.feed(kFeed, rss(item("1", kOne, "One")));
  web.page(kOne, "<p>One</p>");
  const std::vector<Arrival> whole = run();
  FrontierState after_kill;
  after_kill.list(frontier.sources.at("kelpbay").spec);
  after_kill.commit(whole[0]);
  frontier = after_kill;
  clock.pass(1);
  const std::vector<Arrival> rest = run();
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].uri, kOne);
}

TEST_F(WebSourceTest, APageThatAKilledRunLeftIsFetchedOnceThoughAnotherFeedNamesIt) {
  const std::string other = "https://feeds.kelpbay.example/other.xml";
  list("read_feed", kFeed, R"({"robots":"none"})");
  web.feed(kFeed, rss(item("1", kOne, "One")));
  web.page(kOne, "<p>One</p>");
  const std::vector<Arrival> whole = run();
  FrontierState after_kill;
  after_kill.list(frontier.sources.at("kelpbay").spec);
  after_kill.commit(whole[0]);
  frontier = after_kill;
  frontier.list({"other", "read_feed", other, R"({"robots":"none"})", "config", {}});
  web.feed(other, rss(item("x", kOne, "One")));
  clock.pass(1);
  run();
  EXPECT_EQ(web.times_asked(kOne), 2U);  // once by the killed run
  EXPECT_TRUE(frontier.pages.empty());
}

TEST_F(WebSourceTest, StopsWhenItIsTold) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  stop = true;
  EXPECT_TRUE(run().empty());
  EXPECT_TRUE(web.asked.empty());
}

TEST(Listing, TellsFeedsAndSitemapsFromPages) {
  EXPECT_EQ(sniff_listing("<?xml version='1.0'?><rss>"), ListingKind::kFeed);
  EXPECT_EQ(sniff_listing("<feed xmlns=\"http://www.w3.org/2005/Atom\">"), ListingKind::kFeed);
  EXPECT_EQ(sniff_listing("{\"version\": \"https://jsonfeed.org/version/1.1\""),
            ListingKind::kFeed);
  EXPECT_EQ(sniff_listing("<urlset>"), ListingKind::kSitemap);
  EXPECT_EQ(sniff_listing("<html><p>We have an &lt;rss feed: <rss"), ListingKind::kNone);
  EXPECT_EQ(sniff_listing("The tag <rss begins a feed"), ListingKind::kNone);
  EXPECT_EQ(sniff_listing(""), ListingKind::kNone);
}

TEST(Listing, AnEntryWithoutIdAndLinkIsKnownByWhatItSays) {
  const EntryIdentity one = identify_entry("s", {{}, {}, "Title", {}, {}, "Text"});
  const EntryIdentity other = identify_entry("s", {{}, {}, "Title", {}, {}, "Other text"});
  ASSERT_EQ(one.keys.size(), 1U);
  EXPECT_NE(one.keys, other.keys);
}

TEST_F(WebSourceTest, AClockThatWasAheadKeepsNoPageWaiting) {
  constexpr std::int64_t kYear = 365 * 86'400;
  const struct {
    const char* settings;
    int status;  ///< Of the page while the clock is ahead.
  } rows[] = {{R"({"robots":"none"})", 503}, {R"({"robots":"none","recheck_hours":24})", 200}};
  for (const auto& row : rows) {
    web = {};
    frontier = {};
    list("read_feed", kFeed, row.settings);
    web.feed(kFeed, rss(item("1", kOne, "One")));
    web.answers[kOne] = {{row.status, "Content-Type: text/html\r\n", "<p>One</p>", {}}};
    clock.pass(kYear);
    run();
    ASSERT_EQ(web.times_asked(kOne), 1U) << row.status;
    ASSERT_EQ(frontier.pages.size(), 1U) << row.status;
    clock.pass(-kYear);
    run();
    EXPECT_EQ(web.times_asked(kOne), 2U) << row.status;
    run();  // And not again and again until the year is over.
    EXPECT_EQ(web.times_asked(kOne), 2U) << row.status;
    clock.pass(86'400);
    run();
    EXPECT_EQ(web.times_asked(kOne), 3U) << row.status;
  }
}

TEST_F(WebSourceTest, TheRobotsTxtThatAVerdictRestsOnIsKept) {
  const std::string robots = "https://www.kelpbay.example/robots.txt";
  const std::string text = "User-agent: *\nDisallow: /two\n";
  list("read_feed", kFeed, "{}");
  web.feed(kFeed, rss(item("1", kOne, "One") + item("2", kTwo, "Two")));
  web.answers[robots] = {{200, "Content-Type: text/plain\r\n", text, {}}};
  web.page(kOne, "<p>One</p>");
  std::vector<Arrival> arrivals = run();
  ASSERT_EQ(arrivals.size(), 4U);
  EXPECT_EQ(arrivals[0].aside, DropReason::kListing);
  const Arrival& kept = arrivals[1];
  EXPECT_EQ(kept.uri, robots);
  EXPECT_EQ(kept.source, "kelpbay");
  EXPECT_EQ(kept.aside, DropReason::kRobots);
  EXPECT_EQ(kept.payload, text);
  EXPECT_EQ(kept.media_type, "text/plain");
  ASSERT_EQ(kept.http->exchanges.size(), 1U);
  ASSERT_EQ(kept.frontier->hosts.size(), 1U);
  EXPECT_EQ(kept.frontier->hosts[0].robots, text);
  const std::string copy = "\"robots_txt\":{\"uri\":\"" + robots + "\",\"captured_at\":\"" +
                           to_rfc3339(kept.captured_at, TimePrecision::kMicroseconds) +
                           "\",\"payload_sha256\":\"" + sha256(text).hex() + "\"}";
  EXPECT_NE(arrivals[2].detail.find(copy), std::string::npos) << arrivals[2].detail;
  EXPECT_NE(arrivals[3].detail.find(copy), std::string::npos) << arrivals[3].detail;
  EXPECT_EQ(web.times_asked(robots), 1U);
  // A later run rules by the same copy, and names it all the same.
  web.feed(kFeed, rss(item("1", kOne, "One, corrected")));
  clock.pass(7'200);
  arrivals = run();
  ASSERT_EQ(arrivals.size(), 2U);
  EXPECT_NE(arrivals[1].detail.find(copy), std::string::npos) << arrivals[1].detail;
  EXPECT_EQ(web.times_asked(robots), 1U);
}

TEST_F(WebSourceTest, WhatAnsweredForRobotsTxtIsKeptWhateverItWas) {
  const std::string robots = "https://www.kelpbay.example/robots.txt";
  const std::string elsewhere = "https://www.kelpbay.example/elsewhere";
  const struct {
    const char* what;
    std::vector<ScriptedWeb::Answer> answers;
    std::string payload;
    std::string last_uri;
    std::string page;  ///< Stands in the lineage of the page.
  } rows[] = {
      {"none there",
       {{404, "", "Nothing here", {}}},
       "Nothing here",
       robots,
       "\"payload_sha256\":null"},
      {"out of order", {{503, "", "", {}}}, "", robots, "\"robots\":\"not to be had\""},
      {"no answer",
       {{0, "", "", Error{ErrorCode::kConnect, "refused"}}},
       "",
       robots,
       "\"robots\":\"not to be had\""},
      {"moved",
       {{302, "Location: /elsewhere\r\n", "", {}}},
       "User-agent: *\nAllow: /\n",
       elsewhere,
       "allowed by line 2"},
  };
  for (const auto& row : rows) {
    web = {};
    frontier = {};
    list("read_feed", kFeed, "{}");
    web.feed(kFeed, rss(item("1", kOne, "One")));
    web.answers[robots] = {row.answers.begin(), row.answers.end()};
    web.answers[elsewhere] = {{200, "", "User-agent: *\nAllow: /\n", {}}};
    web.page(kOne, "<p>One</p>");
    const std::vector<Arrival> arrivals = run();
    ASSERT_EQ(arrivals.size(), 3U) << row.what;
    EXPECT_EQ(arrivals[1].aside, DropReason::kRobots) << row.what;
    EXPECT_FALSE(arrivals[1].fault) << row.what;
    EXPECT_EQ(arrivals[1].payload, row.payload) << row.what;
    EXPECT_EQ(arrivals[1].uri, row.last_uri) << row.what;
    EXPECT_EQ(arrivals[1].http->exchanges.front().uri, robots) << row.what;
    EXPECT_NE(arrivals[2].detail.find(row.page), std::string::npos)
        << row.what << ": " << arrivals[2].detail;
  }
}

TEST_F(WebSourceTest, ACutListingIsReadAgainWhateverTheServerSays) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  const std::string whole = rss(item("1", kOne, "One") + item("2", kTwo, "Two"));
  const auto serve = [&](std::size_t bytes) {
    web.answers[kFeed] = {
        {200, "Content-Type: application/rss+xml\r\nETag: \"1\"\r\n", whole.substr(0, bytes), {}}};
  };
  const std::size_t inside_two = whole.find("<guid", whole.find("</item>"));
  const std::size_t between = whole.find("</item>") + 7;
  for (const std::size_t bytes : {inside_two, between, whole.size() - 2}) {
    frontier = {};
    list("read_feed", kFeed, R"({"robots":"none"})");
    serve(bytes);
    clock.pass(86'400);
    const std::vector<Arrival> arrivals = run();
    ASSERT_TRUE(arrivals[0].warning) << bytes;
    EXPECT_EQ(arrivals[0].warning->code, ErrorCode::kTruncated) << bytes;
    EXPECT_EQ(arrivals[0].aside, DropReason::kListing) << bytes;
    EXPECT_NE(arrivals[0].detail.find("\"warning\":\"truncated: "), std::string::npos) << bytes;
    EXPECT_EQ(state().warning.substr(0, 11), "truncated: ") << bytes;
    EXPECT_EQ(state().error, "") << bytes;
    EXPECT_EQ(state().etag, "") << bytes;
    EXPECT_EQ(frontier.articles.contains("url:" + article_url_key(kTwo)), bytes > inside_two)
        << bytes;
  }
  serve(whole.size());
  clock.pass(86'400);
  EXPECT_FALSE(run()[0].warning);
  EXPECT_EQ(state().warning, "");
  EXPECT_EQ(state().etag, "\"1\"");
}

/// A source at kFeed that its server redirects to `to`.
class MovedSource : public WebSourceTest {
 protected:
  void redirect(const std::string& from, const std::string& to, int status = 301) {
    web.answers[from] = {{status, "Location: " + to + "\r\n", "", {}}};
  }
  /// A run some days later; the first thing that arrives.
  Arrival visit() {
    clock.pass(4 * 86'400);
    std::vector<Arrival> arrivals = run();
    EXPECT_FALSE(arrivals.empty());
    return arrivals.empty() ? Arrival() : std::move(arrivals.front());
  }
  static std::string move_of(const Arrival& arrival) {
    const std::string name = "\"move\":\"";
    const std::size_t begin = arrival.detail.find(name);
    if (begin == std::string::npos) return {};
    const std::size_t from = begin + name.size();
    return arrival.detail.substr(from, arrival.detail.find('"', from) - from);
  }

  const std::string kTarget = "https://news.kelpbay.example/feed";
};

TEST_F(MovedSource, IsAskedAtItsNewAddressWhereAFeedIs) {
  list("read_feed", kFeed, R"({"robots":"none"})");
  redirect(kFeed, kTarget, 308);
  web.page(kOne, "<p>One</p>");
  web.page(kTwo, "<p>Two</p>");
  web.feed(kTarget, rss(item("1", kOne, "One")));
  EXPECT_EQ(move_of(visit()), "taken over");
  EXPECT_EQ(state().address, kTarget);
  EXPECT_EQ(frontier.sources.at("kelpbay").spec.uri, kFeed);
  EXPECT_EQ(move_of(visit()), "");
  EXPECT_EQ(web.times_asked(kFeed), 1U);
  EXPECT_EQ(web.times_asked(kTarget), 2U);
  // The entries are those of the same source.
  web.feed(kTarget, rss(item("1", kOne, "One") + item("2", kTwo, "Two")));
  EXPECT_NE(visit().detail.find(R"("new":1,"revised":0,"known":1)"), std::string::npos);
}

TEST_F(MovedSource, StaysWhereItIsUnlessTheMoveIsToBeTrusted) {
  const std::string insecure = "http://news.kelpbay.example/feed";
  const std::string elsewhere = "https://elsewhere.example/feed";
  const struct {
    const char* what;
    std::string to;
    int status;
    std::string move;
  } rows[] = {
      {"moved for now", kTarget, 302, ""},
      {"off https", insecure, 301, "not taken over: the way there leaves https"},
      {"where another source is", elsewhere, 301, "not taken over: another source is there"},
  };
  list("read_feed", kFeed, R"({"robots":"none","take":"entries"})");
  frontier.list({"other", "read_feed", elsewhere, R"({"robots":"none"})", "config", {}});
  frontier.sources.at("other").state.due = {clock.at + 1'000'000LL * 86'400 * 400};
  for (const std::string& uri : {kTarget, insecure, elsewhere}) web.feed(uri, rss(""));
  for (const auto& row : rows) {
    redirect(kFeed, row.to, row.status);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(move_of(visit()), row.move) << row.what;
    EXPECT_EQ(state().address, "") << row.what;
    EXPECT_EQ(state().moving_to, "") << row.what;
  }
}

TEST_F(MovedSource, IsBelievedAfterThreeVisitsWithoutAFeed) {
  list("read_feed", kFeed, R"({"robots":"none","take":"entries"})");
  web.answers[kFeed] = {{200, "Content-Type: application/rss+xml\r\nETag: \"1\"\r\n", rss(""), {}}};
  visit();
  redirect(kFeed, kTarget);
  web.answers[kTarget] = {{304, "", "", {}}};
  EXPECT_EQ(move_of(visit()), "seen 1 of 3 times");
  EXPECT_EQ(move_of(visit()), "seen 2 of 3 times");
  EXPECT_EQ(state().moving_to, kTarget);
  EXPECT_EQ(move_of(visit()), "taken over");
  EXPECT_EQ(state().address, kTarget);
}

TEST_F(MovedSource, APageTakesThreeVisitsToo) {
  list("fetch_pages", kOne, R"({"robots":"none"})");
  redirect(kOne, kTwo);
  web.page(kTwo, "<p>Two</p>");
  visit();
  visit();
  EXPECT_EQ(state().address, "");
  EXPECT_EQ(move_of(visit()), "taken over");
  EXPECT_EQ(state().address, kTwo);
}

TEST_F(MovedSource, ReturnsToItsListedAddressWhereTheOtherIsGone) {
  list("read_feed", kFeed, R"({"robots":"none","take":"entries"})");
  redirect(kFeed, kTarget);
  web.feed(kTarget, rss(""));
  visit();
  ASSERT_EQ(state().address, kTarget);
  web.answers[kTarget] = {{410, "", "", {}}};
  web.feed(kFeed, rss(item("1", kOne, "One")));
  EXPECT_EQ(move_of(visit()), "given up: the listed address is asked again");
  EXPECT_EQ(state().address, "");
  EXPECT_FALSE(state().gone);
  clock.pass(86'400 * 3);
  EXPECT_NE(visit().detail.find(R"("new":1)"), std::string::npos);
  EXPECT_EQ(state().error, "");
}

TEST_F(MovedSource, OneOfTwoThatMoveToTheSameAddressGetsIt) {
  const std::string other = "https://www.kelpbay.example/other.xml";
  list("read_feed", kFeed, R"({"robots":"none","take":"entries"})");
  frontier.list({"other", "read_feed", other, R"({"robots":"none"})", "config", {}});
  redirect(kFeed, kTarget);
  redirect(other, kTarget);
  web.feed(kTarget, rss(""));
  run();
  const auto& sources = frontier.sources;
  EXPECT_NE(sources.at("kelpbay").state.address.empty(), sources.at("other").state.address.empty());
}

}  // namespace
}  // namespace headwater::testing
