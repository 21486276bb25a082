#include "html/entities.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace headwater::html {
namespace {

TEST(NamedReferences, AreAllThereAndSorted) {
  const auto rows = named_references();
  EXPECT_EQ(rows.size(), 2231U);
  EXPECT_TRUE(std::ranges::is_sorted(rows, {}, &NamedReference::name));
  for (const NamedReference& row : rows) {
    const CharacterReference found =
        read_reference("&" + std::string(row.name), ReferencePlace::kText);
    EXPECT_EQ(found.first, row.first) << row.name;
    EXPECT_EQ(found.second, row.second) << row.name;
    EXPECT_EQ(found.length, row.name.size() + 1) << row.name;
  }
}

struct Row {
  std::string_view text;
  ReferencePlace place;
  char32_t first;
  std::uint32_t length;
};

TEST(ReadReference, Rows) {
  constexpr auto kText = ReferencePlace::kText;
  constexpr auto kAttribute = ReferencePlace::kAttribute;
  constexpr Row kRows[] = {
      {"&amp;", kText, '&', 5},
      {"&ampx", kText, '&', 4},
      {"&notit;", kText, 0xAC, 4},
      {"&notin;", kText, 0x2209, 7},
      {"&notin", kText, 0xAC, 4},
      {"&copy=1", kText, 0xA9, 5},
      {"&copy=1", kAttribute, 0, 0},
      {"&copyx", kAttribute, 0, 0},
      {"&copy;x", kAttribute, 0xA9, 6},
      {"&copy", kAttribute, 0xA9, 5},
      {"&copy ", kAttribute, 0xA9, 5},
      {"&", kText, 0, 0},
      {"& amp;", kText, 0, 0},
      {"&unknown;", kText, 0, 0},
      {"&#65;", kText, 'A', 5},
      {"&#65x", kText, 'A', 4},
      {"&#x41;", kText, 'A', 6},
      {"&#X41", kText, 'A', 5},
      {"&#;", kText, 0, 0},
      {"&#x;", kText, 0, 0},
      {"&#xg", kText, 0, 0},
      {"&#0;", kText, 0xFFFD, 4},
      {"&#xD800;", kText, 0xFFFD, 8},
      {"&#x110000;", kText, 0xFFFD, 10},
      {"&#99999999999999999999;", kText, 0xFFFD, 23},
      {"&#x10FFFF;", kText, 0x10FFFF, 10},
      {"&#128;", kText, 0x20AC, 6},
      {"&#x9F;", kText, 0x178, 6},
      {"&#x81;", kText, 0x81, 6},
      {"&#13;", kText, 13, 5},
  };
  for (const Row& row : kRows) {
    const CharacterReference found = read_reference(row.text, row.place);
    EXPECT_EQ(found.first, row.first) << row.text;
    EXPECT_EQ(found.length, row.length) << row.text;
  }
}

}  // namespace
}  // namespace headwater::html
