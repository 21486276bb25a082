#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "base/domain.h"

namespace headwater {
namespace {

const std::filesystem::path kSuite =
    HEADWATER_SOURCE_DIR "/../shared/suites/publicsuffix/test_psl.txt";

/// The next text in single quotes from `at` on; nothing for the word null. `at` moves behind it.
std::optional<std::string> next_value(const std::string& line, std::size_t& at) {
  const std::size_t quote = line.find('\'', at);
  const std::size_t null = line.find("null", at);
  if (null < quote) {
    at = null + 4;
    return std::nullopt;
  }
  const std::size_t end = line.find('\'', quote + 1);
  at = end + 1;
  return line.substr(quote + 1, end - quote - 1);
}

TEST(PublicSuffixSuite, EveryRowComesOutAsThePublishersSay) {
  if (!std::filesystem::exists(kSuite)) GTEST_SKIP() << "needs ../shared";
  std::ifstream in(kSuite);
  int rows = 0;
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("checkPublicSuffix(")) continue;
    std::size_t at = 0;
    const auto name = next_value(line, at);
    const auto expected = next_value(line, at);
    ++rows;
    const auto host = normalize_host(name.value_or(""));
    const auto domain = host ? registrable_domain(*host) : std::nullopt;
    // Internationalised names are expected as typed; here they are in the form of the DNS.
    EXPECT_EQ(domain, expected ? normalize_host(*expected) : std::nullopt) << line;
  }
  EXPECT_GT(rows, 70);
}

}  // namespace
}  // namespace headwater
