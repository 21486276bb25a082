#include "stages/copies/tag_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "support/random_numbers.h"

namespace headwater {
namespace {

using testing::Random;
using Holders = std::vector<std::uint32_t>;

constexpr std::uint32_t kMost = 40;

/// A table beside what it must hold.
class Checked {
 public:
  void add(std::uint32_t tag, std::uint32_t document) {
    Holders& holders = expected_[tag];
    table_.reserve(1);
    ASSERT_EQ(table_.add(tag, document, kMost), holders.size() < kMost);
    if (holders.size() < kMost) holders.push_back(document);
  }
  void expect_all() const {
    Holders found;
    for (const auto& [tag, holders] : expected_) {
      found.clear();
      table_.find(tag, kMost, found);
      ASSERT_EQ(found, holders) << tag;
      table_.find(tag + 1, kMost, found);
      ASSERT_TRUE(expected_.contains(tag + 1) || found == holders) << tag + 1;
    }
  }
  TagTable& table() { return table_; }

 private:
  TagTable table_;
  std::map<std::uint32_t, Holders> expected_;
};

struct Row {
  std::string what;
  std::uint32_t (*tag)(Random&);
  std::size_t pairs;
};

/// Enough pairs for the table to grow several times where tags are spread as hashes are.
const std::vector<Row> kRows = {
    {"like hashes", [](Random& r) { return static_cast<std::uint32_t>(r.next()); }, 800000},
    {"few tags", [](Random& r) { return static_cast<std::uint32_t>(r.below(3) << 30U); }, 5000},
    {"in one bucket, then in many",
     [](Random& r) { return static_cast<std::uint32_t>(0x7fff0000 + r.below(300)); }, 20000},
    {"equal lower halves",
     [](Random& r) { return static_cast<std::uint32_t>(r.below(1U << 16U) << 16U | 0x1234U); },
     20000},
    {"at both ends",
     [](Random& r) { return static_cast<std::uint32_t>(r.below(64)) - (r.one_in(2) ? 64U : 0U); },
     2000},
};

TEST(TagTable, FindsTheHoldersOfATagInTheirOrder) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.what);
    Random random(7);
    Checked checked;
    for (std::size_t i = 0; i < row.pairs; ++i) {
      checked.add(row.tag(random), static_cast<std::uint32_t>(i));
      if (i == 1000) checked.expect_all();
    }
    checked.expect_all();
    checked.table().reserve(800000);
    checked.expect_all();
  }
}

/// What is reserved at once and what grows differ in nothing but memory.
TEST(TagTable, GrowsInPlace) {
  Random random(3);
  Checked checked;
  for (std::uint32_t i = 0; i < 50000; ++i)
    checked.add(static_cast<std::uint32_t>(random.next()), i);
  for (const std::size_t more : {std::size_t{600000}, std::size_t{700000}, std::size_t{3000000}}) {
    checked.table().reserve(more);
    checked.expect_all();
  }
}

TEST(TagTable, IsEmptyAtFirst) {
  TagTable table;
  EXPECT_TRUE(table.empty());
  EXPECT_EQ(table.bytes(), 0U);
  Holders found;
  const std::uint32_t tag = 5;
  table.prefetch({&tag, 1});
  table.find(tag, kMost, found);
  EXPECT_TRUE(found.empty());
}

/// Beside up to two pieces of 2 MiB that are not full.
TEST(TagTable, TakesAFewBytesAPair) {
  Random random(1);
  TagTable table;
  std::uint64_t pairs = 0;
  for (std::uint64_t until : {800000U, 1200000U, 1700000U, 2500000U}) {
    for (; pairs < until; ++pairs) {
      table.reserve(1);
      table.add(static_cast<std::uint32_t>(random.next()), 1, kMost);
    }
    EXPECT_LT(table.bytes(), 15 * pairs + (4U << 20U)) << pairs;
  }
}

}  // namespace
}  // namespace headwater
