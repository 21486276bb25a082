#include "store/passage_list.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(PassageList, IsReadAsItWasWritten) {
  const std::vector<std::vector<AlignedPassage>> lists = {
      {}, {{{0, 5}, {7, 12}}}, {{{0, 5}, {70, 75}}, {{5, 9}, {1, 5}}}};
  for (const auto& list : lists) {
    EXPECT_EQ(passages_from_json(passages_to_json(list)), list) << passages_to_json(list);
  }
  EXPECT_EQ(passages_to_json(lists[2]), R"(["0-5=70-75","5-9=1-5"])");
}

TEST(PassageList, AnythingElseIsRefused) {
  for (const char* json : {"", "[", "]", R"(["0-5"])", R"(["5-5=1-2"])", R"(["0-5=1-2",])",
                           R"(["0-5=1-2"]x)", R"(["4-9=1-2","0-3=4-5"])", R"(["-1-5=1-2"])"}) {
    EXPECT_FALSE(passages_from_json(json)) << json;
  }
}

TEST(PassageList, IdsAreSpelledAndReadBack) {
  const std::string hex = "00ff10a2b3c4d5e6f708192a3b4c5d6e";
  EXPECT_EQ(hex_from_id(id_from_hex(hex)), hex);
  EXPECT_EQ(id_from_hex(hex).size(), 16U);
}

}  // namespace
}  // namespace headwater
