#include "stages/identify/first_words.h"

#include <gtest/gtest.h>

#include "record/fold_text.h"

namespace headwater {
namespace {

struct Row {
  std::string text;
  bool expected;
};

TEST(FirstWords, AreFoundWhereverTheyStandAsWords) {
  FirstWords words;
  for (const std::string_view name : {"tidewire", "kelp bay agency", "kelp", "", "агентство"}) {
    words.add(name);
  }
  const std::vector<Row> rows = {
      {"Tidewire", true},
      {"OSLO, May 3 (TIDEWIRE) -", true},
      {"said the man of tidewire", true},
      {"kelp/jd", true},
      {"Bay Agency", false},
      {"Tidewires of the north", false},
      {"Xkelp", false},
      {"Агентство, 3 мая", true},
      {"агентства", false},
      {"", false},
      {" - . ", false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(words.any_in(folded_text(row.text)), row.expected) << row.text;
  }
}

TEST(FirstWords, WithoutNamesNothingIsFound) {
  EXPECT_FALSE(FirstWords().any_in("tidewire"));
  FirstWords words;
  words.add("");
  EXPECT_FALSE(words.any_in(""));
  EXPECT_FALSE(words.any_in("a b"));
}

/// Words of the same place in the filter are told apart by the list.
TEST(FirstWords, ManyOthersAreNotTakenForThem) {
  FirstWords words;
  for (int i = 0; i < 500; ++i) words.add("name" + std::to_string(i));
  int found = 0;
  for (int i = 0; i < 20000; ++i) found += words.any_in("word" + std::to_string(i)) ? 1 : 0;
  EXPECT_EQ(found, 0);
  for (int i = 0; i < 500; ++i) EXPECT_TRUE(words.any_in("by name" + std::to_string(i)));
}

}  // namespace
}  // namespace headwater
