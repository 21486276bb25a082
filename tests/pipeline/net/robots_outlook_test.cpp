#include "net/robots_outlook.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace headwater {
namespace {

using Expectation = RobotsExpectation;

constexpr std::int64_t kHour = std::int64_t{3'600} * 1'000'000;
constexpr Timestamp kNow{20'000 * 24 * kHour};
constexpr const char* kText = "User-agent: *\nDisallow: /archive\nAllow: /archive/open\n";

HostState copy_of(std::int64_t hours_ago, int status, std::string text) {
  HostState state;
  state.robots_fetched = Timestamp{kNow.microseconds - hours_ago * kHour};
  state.robots_status = status;
  state.robots = std::move(text);
  return state;
}

/// What is remembered of the servers.
const std::map<std::string, HostState>& servers() {
  static const std::map<std::string, HostState> all = {
      {"https://fresh.example", copy_of(1, 200, kText)},
      {"https://fresh.example:8443", copy_of(23, 404, "")},
      {"https://old.example", copy_of(24, 200, kText)},
      {"https://ahead.example", copy_of(-2, 200, kText)},
      {"https://slow.example", HostState{}},
  };
  return all;
}

Result<std::optional<HostState>> look_up(std::string_view origin) {
  const auto found = servers().find(std::string(origin));
  if (found == servers().end()) return std::optional<HostState>();
  return std::optional(found->second);
}

struct Row {
  const char* uri;
  Expectation expectation;
  const char* reason;
  std::uint64_t line;
  const char* rule;
};

constexpr const char* kNever = "unknown (robots.txt not asked yet)";

constexpr Row kRows[] = {
    {"https://fresh.example/news", Expectation::kAllowed, "allowed by default: no rule is about it",
     0, ""},
    {"https://fresh.example/archive/1", Expectation::kRefused,
     "refused by line 2: Disallow: /archive", 2, "Disallow: /archive"},
    {"https://fresh.example/archive/open?page=2", Expectation::kAllowed,
     "allowed by line 3: Allow: /archive/open", 3, "Allow: /archive/open"},
    {"https://fresh.example:8443/archive/1", Expectation::kAllowed, "none there (404)", 0, ""},
    {"http://fresh.example/archive/1", Expectation::kUnknown, kNever, 0, ""},
    {"https://other.example/", Expectation::kUnknown, kNever, 0, ""},
    {"https://slow.example/", Expectation::kUnknown, kNever, 0, ""},
    // RFC 9309, section 2.4: not to be used for longer than 24 hours.
    {"https://old.example/archive/1", Expectation::kUnknown,
     "unknown (the robots.txt of 2024-10-03T00:00:00Z is to be asked anew; by it refused by line "
     "2: Disallow: /archive)",
     2, "Disallow: /archive"},
    {"https://ahead.example/news", Expectation::kUnknown,
     "unknown (the robots.txt of 2024-10-04T02:00:00Z is to be asked anew; by it allowed by "
     "default: no rule is about it)",
     0, ""},
    {"ftp://fresh.example/", Expectation::kUnknown, "unknown (no address of the web)", 0, ""},
};

TEST(RobotsOutlooks, ForetellsTheVerdictFromWhatIsRemembered) {
  RobotsOutlooks outlooks(look_up, kNow);
  for (const Row& row : kRows) {
    const Result<RobotsOutlook> outlook = outlooks.of(row.uri);
    ASSERT_TRUE(outlook.ok()) << row.uri;
    EXPECT_EQ(name_of(outlook->expectation), name_of(row.expectation)) << row.uri;
    EXPECT_EQ(outlook->reason, row.reason) << row.uri;
    EXPECT_EQ(outlook->line, row.line) << row.uri;
    EXPECT_EQ(outlook->rule, row.rule) << row.uri;
  }
}

TEST(RobotsOutlooks, LooksAServerUpOnceForAddressesInARow) {
  int times = 0;
  RobotsOutlooks outlooks(
      [&](std::string_view origin) {
        ++times;
        return look_up(origin);
      },
      kNow);
  ASSERT_TRUE(outlooks.of("https://fresh.example/1").ok());
  ASSERT_TRUE(outlooks.of("https://fresh.example/2").ok());
  ASSERT_TRUE(outlooks.of("https://other.example/1").ok());
  ASSERT_TRUE(outlooks.of("https://fresh.example/3").ok());
  EXPECT_EQ(times, 3);
}

TEST(RobotsOutlooks, FailsAsTheLookUpDoes) {
  RobotsOutlooks outlooks(
      [](std::string_view) -> Result<std::optional<HostState>> {
        return Error{ErrorCode::kStoreDamaged, "torn page"};
      },
      kNow);
  const Result<RobotsOutlook> outlook = outlooks.of("https://fresh.example/1");
  ASSERT_FALSE(outlook.ok());
  EXPECT_EQ(outlook.error().code, ErrorCode::kStoreDamaged);
}

}  // namespace
}  // namespace headwater
