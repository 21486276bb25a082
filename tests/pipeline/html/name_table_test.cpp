#include "html/name_table.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace headwater::html {
namespace {

TEST(NameTable, NumbersNames) {
  NameTable table;
  const HtmlTag card = table.intern("my-card");
  EXPECT_GE(card, HtmlTag::kFirstUnknown);
  EXPECT_NE(table.intern("my-cart"), card);
  EXPECT_EQ(table.intern("MY-card"), card);
  table.clear();
  EXPECT_EQ(table.intern("my-cart"), card);
}

TEST(NameTable, KeepsManyNamesApart) {
  NameTable table;
  std::vector<std::string> names;
  for (int i = 0; i < 20000; ++i) names.push_back("x-" + std::to_string(i));
  std::set<HtmlTag> tags;
  for (const std::string& name : names) tags.insert(table.intern(name));
  EXPECT_EQ(tags.size(), names.size());
  for (const std::string& name : names) EXPECT_TRUE(tags.contains(table.intern(name)));
}

TEST(NameTable, SharesOneTagWhenNumbersRunOut) {
  NameTable table;
  std::vector<std::string> names;
  for (int i = 0; i < 70000; ++i) names.push_back("x-" + std::to_string(i));
  for (const std::string& name : names) table.intern(name);
  EXPECT_EQ(table.intern("y"), table.intern("z"));
  EXPECT_NE(table.intern("x-1"), table.intern("y"));
}

}  // namespace
}  // namespace headwater::html
