#include "store/sqlite_frontier.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "store/store.h"
#include "support/finished_samples.h"
#include "support/sample_store.h"
#include "support/temp_dir.h"

namespace headwater {
namespace {

using testing::sample_arrival;
using testing::sample_ended;
using testing::sample_passed;

constexpr Timestamp kNow{1'700'000'000'000'000};

Timestamp minutes(std::int64_t count) { return {kNow.microseconds + count * 60'000'000}; }

SourceSpec feed(std::string name, std::string origin = "config") {
  const std::string uri = "https://" + name + ".example/feed";
  return {std::move(name), "read_feed", uri, "{}", std::move(origin), "news/local"};
}

PageTask page(std::string uri, std::string source, Timestamp due) {
  PageTask task;
  task.uri = std::move(uri);
  task.source = std::move(source);
  task.found = kNow;
  task.due = due;
  return task;
}

std::vector<std::string> names(const std::vector<SourceRow>& rows) {
  std::vector<std::string> names;
  for (const SourceRow& row : rows) names.push_back(row.spec.name);
  return names;
}

std::vector<std::string> addresses(const std::vector<PageTask>& pages) {
  std::vector<std::string> addresses;
  for (const PageTask& task : pages) addresses.push_back(task.uri);
  return addresses;
}

using Names = std::vector<std::string>;

class SqliteFrontierTest : public ::testing::Test {
 protected:
  void SetUp() override { begin(); }

  void begin() {
    store_.reset();
    Result<std::unique_ptr<Store>> store = open_store({path_});
    ASSERT_TRUE(store.ok()) << store.error().message;
    store_ = std::move(*store);
    ASSERT_TRUE(store_->begin_run(recipe_, "ingest", clock_).ok());
    Result<std::unique_ptr<Frontier>> frontier = store_->frontier();
    ASSERT_TRUE(frontier.ok()) << frontier.error().message;
    frontier_ = std::move(*frontier);
  }
  void put(const std::vector<SourceSpec>& specs) {
    const Status put = store_->put_sources(specs);
    ASSERT_TRUE(put.ok()) << put.error().message;
  }
  void add(const Finished& finished) {
    std::string prepared;
    store_->prepare(finished, prepared);
    const Status added = store_->add(finished, prepared);
    ASSERT_TRUE(added.ok()) << added.error().message;
  }
  /// A feed that arrived from `source` and changes the frontier.
  void arrive(FrontierUpdate update, std::string source, std::string_view payload = "<rss/>") {
    Arrival arrival = sample_arrival(payload, "feed");
    arrival.source = std::move(source);
    arrival.frontier = std::move(update);
    add(sample_ended(std::move(arrival), Dropped{DropReason::kListing}));
  }
  void commit() { ASSERT_TRUE(store_->commit().ok()); }

  Names due(Timestamp now, std::string_view after = "", std::size_t most = 100) {
    const auto rows = frontier_->due_sources(now, after, most);
    EXPECT_TRUE(rows.ok());
    return names(*rows);
  }
  Names due_pages(Timestamp now, std::string_view source, const PageTask* after = nullptr,
                  std::size_t most = 100) {
    const auto pages = frontier_->due_pages(now, source, after, most);
    EXPECT_TRUE(pages.ok());
    return addresses(*pages);
  }
  SourceState state_of(std::string_view name) {
    const auto row = frontier_->source(name);
    EXPECT_TRUE(row.ok() && row->has_value()) << name;
    return row.ok() && *row ? (*row)->state : SourceState{};
  }

  testing::TempDir dir_;
  std::filesystem::path path_ = dir_ / "store";
  testing::StandingClock clock_;
  Recipe recipe_ = testing::sample_recipe();
  std::unique_ptr<Store> store_;
  std::unique_ptr<Frontier> frontier_;
};

TEST(Frontier, AVisitInTheFutureMakesASourceDue) {
  SourceState state;
  state.asked = minutes(61);
  state.due = minutes(90);
  EXPECT_TRUE(is_due(state, kNow));
  state.asked = minutes(59);
  EXPECT_FALSE(is_due(state, kNow));
  EXPECT_TRUE(is_due(state, minutes(90)));
}

TEST_F(SqliteFrontierTest, APageOfAClockThatWasAheadIsDue) {
  constexpr std::int64_t kYear = 365 * 24 * 60;
  put({feed("a")});
  const struct {
    const char* uri;
    std::int64_t found;  ///< Minutes from now.
    std::int64_t due;
    std::optional<std::int64_t> asked;
    bool is_due;
  } rows[] = {
      {"https://a.example/1", -10, -10, std::nullopt, true},
      {"https://a.example/2", -10, 20, -5, false},
      {"https://a.example/3", 59, 59, std::nullopt, false},
      {"https://a.example/4", 61, 61, std::nullopt, true},
      {"https://a.example/5", -10, kYear + 10, kYear, true},
      {"https://a.example/6", -10, 70, 59, false},
  };
  FrontierUpdate update;
  Names expected;
  for (const auto& row : rows) {
    PageTask task = page(row.uri, "a", minutes(row.due));
    task.found = minutes(row.found);
    if (row.asked) task.asked = minutes(*row.asked);
    EXPECT_EQ(is_due(task, kNow), row.is_due) << row.uri;
    if (row.is_due) expected.emplace_back(row.uri);
    update.waiting.push_back(std::move(task));
  }
  arrive(std::move(update), "a");
  commit();
  EXPECT_EQ(due_pages(kNow, ""), expected);
  EXPECT_EQ(due_pages(kNow, "a"), expected);
  const auto pages = frontier_->due_pages(kNow, "", nullptr, 2);
  ASSERT_TRUE(pages.ok() && pages->size() == 2);
  EXPECT_FALSE(pages->front().asked);
  EXPECT_EQ(due_pages(kNow, "", &pages->back()), Names{"https://a.example/5"});
  const auto last = frontier_->due_pages(kNow, "", &pages->back(), 2);
  ASSERT_TRUE(last.ok());
  EXPECT_EQ(last->front().asked, minutes(kYear));
}

TEST_F(SqliteFrontierTest, SourcesComeBackAsTheyWereDescribed) {
  put({feed("harbor")});
  const auto row = frontier_->source("harbor");
  ASSERT_TRUE(row.ok() && *row);
  const SourceSpec& spec = (*row)->spec;
  EXPECT_EQ(spec.kind, "read_feed");
  EXPECT_EQ(spec.uri, "https://harbor.example/feed");
  EXPECT_EQ(spec.settings, "{}");
  EXPECT_EQ(spec.origin, "config");
  EXPECT_EQ(spec.category, "news/local");
  EXPECT_EQ((*row)->state.visits, 0);
  EXPECT_FALSE((*row)->state.asked);
  EXPECT_FALSE(*frontier_->source("nobody"));
  add(sample_passed("Rain fell.", "a.txt"));  // from the folder, which is no source on the web
  commit();
  EXPECT_FALSE(*frontier_->source("folder"));
}

TEST_F(SqliteFrontierTest, WhichSourcesAreDue) {
  struct Row {
    const char* why;
    std::vector<SourceSpec> put;
    Names due;
  };
  const Row rows[] = {
      {"as listed, by name", {feed("b"), feed("a")}, {"a", "b"}},
      {"named on the command line only", {feed("a"), feed("x", "argument")}, {"a"}},
      {"unlisted sources rest, a listed one comes back", {feed("b")}, {"b"}},
      {"adding leaves the configuration alone", {feed("c", "added")}, {"b", "c"}},
      {"an added one stays when the configuration changes", {feed("a")}, {"a", "c"}},
      {"an argument takes nothing away", {feed("c", "argument")}, {"a", "c"}},
      {"a configuration without sources", {}, {"c"}},
  };
  for (const Row& row : rows) {
    put(row.put);
    EXPECT_EQ(due(kNow), row.due) << row.why;
  }
  EXPECT_TRUE(store_->remove_source("c").ok());
  EXPECT_EQ(due(kNow), Names());
  EXPECT_EQ(store_->remove_source("c").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(store_->remove_source("nobody").error().code, ErrorCode::kNotFound);
}

TEST_F(SqliteFrontierTest, DueSourcesAreReadInBatches) {
  put({feed("a"), feed("b"), feed("c"), feed("d")});
  FrontierUpdate later;
  later.source = SourceState{};
  later.source->due = minutes(5);
  arrive(std::move(later), "b");
  FrontierUpdate gone;
  gone.source = SourceState{};
  gone.source->gone = true;
  arrive(std::move(gone), "d");
  commit();
  EXPECT_EQ(due(kNow, "", 1), Names{"a"});
  EXPECT_EQ(due(kNow, "a", 2), Names{"c"});
  EXPECT_EQ(due(minutes(5), "a", 1), Names{"b"});
  EXPECT_EQ(due(minutes(5), "c"), Names());
}

TEST_F(SqliteFrontierTest, StateIsStoredWithTheArrivalAndNotBefore) {
  put({feed("harbor")});
  FrontierUpdate update;
  SourceState& state = update.source.emplace();
  state.due = minutes(30);
  state.asked = kNow;
  state.news = minutes(-1);
  state.interval = 1800;
  state.visits = 7;
  state.visits_in_vain = 2;
  state.failures = 1.5;
  state.error = "503";
  state.etag = "\"abc\"";
  state.last_modified = "Wed, 22 Nov 2023 10:00:00 GMT";
  state.payload = sha256("<rss/>");
  arrive(update, "harbor");
  EXPECT_EQ(state_of("harbor").visits, 0);
  commit();
  const SourceState stored = state_of("harbor");
  EXPECT_EQ(stored.due, state.due);
  EXPECT_EQ(stored.asked, state.asked);
  EXPECT_EQ(stored.news, state.news);
  EXPECT_EQ(stored.interval, 1800);
  EXPECT_EQ(stored.visits, 7);
  EXPECT_EQ(stored.visits_in_vain, 2);
  EXPECT_EQ(stored.failures, 1.5);
  EXPECT_FALSE(stored.gone);
  EXPECT_EQ(stored.error, "503");
  EXPECT_EQ(stored.etag, "\"abc\"");
  EXPECT_EQ(stored.last_modified, "Wed, 22 Nov 2023 10:00:00 GMT");
  EXPECT_EQ(stored.payload, sha256("<rss/>"));
  EXPECT_EQ(stored.capture, 1);
}

TEST_F(SqliteFrontierTest, AMoveIsKeptUntilTheSourceIsListedElsewhere) {
  const std::string target = "https://news.harbor.example/feed";
  put({feed("harbor"), feed("other")});
  FrontierUpdate update;
  SourceState& state = update.source.emplace();
  state.address = target;
  state.moved = minutes(-5);
  state.moving_to = "https://third.example/feed";
  state.moving_visits = 2;
  arrive(update, "harbor");
  commit();
  const auto row = frontier_->source("harbor");
  ASSERT_TRUE(row.ok() && *row);
  EXPECT_EQ((*row)->spec.uri, "https://harbor.example/feed");
  EXPECT_EQ(asked_address(**row), target);
  EXPECT_EQ((*row)->state.moved, minutes(-5));
  EXPECT_EQ((*row)->state.moving_to, "https://third.example/feed");
  EXPECT_EQ((*row)->state.moving_visits, 2);
  const struct {
    std::string uri;
    const char* except;
    bool asked;
  } rows[] = {
      {target, "other", true},
      {target, "harbor", false},
      {"https://other.example/feed", "harbor", true},
      {"https://other.example/feed", "other", false},
      {"https://harbor.example/feed", "other", true},
      {"https://nobody.example/feed", "other", false},
      {"", "other", false},
  };
  for (const auto& one : rows) {
    const Result<bool> asked = frontier_->is_asked_by_another(one.uri, one.except);
    ASSERT_TRUE(asked.ok());
    EXPECT_EQ(*asked, one.asked) << one.uri << " except " << one.except;
  }
  SourceSpec elsewhere = feed("harbor");
  elsewhere.uri = "https://harbor.example/rss";
  put({elsewhere, feed("other")});
  EXPECT_EQ(state_of("harbor").address, "");
  EXPECT_EQ(state_of("harbor").moving_to, "");
  EXPECT_FALSE(state_of("harbor").moved);
}

// The server says "not modified", or sends an error page: the response that counts stays.
TEST_F(SqliteFrontierTest, CaptureOfTheLastFullResponseIsKept) {
  put({feed("harbor")});
  FrontierUpdate update;
  update.source.emplace().payload = sha256("<rss/>");
  arrive(update, "harbor");
  commit();
  FrontierUpdate unchanged;
  unchanged.source = state_of("harbor");
  arrive(unchanged, "harbor", "");
  commit();
  EXPECT_EQ(state_of("harbor").capture, 1);
  arrive(unchanged, "harbor", "<rss/>");
  commit();
  EXPECT_EQ(state_of("harbor").capture, 3);
}

TEST_F(SqliteFrontierTest, AnotherAddressOrAReturnBeginsAnew) {
  SourceSpec moved = feed("harbor");
  moved.uri += "2";
  SourceSpec tuned = feed("harbor");
  tuned.settings = "{\"most\":5}";
  struct Row {
    const char* why;
    std::vector<std::vector<SourceSpec>> puts;
    bool anew;
  };
  const Row rows[] = {
      {"the same again", {{feed("harbor")}}, false},
      {"other settings", {{tuned}}, false},
      {"another address", {{moved}}, true},
      {"unlisted and back", {{}, {feed("harbor")}}, true},
      {"named on a command line", {{feed("harbor", "argument")}}, false},
  };
  for (const Row& row : rows) {
    put({feed("harbor")});
    FrontierUpdate update;
    SourceState& state = update.source.emplace();
    state.gone = true;
    state.visits = 9;
    state.etag = "\"abc\"";
    arrive(update, "harbor");
    for (const auto& specs : row.puts) put(specs);
    EXPECT_EQ(state_of("harbor").gone, !row.anew) << row.why;
    EXPECT_EQ(state_of("harbor").etag, row.anew ? "" : "\"abc\"") << row.why;
    EXPECT_EQ(state_of("harbor").visits, 9) << row.why;
    put({});
  }
}

TEST_F(SqliteFrontierTest, OtherSettingsMakeASourceDueAtOnce) {
  SourceSpec tuned = feed("harbor");
  tuned.settings = "{\"any_address\":true}";
  put({feed("harbor"), feed("kelpbay")});
  for (const char* name : {"harbor", "kelpbay"}) {
    FrontierUpdate update;
    update.source.emplace().due = minutes(120);
    update.source->error = "forbidden_address";
    arrive(update, name);
  }
  put({feed("harbor"), feed("kelpbay")});
  EXPECT_EQ(due(kNow), Names{});
  put({tuned, feed("kelpbay")});
  EXPECT_EQ(due(kNow), Names{"harbor"});
}

TEST_F(SqliteFrontierTest, PagesWaitInOrderUntilTheyAreDone) {
  put({feed("a"), feed("b"), feed("x", "argument")});
  FrontierUpdate update;
  update.waiting = {page("https://a.example/2", "a", kNow), page("https://a.example/1", "a", kNow),
                    page("https://b.example/1", "b", minutes(-1)),
                    page("https://x.example/1", "x", kNow),
                    page("https://a.example/3", "a", minutes(9))};
  update.waiting[0].keys = {"guid:a:\"2\"\n", "url:a.example/2"};
  update.waiting[0].fingerprint = "f";
  update.waiting[0].hints = "{\"title\":\"Two\"}";
  update.waiting[0].attempts = 3;
  update.waiting[0].failures = 0.5;
  update.waiting[0].error = "timeout";
  arrive(update, "a");
  commit();
  const Names all = {"https://b.example/1", "https://a.example/1", "https://a.example/2"};
  EXPECT_EQ(due_pages(kNow, ""), all);
  EXPECT_EQ(due_pages(kNow, "a"), (Names{"https://a.example/1", "https://a.example/2"}));
  EXPECT_EQ(due_pages(kNow, "x"), Names{"https://x.example/1"});
  const auto first = frontier_->due_pages(kNow, "", nullptr, 2);
  EXPECT_EQ(addresses(*first), (Names{all[0], all[1]}));
  const auto rest = frontier_->due_pages(kNow, "", &first->back(), 2);
  ASSERT_EQ(addresses(*rest), Names{all[2]});
  const PageTask& task = rest->front();
  EXPECT_EQ(task.source, "a");
  EXPECT_EQ(task.keys, update.waiting[0].keys);
  EXPECT_EQ(task.fingerprint, "f");
  EXPECT_EQ(task.hints, "{\"title\":\"Two\"}");
  EXPECT_EQ(task.attempts, 3);
  EXPECT_EQ(task.failures, 0.5);
  EXPECT_EQ(task.error, "timeout");
  EXPECT_EQ(task.found, kNow);

  FrontierUpdate next;
  next.waiting = {page("https://a.example/1", "a", minutes(9))};
  next.done = {"https://a.example/2", "https://nowhere.example/"};
  arrive(next, "a", "other");
  commit();
  EXPECT_EQ(due_pages(kNow, ""), Names{"https://b.example/1"});
  ASSERT_TRUE(store_->remove_source("b").ok());
  EXPECT_EQ(due_pages(minutes(9), ""), (Names{"https://a.example/1", "https://a.example/3"}));
  EXPECT_EQ(due_pages(minutes(9), "b"), Names());
}

TEST_F(SqliteFrontierTest, HostsAreRemembered) {
  EXPECT_FALSE(*frontier_->host("https://harbor.example"));
  HostState host;
  host.origin = "https://harbor.example";
  host.asked = kNow;
  host.requests = 3;
  FrontierUpdate update;
  update.hosts = {host};
  arrive(update, "a");
  host.not_before = minutes(5);
  host.robots_fetched = minutes(-5);
  host.robots_status = 200;
  host.robots = "User-agent: *\nDisallow: /private\n";
  update.hosts = {host};
  arrive(update, "a");
  commit();
  const auto stored = frontier_->host("https://harbor.example");
  ASSERT_TRUE(stored.ok() && *stored);
  EXPECT_EQ((*stored)->asked, host.asked);
  EXPECT_EQ((*stored)->not_before, host.not_before);
  EXPECT_EQ((*stored)->requests, 3);
  EXPECT_EQ((*stored)->robots_fetched, host.robots_fetched);
  EXPECT_EQ((*stored)->robots_status, 200);
  EXPECT_EQ((*stored)->robots, host.robots);
}

TEST_F(SqliteFrontierTest, RunsThatDidNotEndWellAreTold) {
  EXPECT_FALSE(*frontier_->last_run_was_killed());
  frontier_.reset();
  begin();  // without an end
  EXPECT_TRUE(*frontier_->last_run_was_killed());
  ASSERT_TRUE(store_->end_run({}, RunState::kFailed).ok());
  begin();
  EXPECT_TRUE(*frontier_->last_run_was_killed());
  ASSERT_TRUE(store_->end_run({}, RunState::kStopped).ok());
  begin();
  EXPECT_FALSE(*frontier_->last_run_was_killed());
}

// What is not committed is not there: neither the document nor what it changed.
TEST_F(SqliteFrontierTest, UncommittedChangesGoWithTheirArrival) {
  put({feed("a")});
  FrontierUpdate update;
  update.source.emplace().visits = 1;
  update.waiting = {page("https://a.example/1", "a", kNow)};
  update.waiting.push_back(page("https://new.example/1", "new", kNow));
  arrive(update, "a");
  begin();  // as after a kill
  EXPECT_EQ(state_of("a").visits, 0);
  EXPECT_EQ(due_pages(kNow, "a"), Names());
  arrive(update, "a");
  commit();
  EXPECT_EQ(state_of("a").visits, 1);
  EXPECT_EQ(due_pages(kNow, "new"), Names{"https://new.example/1"});
}

}  // namespace
}  // namespace headwater
