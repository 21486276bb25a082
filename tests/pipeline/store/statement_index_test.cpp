#include "store/statement_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "store/schema.h"
#include "support/temp_dir.h"

namespace headwater {
namespace {

class StatementIndexTest : public ::testing::Test {
 protected:
  static Database open_database(const std::filesystem::path& file) {
    DatabaseOptions options;
    options.access = DatabaseAccess::kCreate;
    Result<Database> database = Database::open(file, options);
    EXPECT_TRUE(database.ok());
    EXPECT_TRUE(migrate(*database).ok());
    return std::move(*database);
  }
  void SetUp() override { reopen(); }
  void reopen() {
    Result<StatementIndex> index = StatementIndex::open(database_);
    ASSERT_TRUE(index.ok());
    index_ = std::make_unique<StatementIndex>(std::move(*index));
  }

  /// One commit of `documents` documents with `statements` each; keys come from `key`.
  template <class Key>
  void commit(int documents, std::uint32_t statements, Key&& key) {
    Result<Transaction> transaction = Transaction::begin(database_);
    ASSERT_TRUE(transaction.ok());
    for (int i = 0; i < documents; ++i) {
      ++document_;
      for (std::uint32_t ordinal = 0; ordinal < statements; ++ordinal) {
        const StatementEntry entry{key(), document_, ordinal};
        index_->add(entry);
        expected_.emplace(entry.key, entry);
      }
    }
    const Status flushed = index_->flush();
    ASSERT_TRUE(flushed.ok()) << flushed.error().message;
    ASSERT_TRUE(transaction->commit().ok());
  }

  /// Looks for one key in `every`.
  void expect_found(std::size_t every) {
    std::size_t number = 0;
    Result<StatementLookup> lookup = StatementLookup::open(database_);
    ASSERT_TRUE(lookup.ok());
    for (auto it = expected_.begin(); it != expected_.end();) {
      const auto [first, last] = expected_.equal_range(it->first);
      it = last;
      if (++number % every != 0) continue;
      std::vector<StatementEntry> want;
      for (auto at = first; at != last; ++at) want.push_back(at->second);
      std::vector<StatementEntry> found;
      ASSERT_TRUE(lookup->find(first->first, SIZE_MAX, found).ok());
      std::sort(found.begin(), found.end());
      std::sort(want.begin(), want.end());
      ASSERT_EQ(found, want) << first->first;
    }
  }

  std::int64_t count(const char* sql) { return database_.integer(sql)->value_or(-1); }

  testing::TempDir dir_;
  Database database_ = open_database(dir_ / "headwater.db");
  std::unique_ptr<StatementIndex> index_;
  std::int64_t document_ = 0;
  std::multimap<std::uint64_t, StatementEntry> expected_;
};

TEST_F(StatementIndexTest, FindsWhatAMultimapFinds) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 150; ++round) {
    // Few keys, so that there are runs of equal ones; both ends of the range of numbers.
    const auto key = [&] {
      const std::uint64_t number = random() % 2000;
      return number % 2 == 0 ? number : ~number;
    };
    commit(static_cast<int>(random() % 8), static_cast<std::uint32_t>(random() % 60), key);
    if (random() % 10 == 0) reopen();
  }
  expect_found(1);
  EXPECT_LT(count("SELECT count(*) FROM statement_segment WHERE state = 'complete'"), 40);
}

TEST_F(StatementIndexTest, OneKeyOverManyChunksIsFoundInFull) {
  std::uint64_t next = 0;
  for (int round = 0; round < 20; ++round) {
    commit(100, 10, [&] { return ++next % 10 < 8 ? 42 : next; });
  }
  expect_found(1);
}

TEST_F(StatementIndexTest, LimitEndsTheSearch) {
  commit(100, 10, [] { return std::uint64_t{42}; });
  Result<StatementLookup> lookup = StatementLookup::open(database_);
  std::vector<StatementEntry> found;
  ASSERT_TRUE(lookup->find(42, 5, found).ok());
  EXPECT_EQ(found.size(), 5U);
}

// A merge larger than one commit's share: lookups see its sources until it is complete, and what
// was merged is freed.
TEST_F(StatementIndexTest, MergeGoesOnOverCommitsAndRestarts) {
  std::mt19937_64 random(11);
  bool seen_growing = false;
  for (int round = 0; round < 12; ++round) {
    commit(round < 8 ? 400 : 1, 50, random);
    if (count("SELECT count(*) FROM statement_segment WHERE state = 'growing'") > 0) {
      seen_growing = true;
      expect_found(101);
      reopen();
    }
  }
  EXPECT_TRUE(seen_growing);
  EXPECT_EQ(count("SELECT count(*) FROM statement_segment WHERE level = 1"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM statement_segment WHERE state = 'growing'"), 0);
  expect_found(101);
  for (int round = 0; round < 7; ++round) commit(1, 1, random);
  EXPECT_EQ(count("SELECT count(*) FROM statement_segment WHERE state = 'retired'"), 0);
  EXPECT_EQ(count("SELECT sum(length(entries)) / 20 FROM statement_key"),
            static_cast<std::int64_t>(expected_.size()));
}

TEST_F(StatementIndexTest, RolledBackEntriesAreForgotten) {
  std::mt19937_64 random(13);
  for (int round = 0; round < 8; ++round) commit(400, 50, random);
  {
    Result<Transaction> transaction = Transaction::begin(database_);
    ASSERT_TRUE(transaction.ok());
    for (std::uint32_t i = 0; i < 1000; ++i) index_->add({i, 1, i});
    ASSERT_TRUE(index_->flush().ok());
    index_->add({5, 1, 2000});
  }
  index_->roll_back();
  for (int round = 0; round < 20; ++round) commit(1, 1, random);
  expect_found(101);
  Result<StatementLookup> lookup = StatementLookup::open(database_);
  std::vector<StatementEntry> found;
  ASSERT_TRUE(lookup->find(5, 10, found).ok());
  EXPECT_TRUE(found.empty());
}

}  // namespace
}  // namespace headwater
