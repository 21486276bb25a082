#include "config/suggestion.h"

#include <gtest/gtest.h>

#include <vector>

namespace headwater {
namespace {

TEST(Suggestion, EditDistanceCountsSwapsAsOne) {
  struct Row {
    std::string_view from, to;
    std::size_t distance;
  };
  for (const Row& row : {Row{"", "", 0},
                         {"a", "", 1},
                         {"", "abc", 3},
                         {"tickets", "tickets", 0},
                         {"tikcets", "tickets", 1},
                         {"ticket", "tickets", 1},
                         {"worker", "store", 4},
                         {"kitten", "sitting", 3}}) {
    EXPECT_EQ(edit_distance(row.from, row.to), row.distance) << row.from << " to " << row.to;
  }
}

TEST(Suggestion, NamesWhatIsNearElseAllThatIsKnown) {
  const std::vector<std::string> keys = {"workers", "tickets", "memory_mb"};
  EXPECT_EQ(suggestion("worker", keys), "; did you mean \"workers\"?");
  EXPECT_EQ(suggestion("colour", keys), "; known are workers, tickets and memory_mb");
  EXPECT_EQ(suggestion("x", {}), "");
}

TEST(Suggestion, LongWordsCostLittle) {
  const std::string word(1'000'000, 'a');
  EXPECT_EQ(edit_distance(word, word + "b"), 0U);
}

}  // namespace
}  // namespace headwater
