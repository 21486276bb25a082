#include "stages/identify/outlet_registry.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

OutletRegistry::Reading read(const std::string& text, const std::string& name = "r.toml") {
  const std::vector<ConfigFile> files = {{name, text}};
  return OutletRegistry::read(files);
}

OutletRegistry::Reading read_both(const std::string& first, const std::string& second) {
  const std::vector<ConfigFile> files = {{"first.toml", first}, {"second.csv", second}};
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

/// Only who supplies others with texts, under whatever name.
TEST(OutletRegistry, SaysWhetherASupplierMayBeNamed) {
  const OutletRegistry::Reading reading =
      read(std::string(kLantern) +
           "[[outlet]]\nid = \"tidewire\"\nname = \"The Tidewire Agency\"\nkind = \"agency\"\n"
           "aliases = [\"TWA\"]\n"
           "[[outlet]]\nid = \"relay\"\nname = \"Bay Relay\"\nkind = \"press-release\"\n");
  EXPECT_EQ(describe(reading.mistakes), "");
  for (const char* named : {"oslo twa", "by the tidewire agency", "tidewire", "bay"}) {
    EXPECT_TRUE(reading.registry.may_name_supplier(named)) << named;
  }
  for (const char* other : {"", "the lantern", "agency", "relay", "twas", "the"}) {
    EXPECT_FALSE(reading.registry.may_name_supplier(other)) << other;
  }
}

TEST(OutletRegistry, IsReadOnceForAllWhoShareIt) {
  const std::vector<ConfigFile> files = {{"r.toml", std::string(kLantern)}};
  const std::vector<ConfigFile> again = {{"r.toml", std::string(kLantern)}};
  const auto first = OutletRegistry::share(files);
  EXPECT_EQ(OutletRegistry::share(again), first);
  EXPECT_NE(first->registry.find_name("lantern"), nullptr);
  // Other names or texts are other files.
  const auto renamed = OutletRegistry::share(std::vector<ConfigFile>{{"s.toml", files[0].text}});
  EXPECT_NE(renamed, first);
  const auto changed = OutletRegistry::share(std::vector<ConfigFile>{{"r.toml", "x"}});
  EXPECT_FALSE(changed->mistakes.empty());
  EXPECT_NE(first->registry.find_name("lantern"), nullptr);
  EXPECT_TRUE(OutletRegistry::share(files)->mistakes.empty());
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
      {"[[outlet]]\nid = \"b\"\nname = \"B\"\nkind = \"website\"\noverride = true\n",
       "outlet \"b\": overrides an entry, but no file before has one of this id"},
      {"[[outlet]]\nid = \"b\"\nname = \"B\"\nkind = \"website\"\ncountry = \"Eire\"\n",
       "r.toml:5:11: outlet \"b\": country \"Eire\" is not two capital letters"},
      {"common_names = [3]\n", "r.toml:1:17: common_names holds something that is not a string"},
      {"[[outlet]]\nid = \"b\"\nname = \"B\"\nkind = \"website\"\ndomains = [\"not a domain\"]\n",
       "r.toml:5:11: outlet \"b\": \"not a domain\" is not a domain"},
      {"[[outlet]]\nid = \"b\"\nname = \"B\"\nkind = \"website\"\ndomains = [\"co.uk\"]\n",
       "\"co.uk\" is a public suffix"},
      {"[[outlet]]\nid = \"b\"\nname = \"B\"\nkind = \"blog\"\n",
       "r.toml:4:8: outlet \"b\": unknown kind \"blog\"; known are national, local, newspaper"},
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

TEST(OutletRegistry, EachMistakeInATableIsNamedWithItsPlace) {
  const std::string head = "id,name,kind,country,domains\n";
  const std::vector<Case> cases = {
      {"id,nam,kind\n", "r.csv:1:4: unknown column \"nam\" (did you mean \"name\"?)"},
      {head + "b,B\n", "r.csv:2:1: outlet \"b\": \"kind\" is missing"},
      {head + ",B,website\n", "r.csv:2:1: \"id\" is missing"},
      {head + "b,B,blog\n", "r.csv:2:5: outlet \"b\": unknown kind \"blog\""},
      {head + "b,B,website,ie\n", "r.csv:2:13: outlet \"b\": country \"ie\" is not two capital"},
      {head + "b,B,website,IE,gull\n", "r.csv:2:16: outlet \"b\": \"gull\" is not a domain"},
      {head + "b,B,website,IE,b.example,x\n", "r.csv:2:26: outlet \"b\": more fields than the 5"},
      {head + "b,B,website,IE,b.example\nc,C,website,IE,c.example|b.example\n",
       "r.csv:3:1: outlet \"c\": the domain \"b.example\" belongs to outlet \"b\" (r.csv:2) "
       "already; "
       "one of them must give it up, or a later file must override \"b\""},
      {head + "b,\"B\n", "r.csv:2:3: a quotation mark is never closed"},
  };
  for (const Case& row : cases) {
    const std::string found = describe(read(row.text, "r.csv").mistakes);
    EXPECT_NE(found.find(row.expected), std::string::npos) << row.expected << "\nin\n" << found;
  }
}

TEST(OutletRegistry, ATableSaysTheSameAsEntries) {
  const std::string table =
      "# The bay.\nid,name,kind,country,language,domains,aliases,owner,network,samples\n"
      "lantern,The Lantern,local,IE,en,lantern.example|Lantern-Bay.example,KBL | Bay Lantern,Gull "
      "Media,Bay Papers,\"The Lantern, KBL|Lantern\"\n";
  const OutletRegistry::Reading reading = read(table, "r.csv");
  EXPECT_EQ(describe(reading.mistakes), "");
  ASSERT_EQ(reading.registry.outlets().size(), 1U);
  const Outlet& outlet = reading.registry.outlets().front();
  EXPECT_EQ(outlet.domains, (std::vector<std::string>{"lantern.example", "lantern-bay.example"}));
  EXPECT_EQ(outlet.aliases, (std::vector<std::string>{"KBL", "Bay Lantern"}));
  EXPECT_EQ(outlet.owner, "Gull Media");
  EXPECT_EQ(outlet.network, "Bay Papers");
  EXPECT_EQ(outlet.samples, (std::vector<std::string>{"The Lantern, KBL", "Lantern"}));
  EXPECT_EQ(outlet.position.line, 3U);
  const std::string written = write_outlet_csv(reading.registry.outlets());
  const OutletRegistry::Reading again = read(written, "again.csv");
  EXPECT_EQ(describe(again.mistakes), "");
  EXPECT_EQ(write_outlet_csv(again.registry.outlets()), written);
}

TEST(OutletRegistry, ASharedOrCommonNameMeansNobodyAlone) {
  const OutletRegistry::Reading reading =
      read(std::string(kLantern) +
           "[[outlet]]\nid = \"b\"\nname = \"LANTERN\"\nkind = \"website\"\naliases = [\"Gull\", "
           "\"Wharf\"]\n");
  EXPECT_EQ(describe(reading.mistakes), "");
  const OutletRegistry& registry = reading.registry;
  ASSERT_NE(registry.find_name("lantern"), nullptr);
  EXPECT_EQ(registry.find_name("lantern")->owners.size(), 2U);
  EXPECT_EQ(registry.find_name("lantern")->sole(), nullptr);
  ASSERT_NE(registry.find_name("gull"), nullptr);
  EXPECT_NE(registry.find_name("gull")->sole(), nullptr);
  const OutletRegistry::Reading common = read(
      "common_names = [\"Wharf\"]\n[[outlet]]\nid = \"b\"\nname = \"The Wharf\"\nkind = "
      "\"website\"\n");
  ASSERT_NE(common.registry.find_name("wharf"), nullptr);
  EXPECT_EQ(common.registry.find_name("wharf")->sole(), nullptr);
}

TEST(OutletRegistry, ALaterFileOverridesAnEntry) {
  const std::string head = "id,name,kind,domains,override\n";
  const OutletRegistry::Reading reading =
      read_both(std::string(kLantern), head + "lantern,Lantern Online,website,lamp.example,true\n");
  EXPECT_EQ(describe(reading.mistakes), "");
  ASSERT_NE(reading.registry.find_id("lantern"), nullptr);
  EXPECT_EQ(reading.registry.find_id("lantern")->name, "Lantern Online");
  EXPECT_EQ(reading.registry.find_host("lantern.example"), nullptr);
  EXPECT_NE(reading.registry.find_host("lamp.example"), nullptr);
  EXPECT_EQ(reading.registry.find_name("the lantern"), nullptr);
  const OutletRegistry::Reading refused =
      read_both(std::string(kLantern), head + "lantern,Lantern Online,website,lamp.example\n");
  EXPECT_EQ(describe(refused.mistakes),
            "second.csv:2:1: outlet \"lantern\": the id \"lantern\" belongs to outlet \"lantern\" "
            "(first.toml:1) already; one of them must give it up, or a later file must override "
            "\"lantern\"");
  const OutletRegistry::Reading added =
      read_both(std::string(kLantern), head + "lamp,Lamp,website,lamp.lantern.example\n");
  EXPECT_EQ(describe(added.mistakes), "");
  EXPECT_EQ(added.registry.find_host("www.lamp.lantern.example")->id, "lamp");
  EXPECT_EQ(added.registry.find_host("www.lantern.example")->id, "lantern");
}

}  // namespace
}  // namespace headwater
