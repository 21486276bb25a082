#include <gtest/gtest.h>

#include <charconv>
#include <filesystem>
#include <string>

#include "support/process.h"

namespace headwater::testing {
namespace {

const std::filesystem::path kUnits = HEADWATER_SOURCE_DIR "/config/systemd";

// 0 is a service that can do nothing, 10 one that can do everything.
TEST(UnitFiles, TheServiceIsExposedToLittle) {
  const std::filesystem::path tool = "/usr/bin/systemd-analyze";
  if (!std::filesystem::exists(tool)) GTEST_SKIP() << "needs systemd-analyze";
  Command command;
  command.program = tool;
  command.arguments = {"security", "--offline=yes", "--no-pager",
                       (kUnits / "headwater-ingest.service").string()};
  const ProcessResult result = run(command);
  const std::string_view label = "Overall exposure level for headwater-ingest.service: ";
  const std::size_t at = result.out.find(label);
  ASSERT_NE(at, std::string::npos) << result.out << result.err;
  double exposure = 10;
  std::from_chars(result.out.data() + at + label.size(), result.out.data() + result.out.size(),
                  exposure);
  EXPECT_LE(exposure, 2.0);
}

}  // namespace
}  // namespace headwater::testing
