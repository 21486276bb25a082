#include "support/golden.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace headwater::testing {
namespace {

std::filesystem::path golden_file(const std::string& name) {
  return std::filesystem::path(HEADWATER_SOURCE_DIR) / "tests" / "golden" / name;
}

bool accepting() {
  const char* accept = std::getenv("HEADWATER_ACCEPT");
  return accept != nullptr && std::string_view(accept) == "1";
}

}  // namespace

void expect_golden(const std::string& name, std::string_view actual) {
  const std::filesystem::path file = golden_file(name);
  if (accepting()) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << actual;
    GTEST_SKIP() << "accepted as " << file;
  }
  std::ifstream in(file, std::ios::binary);
  std::ostringstream expected;
  expected << in.rdbuf();
  EXPECT_EQ(actual, expected.str()) << file << "; accept with HEADWATER_ACCEPT=1";
}

}  // namespace headwater::testing
