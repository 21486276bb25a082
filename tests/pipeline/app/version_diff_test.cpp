#include "app/version_diff.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace headwater {
namespace {

/// One statement for each letter.
std::vector<Statement> statements(std::string_view letters) {
  std::vector<Statement> out;
  for (const char letter : letters) out.push_back({{0, 1}, static_cast<std::uint64_t>(letter)});
  return out;
}

std::string diff(std::string_view earlier, std::string_view later) {
  std::string out;
  for (const StatementChange& change : diff_statements(statements(earlier), statements(later))) {
    const bool added = change.kind == ChangeKind::kAdded;
    if (change.kind != ChangeKind::kKept) out += added ? '+' : '-';
    out += (added ? later : earlier)[change.ordinal];
  }
  return out;
}

TEST(VersionDiff, FewestStatementsChange) {
  const struct {
    std::string_view earlier, later, changes;
  } rows[] = {
      {"", "", ""},
      {"abc", "abc", "abc"},
      {"", "ab", "+a+b"},
      {"ab", "", "-a-b"},
      {"abc", "axc", "a-b+xc"},
      {"abc", "xabc", "+xabc"},
      {"abc", "abcx", "abc+x"},
      {"abcdef", "acbdxf", "a-bc+bd-e+xf"},
      {"aa", "aaa", "aa+a"},
      {"abab", "baba", "-abab+a"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(diff(row.earlier, row.later), row.changes) << row.earlier << " " << row.later;
  }
}

// Beyond the bound nothing in the middle is compared, but the equal ends are still found.
TEST(VersionDiff, LongTextsThatDifferThroughout) {
  const std::string earlier = "s" + std::string(kMostCompared + 1, 'a') + "e";
  const std::string later = "sb" + std::string(kMostCompared, 'a') + "be";
  std::size_t kept = 0;
  for (const StatementChange& change : diff_statements(statements(earlier), statements(later))) {
    kept += change.kind == ChangeKind::kKept ? 1U : 0U;
  }
  EXPECT_EQ(kept, 2U);
}

}  // namespace
}  // namespace headwater
