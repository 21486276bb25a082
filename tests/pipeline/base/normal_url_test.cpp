#include "base/normal_url.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace headwater {
namespace {

namespace fs = std::filesystem;

const fs::path kSuite = HEADWATER_SOURCE_DIR "/../shared/suites/crawler-commons/resources";

TEST(NormalUrl, WritesOneAddressOneWay) {
  struct Row {
    const char* address;
    const char* normal;
  };
  const Row rows[] = {
      {"HTTPS://Kelpbay.example:443/%7eanna/%2F%e9", "https://kelpbay.example/~anna/%2F%E9"},
      {"kelpbay.example/news?b=2&a=1&b=1#top", "http://kelpbay.example/news?a=1&b=2&b=1"},
      {"//kelpbay.example./a//b///c", "http://kelpbay.example/a/b/c"},
      {"https://kelpbay.example/%%37%37", "https://kelpbay.example/%2577"},
      {"https://kelpbay.example/?&=x&=&", "https://kelpbay.example/"},
      {"https://kelpbay.example/?q=%3d%26%5B", "https://kelpbay.example/?q=%3D%26%5B"},
      {"https://u:p@kelpbay.example/[1]", "https://u:p@kelpbay.example/%5B1%5D"},
      {"mailto:anna@kelpbay.example", "mailto:anna@kelpbay.example"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(normalize_url(row.address), row.normal) << row.address;
    EXPECT_EQ(normalize_url(row.normal), row.normal);
  }
  EXPECT_FALSE(normalize_url(""));
  EXPECT_FALSE(normalize_url("http://"));
  EXPECT_FALSE(normalize_url("http://kelpbay.example/" + std::string(2000, '|')));
}

/// The fields of a line with commas, some in quotation marks.
std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && line.substr(i + 1).starts_with('"')) {
      fields.back() += line[i++];
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += line[i];
    }
  }
  for (std::string& field : fields) {
    field.erase(0, field.find_first_not_of(" \r"));
    field.erase(field.find_last_not_of(" \r") + 1);
  }
  return fields;
}

std::vector<std::vector<std::string>> rows_of(const char* file) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream in(kSuite / file, std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.front() != '#') rows.push_back(fields_of(line));
  }
  return rows;
}

/// A row of the suite that comes out otherwise here, as what, and why.
struct Departure {
  const char* address;
  const char* normal;  ///< nullptr: it is refused.
  const char* reason;
};
// The suite lets an address without a host keep the number of slashes it was written with. The URL
// Standard knows one spelling of a local file, and no address of the web without a server.
constexpr std::array kDepartures = {
    Departure{"ftp:/", nullptr, "names no server (URL Standard 4.4, special authority)"},
    Departure{"http:////", nullptr, "names no server (URL Standard 4.4, special authority)"},
    Departure{"http:///////", nullptr, "names no server (URL Standard 4.4, special authority)"},
    Departure{"file:/path/index.html", "file:///path/index.html",
              "one spelling of a local file (URL Standard 4.5)"},
    Departure{"file:/var/www/html/////./bar/index.html", "file:///var/www/html/bar/index.html",
              "one spelling of a local file (URL Standard 4.5)"},
    Departure{"file:/var/www/html/foo/../bar/index.html", "file:///var/www/html/bar/index.html",
              "one spelling of a local file (URL Standard 4.5)"},
};

TEST(NormalUrl, AgreesWithCrawlerCommonsRowByRow) {
  if (!fs::exists(kSuite)) GTEST_SKIP() << "needs ../shared";
  std::size_t departures = 0;
  const auto rows = rows_of("normalizer/weirdToNormalizedUrls.csv");
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 2U) << row[0];
    const auto departure = std::find_if(kDepartures.begin(), kDepartures.end(),
                                        [&](const Departure& d) { return d.address == row[0]; });
    const auto normal = normalize_url(row[0]);
    if (departure != kDepartures.end()) {
      ++departures;
      EXPECT_EQ(normal.value_or(""), departure->normal ? departure->normal : "")
          << row[0] << ": " << departure->reason;
      EXPECT_NE(normal, row[1]) << "departs no longer";
    } else {
      EXPECT_EQ(normal, row[1]) << row[0];
    }
  }
  EXPECT_EQ(departures, kDepartures.size());
  EXPECT_GE(rows.size(), 110U);
  RecordProperty("rows", static_cast<int>(rows.size()));
}

// The addresses that references lead to: here as the URL Standard serialises them.
TEST(NormalUrl, ResolvesLikeCrawlerCommons) {
  if (!fs::exists(kSuite)) GTEST_SKIP() << "needs ../shared";
  const auto rows = rows_of("url-utils/url-resolve.csv");
  EXPECT_GE(rows.size(), 20U);
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 3U) << row[0];
    const auto base = parse_url(row[1]);
    const auto url = parse_url(row[0], base ? &*base : nullptr);
    EXPECT_EQ(url ? url->href() : "", row[2]) << row[0] << " from " << row[1];
  }
}

TEST(NormalUrl, RefusesWhatCrawlerCommonsCallsInvalid) {
  if (!fs::exists(kSuite)) GTEST_SKIP() << "needs ../shared";
  const auto rows = rows_of("normalizer/invalidUrls.csv");
  EXPECT_EQ(rows.size(), 2U);
  for (const auto& row : rows) EXPECT_FALSE(normalize_url(row[0])) << row[0];
}

}  // namespace
}  // namespace headwater
