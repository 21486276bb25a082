#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "support/ingest_fixture.h"
#include "support/schema.h"

namespace headwater::testing {
namespace {

/// A JSON Lines file with two texts of one address, one of another, and one without an address.
class VersionsTest : public IngestFixture {
 protected:
  VersionsTest() {
    const std::string begin = "The night ferry to Kelp Bay was late on Monday. Rain fell all day. ";
    const std::string end = " Nobody was hurt. The harbor master promised a new engine by May.";
    std::ofstream out(file());
    line(out, "https://harbor.example/ferry", begin + "Forty people waited at the pier." + end);
    line(out, "https://harbor.example/ferry", begin + "Sixty people waited at the pier." + end);
    line(out, "https://harbor.example/bridge",
         "Engineers closed the northern bridge. Buses run every ten minutes.");
    out << R"({"text":"Snow is expected in the hills on Friday. Schools stay open."})"
        << "\n";
  }

  static void line(std::ostream& out, std::string_view url, std::string_view text) {
    out << "{\"url\":\"" << url << "\",\"text\":\"" << text << "\"}\n";
  }
  std::string file() const { return (folder_ / "news.jsonl").string(); }

  /// The ids of the documents in order of arrival.
  std::vector<std::string> ids() const {
    std::istringstream in(headwater({"documents"}).out);
    std::vector<std::string> ids;
    for (std::string row; std::getline(in, row);) ids.push_back(row.substr(0, 32));
    return ids;
  }
  static void expect_schema(std::string_view type, const ProcessResult& result, int lines) {
    std::istringstream in(result.out);
    int count = 0;
    for (std::string row; std::getline(in, row); ++count) {
      EXPECT_EQ(schema_errors(std::string(type), row), "") << row;
    }
    EXPECT_EQ(count, lines) << result.out << result.err;
  }
};

TEST_F(VersionsTest, SilentEditsAreShown) {
  ingest(file());
  const std::vector<std::string> documents = ids();
  ASSERT_EQ(documents.size(), 4U);
  const ProcessResult listed = headwater({"show", documents[1], "--versions"});
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_NE(listed.out.find("   1  "), std::string::npos) << listed.out;
  EXPECT_NE(listed.out.find("   2* "), std::string::npos) << listed.out;
  EXPECT_NE(listed.out.find("-1 +1 statements  https://harbor.example/ferry"), std::string::npos)
      << listed.out;
  const ProcessResult diff = headwater({"show", documents[0], "--diff", "1..2"});
  EXPECT_EQ(diff.out,
            "  (2 unchanged)\n- Forty people waited at the pier.\n"
            "+ Sixty people waited at the pier.\n  (2 unchanged)\n");
  const ProcessResult back = headwater({"show", documents[0], "--diff", "2..1"});
  EXPECT_NE(back.out.find("- Sixty"), std::string::npos) << back.out;
  expect_schema("revision", headwater({"show", documents[0], "--versions", "--json"}), 2);
  expect_schema("change", headwater({"show", documents[0], "--diff", "1..2", "--json"}), 2);
  expect_schema("revision", headwater({"show", documents[2], "--versions", "--json"}), 1);
}

TEST_F(VersionsTest, WhatIsRefused) {
  ingest(file());
  const std::vector<std::string> documents = ids();
  const struct {
    std::vector<std::string> arguments;
    int exit_code;
    std::string_view says;
  } rows[] = {
      {{"show", documents[3], "--versions"}, 1, "no versions"},
      {{"show", documents[0], "--diff", "1..3"}, 2, "versions 1 to 2"},
      {{"show", documents[0], "--diff", "1"}, 2, "as in 1..2"},
      {{"show", documents[0], "--diff", "1..2x"}, 2, "as in 1..2"},
      {{"show", documents[0], "--versions", "--raw"}, 2, "exclude each other"},
  };
  for (const auto& row : rows) {
    const ProcessResult result = headwater(row.arguments);
    EXPECT_EQ(result.exit_code, row.exit_code) << result.err;
    EXPECT_NE(result.err.find(row.says), std::string::npos) << result.err;
  }
}

}  // namespace
}  // namespace headwater::testing
