#include "stages/identify/outlet_registry.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

OutletRegistry::Reading read(const std::string& text) {
  const std::vector<ConfigFile> files = {{"r.toml", text}};
  return OutletRegistry::read(files);
}

constexpr std::string_view kLantern =
    "[[outlet]]\nid = \"lantern\"\nname = \"The Lantern\"\ndomains = [\"lantern.example\"]\nkind = "
    "\"newspaper\"\n";

TEST(OutletRegistry, FindsByHostAndName) {
  const OutletRegistry::Reading reading = read(std::string(kLantern));
  EXPECT_EQ(describe(reading.mistakes), "");
  const OutletRegistry& registry = reading.registry;
  ASSERT_NE(registry.find_host("www.lantern.example"), nullptr);
  EXPECT_EQ(registry.find_host("lantern.example.com"), nullptr);
  EXPECT_EQ(registry.find_host("xlantern.example"), nullptr);
  EXPECT_NE(registry.find_name("lantern"), nullptr);
  EXPECT_NE(registry.find_name("the lantern"), nullptr);
  EXPECT_EQ(registry.find_name("lantern post"), nullptr);
  EXPECT_NE(registry.find_leading_name("the lantern all rights reserved"), nullptr);
  EXPECT_EQ(registry.find_leading_name("lanterns of the bay"), nullptr);
  EXPECT_EQ(registry.find_leading_name(""), nullptr);
}

struct Case {
  std::string text;
  std::string expected;  // among the mistakes
};

TEST(OutletRegistry, EachMistakeIsNamedWithItsPlace) {
  const std::string lantern(kLantern);
  const std::vector<Case> cases = {
      {lantern + lantern,
       "r.toml:6:1: outlet \"lantern\": the id \"lantern\" belongs to outlet \"lantern\" "
       "(r.toml:1) already"},
      {lantern + "[[outlet]]\nid = \"b\"\nname = \"B\"\nkind = \"website\"\ndomains = "
                 "[\"Lantern.example\"]\n",
       "outlet \"b\": the domain \"lantern.example\" belongs to outlet \"lantern\" (r.toml:1) "
       "already"},
      {lantern + "[[outlet]]\nid = \"b\"\nname = \"LANTERN\"\nkind = \"website\"\n",
       "outlet \"b\": the name \"LANTERN\" belongs to outlet \"lantern\""},
      {"[[outlet]]\nid = \"b\"\nname = \"B\"\nkind = \"website\"\ndomains = [\"not a domain\"]\n",
       "r.toml:5:11: outlet \"b\": \"not a domain\" is not a domain"},
      {"[[outlet]]\nid = \"b\"\nname = \"B\"\nkind = \"website\"\ndomains = [\"co.uk\"]\n",
       "\"co.uk\" is a public suffix"},
      {"[[outlet]]\nid = \"b\"\nname = \"B\"\nkind = \"blog\"\n",
       "r.toml:4:8: outlet \"b\": unknown kind \"blog\"; known are newspaper"},
      {"[[outlet]]\nid = \"b\"\nnam = \"B\"\nkind = \"website\"\n",
       "unknown key \"nam\" (did you mean \"name\"?)"},
      {"[[outlet]]\nid = \"B b\"\nname = \"B\"\nkind = \"website\"\n", "id \"B b\" may hold only"},
      {"outlet = 3\n", "r.toml:1:1: unknown key \"outlet\""},
      {"[[outlet\n", "r.toml:1:"},
  };
  for (const Case& row : cases) {
    const std::string found = describe(read(row.text).mistakes);
    EXPECT_NE(found.find(row.expected), std::string::npos) << row.expected << "\nin\n" << found;
  }
}

}  // namespace
}  // namespace headwater
