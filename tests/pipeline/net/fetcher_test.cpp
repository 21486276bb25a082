#include "net/fetcher.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "support/fake_http_client.h"
#include "support/http_server.h"

namespace headwater {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::FakeHttpClient;
using testing::SetClock;
using Answer = FakeHttpClient::Answer;
using Uris = std::vector<std::string>;

class FetcherTest : public ::testing::Test {
 protected:
  Fetcher& fetcher() {
    if (!fetcher_) {
      auto client = std::make_unique<FakeHttpClient>(clock_);
      for (auto& [uri, answer] : web_) client->answer(uri, answer);
      client_ = client.get();
      fetcher_ = std::make_unique<Fetcher>(
          options_, std::move(client),
          [this](std::string_view origin) -> Result<std::optional<HostState>> {
            const auto found = hosts_.find(std::string(origin));
            if (found == hosts_.end()) return std::optional<HostState>();
            return std::optional(found->second);
          },
          clock_);
    }
    return *fetcher_;
  }
  void serve(const std::string& uri, const std::string& head, const std::string& body = "") {
    web_.emplace_back(uri, Answer{"HTTP/1.1 " + head, body, std::nullopt});
  }
  void fail(const std::string& uri, ErrorCode code) {
    web_.emplace_back(uri, Answer{"", "", Error{code, uri}});
  }
  static FetchTask feed(const std::string& uri) {
    FetchTask task;
    task.uri = uri;
    task.obey_robots = false;
    return task;
  }
  static FetchTask page(const std::string& uri) {
    FetchTask task;
    task.uri = uri;
    return task;
  }
  Fetched fetch(FetchTask task) {
    fetcher().add(std::move(task));
    std::optional<Fetched> fetched = fetcher().next(seconds(1'000));
    EXPECT_TRUE(fetched);
    return fetched ? std::move(*fetched) : Fetched{};
  }
  static ErrorCode code_of(const Fetched& fetched) {
    return fetched.error ? fetched.error->code : ErrorCode::kInternal;
  }

  SetClock clock_;
  FetcherOptions options_;
  std::vector<std::pair<std::string, Answer>> web_;
  std::map<std::string, HostState> hosts_;
  FakeHttpClient* client_ = nullptr;
  std::unique_ptr<Fetcher> fetcher_;
};

TEST_F(FetcherTest, BringsAPageWithAllThatIsSaidOfIt) {
  serve("https://a.example/news",
        "200 OK\r\nContent-Type: Text/HTML; charset=\"utf-8\"\r\nContent-Encoding: x-gzip\r\n"
        "ETag: W/\"1\"\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
        "\x1f\x8b...");
  FetchTask task = page("https://a.example/news");
  task.ticket = 77;
  task.accept = "text/html";
  const Fetched fetched = fetch(task);
  EXPECT_EQ(fetched.verdict, FetchVerdict::kFetched);
  EXPECT_FALSE(fetched.error);
  EXPECT_EQ(fetched.ticket, 77U);
  EXPECT_EQ(fetched.uri, "https://a.example/news");
  EXPECT_EQ(fetched.status, 200);
  EXPECT_EQ(fetched.received, "\x1f\x8b...");
  EXPECT_EQ(fetched.content_encoding, "gzip");
  EXPECT_EQ(fetched.media_type, "text/html");
  EXPECT_EQ(fetched.charset, "utf-8");
  EXPECT_EQ(fetched.etag, "W/\"1\"");
  EXPECT_EQ(fetched.last_modified, "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(fetched.visit.robots, "none there (404)");
  EXPECT_EQ(fetched.moved_to, "");
  ASSERT_EQ(fetched.visit.exchanges.size(), 1U);
  EXPECT_EQ(fetched.visit.exchanges[0].body, "");
  ASSERT_EQ(fetched.hosts.size(), 1U);
  EXPECT_EQ(fetched.hosts[0].origin, "https://a.example");
  EXPECT_EQ(fetched.hosts[0].requests, 2);
  EXPECT_EQ(fetched.hosts[0].robots_status, 404);
  EXPECT_EQ(fetched.hosts[0].asked, clock_.now());
  EXPECT_EQ(client_->asked_uris(),
            (Uris{"https://a.example/robots.txt", "https://a.example/news"}));
  EXPECT_EQ(client_->asked()[1].request.fields.at(0).value, "text/html");
  EXPECT_FALSE(fetcher().next(seconds(1'000)));
}

struct StatusCase {
  const char* head;
  FetchVerdict verdict;
  double weight;
  std::int64_t least_retry;  ///< Seconds.
};
const StatusCase kStatuses[] = {
    {"200 OK", FetchVerdict::kFetched, 0, 0},
    {"203 Other", FetchVerdict::kFetched, 0, 0},
    {"204 Nothing", FetchVerdict::kUnreachable, 0.5, 0},
    {"206 Part", FetchVerdict::kUnreachable, 0.5, 0},
    {"301 Moved", FetchVerdict::kUnreachable, 0.5, 0},
    {"304 Unchanged", FetchVerdict::kUnreachable, 0.5, 0},
    {"401 No", FetchVerdict::kForbidden, 0.5, 0},
    {"403 No", FetchVerdict::kForbidden, 0.5, 0},
    {"404 None", FetchVerdict::kGone, 1, 0},
    {"410 Gone", FetchVerdict::kGone, 1, 0},
    {"451 Law", FetchVerdict::kGone, 1, 0},
    {"418 Teapot", FetchVerdict::kGone, 1, 0},
    {"408 Slow", FetchVerdict::kUnreachable, 0.25, 10},
    {"429 Often\r\nRetry-After: 120", FetchVerdict::kUnreachable, 0.25, 120},
    {"429 Often\r\nRetry-After: 99999999999999999999", FetchVerdict::kUnreachable, 0.25, 10},
    {"429 Often\r\nRetry-After: -5", FetchVerdict::kUnreachable, 0.25, 10},
    {"503 Down\r\nRetry-After: Tue, 14 Nov 2023 22:23:20 GMT", FetchVerdict::kUnreachable, 0.25,
     580},
    {"500 Oh", FetchVerdict::kUnreachable, 0.25, 10},
    {"999 What", FetchVerdict::kUnreachable, 0.25, 10},
};

TEST_F(FetcherTest, KnowsWhatAStatusMeans) {
  int host = 0;
  for (const StatusCase& row : kStatuses) {
    serve("https://" + std::to_string(host++) + ".example/", row.head, "body");
  }
  host = 0;
  for (const StatusCase& row : kStatuses) {
    const Fetched fetched = fetch(feed("https://" + std::to_string(host++) + ".example/"));
    EXPECT_EQ(fetched.verdict, row.verdict) << row.head;
    EXPECT_EQ(fetched.weight, row.weight) << row.head;
    EXPECT_EQ(fetched.error.has_value(), row.weight > 0) << row.head;
    EXPECT_GE(fetched.retry_after, row.least_retry) << row.head;
    EXPECT_EQ(fetched.retry_after > 0, row.least_retry > 0) << row.head;
    EXPECT_LE(fetched.retry_after, 86'400) << row.head;
    EXPECT_EQ(fetched.received, "body") << row.head;
  }
}

struct FailureCase {
  ErrorCode code;
  FetchVerdict verdict;
  double weight;
};
const FailureCase kFailures[] = {
    {ErrorCode::kForbiddenAddress, FetchVerdict::kForbidden, 1},
    {ErrorCode::kTooLarge, FetchVerdict::kUnreachable, 1},
    {ErrorCode::kNameResolution, FetchVerdict::kUnreachable, 0.5},
    {ErrorCode::kTls, FetchVerdict::kUnreachable, 0.5},
    {ErrorCode::kBadHttp, FetchVerdict::kUnreachable, 0.5},
    {ErrorCode::kConnect, FetchVerdict::kUnreachable, 0.25},
    {ErrorCode::kTimeout, FetchVerdict::kUnreachable, 0.25},
    {ErrorCode::kTruncated, FetchVerdict::kUnreachable, 0.25},
};

TEST_F(FetcherTest, WeighsFailures) {
  int host = 0;
  for (const FailureCase& row : kFailures) {
    fail("https://" + std::to_string(host++) + ".example/", row.code);
  }
  host = 0;
  for (const FailureCase& row : kFailures) {
    const Fetched fetched = fetch(feed("https://" + std::to_string(host++) + ".example/"));
    EXPECT_EQ(code_of(fetched), row.code);
    EXPECT_EQ(fetched.verdict, row.verdict) << code_name(row.code);
    EXPECT_EQ(fetched.weight, row.weight) << code_name(row.code);
    EXPECT_EQ(fetched.status, 0);
  }
}

TEST_F(FetcherTest, SaysWhatEndedABodyBeforeItsEnd) {
  const std::pair<ErrorCode, BodyCut> rows[] = {
      {ErrorCode::kTooLarge, BodyCut::kLength},
      {ErrorCode::kTimeout, BodyCut::kTime},
      {ErrorCode::kTruncated, BodyCut::kDisconnect},
      {ErrorCode::kBadHttp, BodyCut::kUnspecified},
  };
  for (const auto& [code, cut] : rows) {
    web_.emplace_back("https://" + std::string(code_name(code)) + ".example/",
                      Answer{"HTTP/1.1 200 OK", "<p>Ra", Error{code, "cut"}});
  }
  fail("https://silent.example/", ErrorCode::kTimeout);
  serve("https://whole.example/", "200 OK");
  for (const auto& [code, cut] : rows) {
    const Fetched fetched = fetch(feed("https://" + std::string(code_name(code)) + ".example/"));
    EXPECT_EQ(fetched.received, "<p>Ra") << code_name(code);
    EXPECT_EQ(fetched.visit.exchanges.back().cut, cut) << code_name(code);
  }
  // Nothing came that could be cut, and all of it came.
  EXPECT_EQ(fetch(feed("https://silent.example/")).visit.exchanges.back().cut, BodyCut::kWhole);
  EXPECT_EQ(fetch(feed("https://whole.example/")).visit.exchanges.back().cut, BodyCut::kWhole);
}

TEST_F(FetcherTest, AsksConditionallyAndBelievesOnlyThen304) {
  serve("https://a.example/feed", "304 Unchanged\r\nETag: \"2\"");
  FetchTask task = feed("https://a.example/feed");
  task.etag = "\"1\"";
  task.last_modified = "yesterday";
  const Fetched fetched = fetch(task);
  EXPECT_EQ(fetched.verdict, FetchVerdict::kUnchanged);
  EXPECT_FALSE(fetched.error);
  const std::vector<RequestField>& fields = client_->asked()[0].request.fields;
  ASSERT_EQ(fields.size(), 2U);
  EXPECT_EQ(fields[0].name + ": " + fields[0].value, "If-None-Match: \"1\"");
  EXPECT_EQ(fields[1].name + ": " + fields[1].value, "If-Modified-Since: yesterday");

  task.etag = "\"1\"\r\nHost: evil.example";
  task.last_modified = "";
  const Fetched forged = fetch(task);
  EXPECT_TRUE(client_->asked()[1].request.fields.empty());
  EXPECT_EQ(code_of(forged), ErrorCode::kBadHttp);
  EXPECT_NE(forged.error->message.find("304"), std::string::npos);
}

TEST_F(FetcherTest, FollowsRedirectsThroughTheSameChecks) {
  serve("https://a.example/", "301 Moved\r\nLocation: //b.example/x", "see b");
  serve("https://b.example/x", "308 Moved\r\nLocation: y");
  serve("https://b.example/y", "200 OK", "here");
  const Fetched fetched = fetch(page("https://a.example/"));
  EXPECT_EQ(fetched.verdict, FetchVerdict::kFetched);
  EXPECT_EQ(fetched.uri, "https://b.example/y");
  EXPECT_EQ(fetched.moved_to, "https://b.example/y");
  EXPECT_EQ(fetched.received, "here");
  ASSERT_EQ(fetched.visit.exchanges.size(), 3U);
  EXPECT_EQ(fetched.visit.exchanges[0].body, "see b");
  EXPECT_EQ(fetched.hosts.size(), 2U);
  EXPECT_EQ(client_->asked_uris(),
            (Uris{"https://a.example/robots.txt", "https://a.example/",
                  "https://b.example/robots.txt", "https://b.example/x", "https://b.example/y"}));
}

TEST_F(FetcherTest, KnowsAPermanentMoveFromADetour) {
  serve("https://a.example/", "301 Moved\r\nLocation: /b");
  serve("https://a.example/b", "302 For now\r\nLocation: /c");
  serve("https://a.example/c", "200 OK");
  serve("https://b.example/", "301 Moved\r\nLocation: /gone");
  EXPECT_EQ(fetch(feed("https://a.example/")).moved_to, "");
  EXPECT_EQ(fetch(feed("https://b.example/")).moved_to, "");
}

TEST_F(FetcherTest, EndsCirclesAndEndlessRedirects) {
  serve("https://a.example/", "302 There\r\nLocation: /b");
  serve("https://a.example/b", "302 Here\r\nLocation: /");
  const Fetched circle = fetch(feed("https://a.example/"));
  EXPECT_EQ(code_of(circle), ErrorCode::kTooManyRedirects);
  EXPECT_EQ(circle.weight, 1);
  EXPECT_EQ(circle.visit.exchanges.size(), 2U);
  EXPECT_NE(circle.error->message.find("circle"), std::string::npos);
}

TEST_F(FetcherTest, EndsEndlessRedirects) {
  for (int i = 0; i < 30; ++i) {
    serve("https://a.example/" + std::to_string(i), "302 On\r\nLocation: " + std::to_string(i + 1));
  }
  const Fetched fetched = fetch(feed("https://a.example/0"));
  EXPECT_EQ(code_of(fetched), ErrorCode::kTooManyRedirects);
  EXPECT_EQ(fetched.visit.exchanges.size(), 11U);
}

TEST_F(FetcherTest, LeavesTheWebForNothing) {
  const Uris places{"file:///etc/passwd", "gopher://a.example/", "javascript:alert(1)", "http://",
                    "http://[::1"};
  for (std::size_t i = 0; i < places.size(); ++i) {
    serve("https://" + std::to_string(i) + ".example/", "302 On\r\nLocation: " + places[i]);
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Fetched fetched = fetch(feed("https://" + std::to_string(i) + ".example/"));
    EXPECT_EQ(fetched.verdict, FetchVerdict::kForbidden) << places[i];
    EXPECT_EQ(code_of(fetched), ErrorCode::kForbiddenAddress) << places[i];
  }
  EXPECT_EQ(code_of(fetch(feed("ftp://a.example/"))), ErrorCode::kBadArgument);
  EXPECT_EQ(code_of(fetch(feed("no address"))), ErrorCode::kBadArgument);
}

TEST_F(FetcherTest, ObeysRobotsOfEveryHop) {
  serve("https://a.example/", "302 On\r\nLocation: https://b.example/private/x");
  serve("https://b.example/robots.txt", "200 OK", "User-agent: *\nDisallow: /private\n");
  const Fetched fetched = fetch(page("https://a.example/"));
  EXPECT_EQ(fetched.verdict, FetchVerdict::kForbidden);
  EXPECT_EQ(code_of(fetched), ErrorCode::kForbiddenByRobots);
  EXPECT_EQ(fetched.visit.robots, "refused by line 2: Disallow: /private");
  EXPECT_EQ(fetched.visit.exchanges.size(), 1U);
  ASSERT_EQ(fetched.hosts.size(), 2U);
  EXPECT_EQ(fetched.hosts[1].robots, "User-agent: *\nDisallow: /private\n");
  EXPECT_EQ(client_->asked_uris().back(), "https://b.example/robots.txt");
  EXPECT_EQ(client_->asked().back().request.fields.at(0).value, "identity");
}

struct RobotsCase {
  const char* name;
  const char* head;  ///< Empty: no connection.
  FetchVerdict verdict;
};
const RobotsCase kRobots[] = {
    {"none", "404 None", FetchVerdict::kFetched},
    {"not for us", "403 No", FetchVerdict::kFetched},
    {"down", "503 Down", FetchVerdict::kUnreachable},
    {"too often", "429 Slow", FetchVerdict::kUnreachable},
    {"no connection", "", FetchVerdict::kUnreachable},
    {"in a circle", "302 On\r\nLocation: /robots.txt", FetchVerdict::kFetched},
    {"compressed", "200 OK\r\nContent-Encoding: gzip", FetchVerdict::kUnreachable},
};

TEST_F(FetcherTest, TakesMissingRobotsForAYesAndBrokenOnesForALater) {
  int host = 0;
  for (const RobotsCase& row : kRobots) {
    const std::string origin = "https://" + std::to_string(host++) + ".example";
    if (*row.head == '\0') {
      fail(origin + "/robots.txt", ErrorCode::kConnect);
    } else {
      serve(origin + "/robots.txt", row.head);
    }
    serve(origin + "/", "200 OK");
  }
  host = 0;
  for (const RobotsCase& row : kRobots) {
    const Fetched fetched = fetch(page("https://" + std::to_string(host++) + ".example/"));
    EXPECT_EQ(fetched.verdict, row.verdict) << row.name;
    if (row.verdict == FetchVerdict::kFetched) continue;
    EXPECT_EQ(fetched.weight, 0.25) << row.name;
    EXPECT_GT(fetched.retry_after, 0) << row.name;
    EXPECT_TRUE(fetched.visit.exchanges.empty()) << row.name;
    EXPECT_FALSE(fetched.hosts.at(0).robots_fetched) << row.name;
  }
}

TEST_F(FetcherTest, FollowsRobotsElsewhereAndReadsTheBeginningOfLongOnes) {
  serve("https://a.example/robots.txt", "301 On\r\nLocation: https://b.example/r");
  web_.emplace_back(
      "https://b.example/r",
      Answer{"HTTP/1.1 200 OK", "User-agent: *\nDisallow: /x\n", Error{ErrorCode::kTooLarge, "r"}});
  serve("https://a.example/y", "200 OK");
  EXPECT_EQ(fetch(page("https://a.example/x")).verdict, FetchVerdict::kForbidden);
  EXPECT_EQ(fetch(page("https://a.example/y")).verdict, FetchVerdict::kFetched);
  EXPECT_EQ(client_->asked_uris(),
            (Uris{"https://a.example/robots.txt", "https://b.example/r", "https://a.example/y"}));
}

TEST_F(FetcherTest, RemembersRobotsForADayAndLongerWhereTheServerIsDown) {
  HostState known;
  known.origin = "https://a.example";
  known.robots_fetched = clock_.now();
  known.robots_status = 200;
  known.robots = "User-agent: *\nDisallow: /x\n";
  clock_.time.microseconds += std::int64_t{3'600} * 1'000'000;
  hosts_[known.origin] = known;
  serve("https://a.example/robots.txt", "503 Down");
  EXPECT_EQ(fetch(page("https://a.example/x")).verdict, FetchVerdict::kForbidden);
  EXPECT_TRUE(client_->asked().empty());

  fetcher_.reset();
  clock_.time.microseconds += std::int64_t{86'400} * 1'000'000;
  const Fetched later = fetch(page("https://a.example/x"));
  EXPECT_EQ(code_of(later), ErrorCode::kForbiddenByRobots);
  EXPECT_EQ(client_->asked_uris(), (Uris{"https://a.example/robots.txt"}));
  EXPECT_EQ(later.hosts.at(0).robots, known.robots);
}

TEST_F(FetcherTest, SaysOnceWhatRobotsSay) {
  serve("https://a.example/robots.txt", "200 OK", "User-agent: *\nDisallow: /x\nAllow: /x/y\n");
  serve("https://a.example/x/y", "200 OK");
  EXPECT_EQ(fetch(page("https://a.example/x/y")).visit.robots, "allowed by line 3: Allow: /x/y");
  const Fetched refused = fetch(page("https://a.example/x"));
  EXPECT_EQ(refused.verdict, FetchVerdict::kForbidden);
  EXPECT_EQ(refused.visit.robots, "refused by line 2: Disallow: /x");
}

TEST_F(FetcherTest, AsksForRobotsOnceForMany) {
  for (int i = 0; i < 3; ++i) fetcher().add(page("https://a.example/" + std::to_string(i)));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(fetcher().next(seconds(100))->status, 404);
  EXPECT_EQ(client_->asked_uris(), (Uris{"https://a.example/robots.txt", "https://a.example/0",
                                         "https://a.example/1", "https://a.example/2"}));
}

TEST_F(FetcherTest, KeepsTheDelayExactlyAndServersApart) {
  serve("https://slow.example/robots.txt", "200 OK", "User-agent: *\nCrawl-delay: 7\n");
  for (int i = 0; i < 4; ++i) {
    fetcher().add(feed("https://a.example/" + std::to_string(i)));
    fetcher().add(feed("https://b.example/" + std::to_string(i)));
    fetcher().add(page("https://slow.example/" + std::to_string(i)));
  }
  while (fetcher().next(seconds(1'000))) {
  }
  std::map<std::string, std::chrono::microseconds> last;
  for (const FakeHttpClient::Asked& asked : client_->asked()) {
    const std::string host = asked.uri.substr(0, asked.uri.find('/', 8));
    const bool slow = host == "https://slow.example" && last.contains(host);
    const seconds delay(slow ? 7 : 5);
    if (last.contains(host)) {
      EXPECT_EQ(asked.at - last[host], delay + FakeHttpClient::kExchange) << asked.uri;
    }
    last[host] = asked.at;
  }
  EXPECT_EQ(client_->asked().size(), 13U);
  EXPECT_EQ(client_->most_active(), 3U);
}

TEST_F(FetcherTest, AsksAServerNothingMoreBeforeItsAnswerIsKept) {
  options_.until_released = true;
  for (std::uint64_t ticket = 1; ticket <= 2; ++ticket) {
    FetchTask task = feed("https://a.example/" + std::to_string(ticket));
    task.ticket = ticket;
    fetcher().add(std::move(task));
  }
  fetcher().add(feed("https://b.example/"));
  EXPECT_EQ(fetcher().next(seconds(1'000))->uri, "https://a.example/1");
  EXPECT_EQ(fetcher().next(seconds(1'000))->uri, "https://b.example/");
  EXPECT_FALSE(fetcher().next(seconds(1'000)));
  EXPECT_EQ(fetcher().waiting(), 1U);
  fetcher().release(7);  // Of no task.
  EXPECT_FALSE(fetcher().next(seconds(1'000)));
  fetcher().release(1);
  EXPECT_EQ(fetcher().next(seconds(1'000))->uri, "https://a.example/2");
}

TEST_F(FetcherTest, WaitsAFullDelayAfterARunThatWasKilled) {
  options_.killed_before = true;
  fetch(feed("https://a.example/"));
  EXPECT_EQ(client_->asked()[0].at, seconds(10));  // Its time starts at 5 s.
}

TEST_F(FetcherTest, SparesServersThatSleepLongerThanARun) {
  serve("https://a.example/0", "429 Often\r\nRetry-After: 4000");
  for (int i = 0; i < 3; ++i) {
    FetchTask task = feed("https://a.example/" + std::to_string(i));
    task.ticket = static_cast<std::uint64_t>(i);
    fetcher().add(task);
  }
  EXPECT_EQ(fetcher().next(seconds(1'000))->retry_after, 4'000);
  for (int i = 1; i < 3; ++i) {
    const std::optional<Fetched> spared = fetcher().next(seconds(0));
    ASSERT_TRUE(spared);
    EXPECT_EQ(code_of(*spared), ErrorCode::kServerSpared);
    EXPECT_EQ(spared->weight, 0);
    EXPECT_EQ(spared->retry_after, 4'000);
    EXPECT_TRUE(spared->visit.exchanges.empty());
  }
  EXPECT_EQ(code_of(fetch(page("https://a.example/later"))), ErrorCode::kServerSpared);
  EXPECT_EQ(client_->asked().size(), 1U);
  EXPECT_EQ(fetcher().waiting(), 0U);
}

TEST_F(FetcherTest, StandsAClockThatJumps) {
  fetch(feed("https://a.example/0"));
  const auto before = client_->now();
  clock_.time.microseconds -= std::int64_t{365} * 86'400 * 1'000'000;
  fetch(feed("https://a.example/1"));
  EXPECT_EQ(client_->now() - before, seconds(5) + FakeHttpClient::kExchange);
  clock_.time.microseconds += std::int64_t{730} * 86'400 * 1'000'000;
  const auto between = client_->now();
  fetch(feed("https://a.example/2"));
  EXPECT_EQ(client_->now() - between, seconds(5) + FakeHttpClient::kExchange);
}

TEST_F(FetcherTest, BoundsWhatIsUnderWayAtOnce) {
  options_.most_active = 2;
  for (int i = 0; i < 9; ++i) fetcher().add(feed("https://" + std::to_string(i) + ".example/"));
  EXPECT_EQ(fetcher().waiting(), 9U);
  while (fetcher().next(seconds(1'000))) {
  }
  EXPECT_EQ(client_->most_active(), 2U);
  EXPECT_EQ(client_->asked().size(), 9U);
}

TEST_F(FetcherTest, HandsOnWhatTheLookupCannotSay) {
  Fetcher broken(
      {}, std::make_unique<FakeHttpClient>(clock_),
      [](std::string_view) -> Result<std::optional<HostState>> {
        return Error{ErrorCode::kStoreDamaged, "damaged"};
      },
      clock_);
  broken.add(feed("https://a.example/"));
  const std::optional<Fetched> fetched = broken.next(seconds(1));
  ASSERT_TRUE(fetched);
  EXPECT_EQ(code_of(*fetched), ErrorCode::kStoreDamaged);
  EXPECT_EQ(fetched->weight, 0);
}

TEST(Fetcher, KeepsTheDelayInTheServersOwnLog) {
  testing::HttpServer server([](const testing::ServedRequest&, testing::ServedConnection& peer) {
    peer.respond(200, "", "x");
  });
  FetcherOptions options;
  options.politeness.delay = milliseconds(40);
  HttpClientOptions client_options;
  client_options.connect_to = [&](std::string_view) { return server.place(); };
  auto client = make_http_client(client_options, system_clock());
  ASSERT_TRUE(client.ok());
  Fetcher fetcher(
      options, std::move(*client), [](std::string_view) { return std::optional<HostState>(); },
      system_clock());
  for (int i = 0; i < 12; ++i) {
    FetchTask task;
    task.uri = "http://" + std::to_string(i % 3) + ".example/" + std::to_string(i);
    task.any_address = true;
    task.obey_robots = false;
    fetcher.add(task);
  }
  while (const std::optional<Fetched> fetched = fetcher.next(seconds(20))) {
    EXPECT_EQ(fetched->verdict, FetchVerdict::kFetched);
  }
  std::map<std::string, std::chrono::steady_clock::time_point> last;
  const std::vector<testing::ServedRequest> log = server.log();
  EXPECT_EQ(log.size(), 12U);
  for (const testing::ServedRequest& seen : log) {
    const std::string host = seen.field("Host");
    const auto before = last.find(host);
    if (before != last.end()) {
      EXPECT_GE(seen.at - before->second, milliseconds(40)) << host;
    }
    last[host] = seen.at;
  }
  EXPECT_EQ(last.size(), 3U);
}

}  // namespace
}  // namespace headwater
