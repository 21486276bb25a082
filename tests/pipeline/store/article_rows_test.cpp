#include "store/article_rows.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
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

const std::string kFerry =
    "The night ferry to Kelp Bay was late on Monday. Rain fell on the harbor all day. Forty people "
    "waited at the pier until noon. The harbor master said that the new engine had failed. A "
    "second boat came from the north. Nobody was hurt.";
const std::string kFerryEdited =
    "The night ferry to Kelp Bay was late on Monday. Rain fell on the harbor all day. Sixty people "
    "waited at the pier until noon. The harbor master said that the old engine had failed. A "
    "second boat came from the north. Nobody was hurt.";
const std::string kBridge =
    "Engineers closed the northern bridge for repairs. The mayor of the town promised that buses "
    "would run every ten minutes while the work lasts. Shops on the other side of the river have "
    "asked for help. The council meets on Thursday to talk about money.";
/// One sentence of which one word was edited.
const std::string kShort = "Two boats sank off the northern pier in the storm on Monday.";
const std::string kShortEdited = "Three boats sank off the northern pier in the storm on Monday.";

struct Seen {
  std::string uri;
  std::string text;
  std::vector<std::string> keys = {};
};

class ArticleRowsTest : public ::testing::Test {
 protected:
  void SetUp() override { begin(recipe_); }

  void begin(const Recipe& recipe) {
    store_.reset();
    Result<std::unique_ptr<Store>> store = open_store({path_});
    ASSERT_TRUE(store.ok()) << store.error().message;
    store_ = std::move(*store);
    ASSERT_TRUE(store_->begin_run(recipe, "ingest", clock_).ok());
  }
  void add(const Finished& finished) {
    std::string prepared;
    store_->prepare(finished, prepared);
    const Status added = store_->add(finished, prepared);
    ASSERT_TRUE(added.ok()) << added.error().message;
  }
  static Arrival arrival_of(const Seen& seen) {
    Arrival arrival = sample_arrival(seen.text, "x");
    arrival.cursor.reset();
    arrival.uri = seen.uri;
    if (!seen.keys.empty()) arrival.frontier.emplace();
    for (const std::string& key : seen.keys) arrival.frontier->keys.push_back({key, "print"});
    return arrival;
  }
  void see(const Seen& seen) { add(sample_passed(arrival_of(seen))); }
  void commit() { ASSERT_TRUE(store_->commit().ok()); }

  /// "article.number" of each version in order of arrival, with a "*" at those of the latest text.
  std::string versions() {
    Result<Database> database = Database::open(path_ / "headwater.db", {});
    EXPECT_TRUE(database.ok());
    Result<SqlStatement> select = database->prepare(
        "SELECT group_concat(article || '.' || version || iif(latest, '*', ''), ' ')"
        " FROM (SELECT * FROM v_versions ORDER BY capture)");
    EXPECT_TRUE(select.ok()) << select.error().message;
    return *select->step() ? std::string(select->text(0)) : "";
  }
  std::int64_t number(std::string_view sql) {
    Result<Database> database = Database::open(path_ / "headwater.db", {});
    const auto value = database->integer(sql);
    EXPECT_TRUE(value.ok()) << value.error().message;
    return value.ok() ? value->value_or(-1) : -1;
  }

  testing::TempDir dir_;
  std::filesystem::path path_ = dir_ / "store";
  testing::StandingClock clock_;
  Recipe recipe_ = testing::sample_recipe();
  Recipe second_recipe_ = testing::sample_recipe("second");
  std::unique_ptr<Store> store_;
};

TEST_F(ArticleRowsTest, WhichDocumentsAreVersionsOfOneArticle) {
  const std::string a = "https://www.harbor.example/news/ferry";
  const std::string b = "https://www.harbor.example/news/other";
  struct Row {
    const char* why;
    std::vector<Seen> seen;
    std::string versions;
  };
  const Row rows[] = {
      {"an edited text at one address", {{a, kFerry}, {a, kFerryEdited}}, "1.1 1.2*"},
      {"an edited word in one sentence", {{a, kShort}, {a, kShortEdited}}, "1.1 1.2*"},
      {"another article at the old address", {{a, kFerry}, {a, kBridge}}, "1.1* 2.1*"},
      {"and then its edit", {{a, kBridge}, {a, kFerry}, {a, kFerryEdited}}, "1.1* 2.1 2.2*"},
      {"a front page",
       {{"https://harbor.example/", kFerry}, {"https://harbor.example/", kFerryEdited}},
       "1.1* 2.1*"},
      {"another address of the same outlet, the same text",
       {{a, kFerry}, {b, "AD elsewhere\n" + kFerry}},
       "1.1* 1.1*"},
      {"another outlet with the same text",
       {{a, kFerry}, {"https://kelp.example/ferry", "AD elsewhere\n" + kFerry}},
       "1.1* 2.1*"},
      {"other bytes with the same text", {{a, kFerry}, {a, "AD one\n" + kFerry}}, "1.1* 1.1*"},
      {"an edit that is taken back",
       {{a, kFerry}, {a, kFerryEdited}, {a, "AD one\n" + kFerry}},
       "1.1 1.2 1.3*"},
      {"the very bytes of before, again",
       {{a, kFerry}, {a, kFerryEdited}, {a, kFerry}},
       "1.1 1.2*"},
      {"a flipped sub-domain under one entry id",
       {{a, kFerry, {"guid:f:1"}}, {"https://m.harbor.example/x", kFerryEdited, {"guid:f:1"}}},
       "1.1 1.2*"},
      {"a new entry id at one address",
       {{a, kFerry, {"guid:f:1"}},
        {a, kFerryEdited, {"guid:f:2"}},
        {b, kFerryEdited + " It is over.", {"guid:f:2"}}},
       "1.1 1.2 1.3*"},
      {"an entry id that names everything",
       {{a, kFerry, {"guid:f:0"}}, {b, kBridge, {"guid:f:0"}}},
       "1.1* 2.1*"},
      {"two articles that turn out to be one",
       {{a, kFerry, {"guid:f:1"}},
        {b, kFerryEdited, {"guid:f:2"}},
        {a, kFerry + " It is over.", {"guid:f:2"}}},
       "1.1 1.2 1.3*"},
      {"a file has no versions",
       {{"file:///news/a", kFerry}, {"file:///news/a", kFerryEdited}},
       ""},
      {"a file with a name has",
       {{"file:///a", kFerry, {"guid:f:1"}}, {"file:///b", kFerryEdited, {"guid:f:1"}}},
       "1.1 1.2*"},
      {"a file that is later found on the web",
       {{"file:///news/a", kFerry}, {a, kFerry}, {a, kFerryEdited}},
       "1.1 1.2*"},
  };
  for (const Row& row : rows) {
    for (const Seen& seen : row.seen) see(seen);
    commit();
    EXPECT_EQ(versions(), row.versions) << row.why;
    store_.reset();
    std::filesystem::remove_all(path_);
    begin(recipe_);
  }
}

TEST_F(ArticleRowsTest, CleaningAgainMakesNoVersions) {
  const std::string a = "https://www.harbor.example/news/ferry";
  see({a, kFerry});
  see({a, kFerryEdited});
  commit();
  begin(second_recipe_);
  for (std::int64_t capture = 1; capture <= 2; ++capture) {
    Arrival again = arrival_of({a, capture == 1 ? kFerry : kFerryEdited});
    again.stored_capture = capture;
    add(sample_passed(std::move(again)));
  }
  commit();
  EXPECT_EQ(versions(), "1.1 1.2*");
  EXPECT_EQ(number("SELECT count(*) FROM article"), 1);
}

// A better recipe takes out what alone had changed: then there was no edit.
TEST_F(ArticleRowsTest, NumbersFollowTheTextsOfThePresentRecipe) {
  const std::string a = "https://www.harbor.example/news/ferry";
  see({a, "BUY now\n" + kFerry});
  see({a, "BUY later\n" + kFerry});
  see({a, kFerryEdited});
  commit();
  EXPECT_EQ(versions(), "1.1 1.2 1.3*");
  begin(second_recipe_);
  for (std::int64_t capture = 1; capture <= 2; ++capture) {
    Arrival again = arrival_of({a, (capture == 1 ? "BUY now\n" : "BUY later\n") + kFerry});
    again.stored_capture = capture;
    Finished finished = sample_passed(std::move(again));
    finished.article.text_digest = sha256(kFerry);
    add(finished);
  }
  commit();
  EXPECT_EQ(versions(), "1.1 1.1 1.2*");
}

TEST_F(ArticleRowsTest, KnownArticlesAreFoundUnderTheirKeys) {
  const std::string a = "https://www.harbor.example/news/ferry";
  Arrival arrival = arrival_of({a, kFerry, {"guid:f:1"}});
  arrival.frontier->etag = "\"v1\"";
  arrival.frontier->last_modified = "Mon";
  add(sample_passed(std::move(arrival)));
  Arrival dropped = arrival_of({a + "2", "", {"guid:f:2"}});
  add(sample_ended(std::move(dropped), Dropped{DropReason::kEmpty}));
  Arrival unchanged = arrival_of({a, "", {"guid:f:3"}});
  unchanged.http.emplace().unchanged_since = 1;
  unchanged.captured_at.microseconds += 1;
  add(sample_ended(std::move(unchanged), Dropped{DropReason::kUnchanged}));
  commit();
  const auto frontier = store_->frontier();
  ASSERT_TRUE(frontier.ok());
  const auto find = [&](std::vector<std::string> keys) {
    const auto known = (*frontier)->find(keys);
    EXPECT_TRUE(known.ok()) << known.error().message;
    return *known;
  };
  EXPECT_FALSE(find({"guid:f:9"}));
  const auto known = find({"guid:f:9", "guid:f:1"});
  ASSERT_TRUE(known);
  EXPECT_EQ(known->article, 1);
  EXPECT_EQ(known->fingerprint, "print");
  EXPECT_EQ(known->uri, a);
  EXPECT_EQ(known->etag, "\"v1\"");
  EXPECT_EQ(known->last_modified, "Mon");
  EXPECT_EQ(known->capture, 1);
  ASSERT_TRUE(find({"guid:f:2"}));
  EXPECT_EQ(find({"guid:f:2"})->article, 0);
  EXPECT_EQ(find({"guid:f:2"})->fingerprint, "print");
  ASSERT_TRUE(find({"guid:f:3"}));
  EXPECT_EQ(find({"guid:f:3"})->article, 1);
}

}  // namespace
}  // namespace headwater
