#include "store/distinct_words.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace headwater {
namespace {

std::string distinct(const std::vector<std::string>& parts) {
  DistinctWords words;
  std::string out;
  words.begin(out);
  for (const std::string& part : parts) words.add(part);
  return out;
}

TEST(DistinctWordsTest, KeepsEachWordOnce) {
  struct Row {
    std::vector<std::string> parts;
    std::string kept;
  };
  const std::vector<Row> rows = {
      {{}, ""},
      {{""}, ""},
      {{"rain"}, "rain "},
      {{"rain and rain"}, "rain and "},
      {{"rain and", "wind and rain", "and wind"}, "rain and wind "},
      {{"a aa aaa a"}, "a aa aaa "},
      {{"r\xc3\xbc"
        "be ru be r\xc3\xbc"
        "be"},
       "r\xc3\xbc"
       "be ru be "},
  };
  for (const Row& row : rows) EXPECT_EQ(distinct(row.parts), row.kept);
}

TEST(DistinctWordsTest, BeginsEachTextAnew) {
  DistinctWords words;
  std::string out;
  words.begin(out);
  words.add("rain and rain");
  words.begin(out);
  words.add("rain again");
  EXPECT_EQ(out, "rain and rain again ");
}

TEST(DistinctWordsTest, LosesNoWordOfALongText) {
  std::set<std::string> wanted;
  std::string text;
  for (int i = 0; i < 60000; ++i) {
    const std::string word = "w" + std::to_string(i * 7 % 20000);
    wanted.insert(word);
    text += word + ' ';
  }
  const std::string kept = distinct({text});
  std::set<std::string> found;
  for (std::size_t at = 0; at < kept.size();) {
    const std::size_t end = kept.find(' ', at);
    found.insert(kept.substr(at, end - at));
    at = end + 1;
  }
  EXPECT_EQ(found, wanted);
  EXPECT_LE(kept.size(), text.size());
}

}  // namespace
}  // namespace headwater
