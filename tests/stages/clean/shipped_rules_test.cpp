#include <gtest/gtest.h>

#include <set>

#include "base/builtin_files.h"
#include "stages/clean/rule_pack.h"

namespace headwater {
namespace {

std::vector<ConfigFile> shipped_packs() {
  std::vector<ConfigFile> packs;
  for (const BuiltinFile& file : builtin_files()) {
    if (file.name.starts_with("config/boilerplate/")) {
      packs.push_back({std::string(file.name), std::string(file.text)});
    }
  }
  return packs;
}

TEST(ShippedRules, AllSamplesComeOutAsTheySay) {
  const std::vector<ConfigFile> packs = shipped_packs();
  ASSERT_GE(packs.size(), 5U);
  EXPECT_EQ(describe(check_rule_packs(packs)), "");
}

}  // namespace
}  // namespace headwater
