#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "base/url.h"

namespace headwater {
namespace {

namespace dom = simdjson::dom;

// The tests of the URL Standard, kept by crawler-commons.
constexpr const char* kSuite = HEADWATER_SOURCE_DIR
    "/../shared/suites/crawler-commons/resources/url-utils/wpt-urltestdata.json";

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

bool is_surrogate(std::string_view escape, char low, char high) {
  return escape.starts_with("\\uD") && escape.size() >= 6 && escape[3] >= low && escape[3] <= high;
}

/// Half surrogate pairs, which no UTF-8 has, as the replacement character that browsers make of
/// them.
std::string replace_half_pairs(std::string json) {
  for (std::size_t i = json.find("\\uD"); i != json.npos; i = json.find("\\uD", i)) {
    const std::string_view rest = std::string_view(json).substr(i);
    if (is_surrogate(rest, '8', 'B') && is_surrogate(rest.substr(6), 'C', 'F')) {
      i += 12;
      continue;
    }
    if (is_surrogate(rest, '8', 'F')) json.replace(i, 6, "\\uFFFD");
    i += 6;
  }
  return json;
}

std::string text_of(const dom::element& test, std::string_view key) {
  std::string_view value;
  return test[key].get(value) == simdjson::SUCCESS ? std::string(value) : "";
}

std::string with(std::string_view mark, const std::optional<std::string>& part) {
  return part && !part->empty() ? std::string(mark) + *part : "";
}

std::string host_text(const Url& url) { return url.host ? url.host->text : ""; }

void expect_parts(const dom::element& test, const Url& url) {
  const std::string port = url.port ? std::to_string(*url.port) : "";
  EXPECT_EQ(url.href(), text_of(test, "href"));
  EXPECT_EQ(url.scheme + ":", text_of(test, "protocol"));
  EXPECT_EQ(url.username, text_of(test, "username"));
  EXPECT_EQ(url.password, text_of(test, "password"));
  EXPECT_EQ(host_text(url), text_of(test, "hostname"));
  EXPECT_EQ(port, text_of(test, "port"));
  EXPECT_EQ(url.path, text_of(test, "pathname"));
  EXPECT_EQ(with("?", url.query), text_of(test, "search"));
  EXPECT_EQ(with("#", url.fragment), text_of(test, "hash"));
  if (test["origin"].error() == simdjson::SUCCESS) {
    EXPECT_EQ(url.origin(), text_of(test, "origin"));
  }
}

void check(const dom::element& test) {
  const std::string input = text_of(test, "input");
  const std::string base = text_of(test, "base");
  SCOPED_TRACE("<" + input + "> from <" + base + ">");
  const auto from = parse_url(base);
  const auto url = parse_url(input, from ? &*from : nullptr);
  const bool failure = test["failure"].error() == simdjson::SUCCESS;
  if (!base.empty() && !from) {
    EXPECT_TRUE(failure);
    return;
  }
  EXPECT_EQ(url.has_value(), !failure) << (url ? url->href() : "");
  if (!url || failure) return;
  expect_parts(test, *url);
  const auto again = parse_url(url->href());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->href(), url->href());
}

TEST(UrlSuite, AgreesWithTheUrlStandard) {
  const std::string json = replace_half_pairs(read_file(kSuite));
  if (json.empty()) GTEST_SKIP() << "no suites beside the project";
  dom::parser parser;
  dom::array tests;
  ASSERT_EQ(parser.parse(json).get(tests), simdjson::SUCCESS);
  std::size_t run = 0;
  for (const dom::element& test : tests) {
    if (!test.is_object()) continue;
    check(test);
    ++run;
  }
  EXPECT_GT(run, 850U);
}

}  // namespace
}  // namespace headwater
