// Scores the credited agency on the articles of PolNeAR, whose table says which agency supplied
// each. They stand beside the project; without them the test is skipped.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "config/config_files.h"
#include "stages/identify/find_wire_credit.h"

namespace headwater {
namespace {

namespace fs = std::filesystem;
const fs::path kFolder = HEADWATER_SOURCE_DIR "/../shared/statements/polnear";

struct Row {
  fs::path text;
  std::string author;
  std::string agency;  // name in the registry; empty: none
};

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The table's word for an agency in the registry's words.
std::string agency_called(const std::string& word) {
  static const std::map<std::string, std::string> kNames = {
      {"AP", "Associated Press"},
      {"By THE ASSOCIATED PRESS", "Associated Press"},
      {"UPI", "United Press International"},
      {"AFP", "Agence France-Presse"},
      {"reuters", "Reuters"},
      {"Reuters", "Reuters"}};
  const auto found = kNames.find(word);
  return found == kNames.end() ? "" : found->second;
}

/// The rows with a text. Those that leave the wire open ("NA") do not count. Where the author is an
/// agency, it is the supplier even if the column says "None".
std::vector<Row> read_rows() {
  std::vector<Row> rows;
  std::ifstream in(kFolder / "metadata.tsv");
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    std::vector<std::string> cells;
    std::istringstream split(line);
    for (std::string cell; std::getline(split, cell, '\t');) cells.push_back(cell);
    if (cells.size() < 12 || cells[11] == "NA" || cells[11].empty()) continue;
    const fs::path text = kFolder / cells[0] / "text" / (cells[1] + ".txt");
    if (!fs::exists(text)) continue;
    const std::string agency = agency_called(cells[11]);
    rows.push_back({text, cells[6], agency.empty() ? agency_called(cells[6]) : agency});
  }
  return rows;
}

TEST(WireCreditPolnear, IsRightAndComplete) {
  const std::vector<Row> rows = read_rows();
  if (rows.empty()) GTEST_SKIP() << "no articles of PolNeAR beside the project";
  const Settings settings;
  RuleTable rules;
  const std::vector<ConfigFile> files = builtin_config_files("config/outlets/");
  Result<AnyStage> stage = find_wire_credit_kind().build({settings, {}, files, rules});
  ASSERT_TRUE(stage.ok());
  int right = 0;
  int named = 0;
  int supplied = 0;
  for (const Row& row : rows) {
    Article article;
    article.text = read_file(row.text);
    if (row.author != "None") article.byline = Field{row.author, {"meta", row.author, {}, {}, ""}};
    ASSERT_TRUE(passed(std::get<std::unique_ptr<Stage>>(*stage)->process(article)));
    const std::string agency = article.wire ? article.wire->agency.value_or("") : "";
    named += agency.empty() ? 0 : 1;
    supplied += row.agency.empty() ? 0 : 1;
    right += !agency.empty() && agency == row.agency ? 1 : 0;
    if (agency != row.agency)
      std::cout << row.text.filename() << ": \"" << agency << "\" for \"" << row.agency << "\"\n";
  }
  ASSERT_GT(supplied, 70);
  std::cout << rows.size() << " articles, " << supplied << " supplied, " << named << " named, "
            << right << " right\n";
  EXPECT_GE(right, 0.98 * named) << "precision";
  EXPECT_GE(right, 0.95 * supplied) << "recall";
}

}  // namespace
}  // namespace headwater
