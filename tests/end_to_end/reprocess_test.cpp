#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "support/ingest_fixture.h"
#include "support/news_corpus.h"

namespace headwater::testing {
namespace {

/// A store whose documents were cleaned without any rule.
class ReprocessTest : public IngestFixture {
 protected:
  ReprocessTest() {
    const NewsCorpus corpus;
    std::ofstream(folder_ / "articles.jsonl") << corpus.json_lines(0, 6);
    std::ofstream(folder_ / "no_rules.toml") << "[rules]\nboilerplate = []\n";
    headwater({"ingest", "--config", no_rules(), (folder_ / "articles.jsonl").string()});
  }
  std::string no_rules() const { return (folder_ / "no_rules.toml").string(); }
};

TEST_F(ReprocessTest, CleansUnderThePresentRecipeAndTwiceIsOnce) {
  const std::string uncleaned = headwater({"export"}).out;
  const ProcessResult first = headwater({"reprocess", "--json"});
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_NE(first.out.find("\"arrived\":6,\"stored\":6"), std::string::npos) << first.out;

  const std::string cleaned = headwater({"export"}).out;
  EXPECT_NE(cleaned, uncleaned);
  EXPECT_EQ(cleaned, run_headwater({"extract", (folder_ / "articles.jsonl").string()}).out);

  const ProcessResult second = headwater({"reprocess", "--json"});
  EXPECT_NE(second.out.find("\"arrived\":0,"), std::string::npos) << second.out;
  expect_sound();
}

TEST_F(ReprocessTest, BackUnderTheOldRecipeGivesTheOldText) {
  const std::string uncleaned = headwater({"export"}).out;
  headwater({"reprocess"});
  const ProcessResult back = headwater({"reprocess", "--config", no_rules()});
  EXPECT_EQ(back.exit_code, 0) << back.err;
  EXPECT_EQ(headwater({"export"}).out, uncleaned);
}

TEST_F(ReprocessTest, RetryLeavesWhatIsStillBrokenInQuarantine) {
  std::ofstream(folder_ / "broken.jsonl") << "{\"text\": \n";
  ingest((folder_ / "broken.jsonl").string(), 3);
  const ProcessResult retried = headwater({"quarantine", "retry"});
  EXPECT_EQ(retried.exit_code, 3) << retried.err;
  const std::string listed = headwater({"quarantine", "list"}).out;
  EXPECT_EQ(std::count(listed.begin(), listed.end(), '\n'), 1) << listed;
}

TEST_F(ReprocessTest, DismissedItemsAreOpenNoLonger) {
  const std::filesystem::path broken = folder_.write("broken.jsonl", "{\"text\": \n{\"te\n");
  ingest(broken, 3);
  EXPECT_EQ(headwater({"quarantine", "dismiss"}).exit_code, 2);
  EXPECT_EQ(headwater({"quarantine", "dismiss", "x"}).exit_code, 2);
  EXPECT_NE(headwater({"quarantine", "dismiss", "1", "99"}).exit_code, 0);
  std::string listed = headwater({"quarantine", "list"}).out;
  EXPECT_EQ(std::count(listed.begin(), listed.end(), '\n'), 2) << "all or none: " << listed;
  const ProcessResult dismissed = headwater({"quarantine", "dismiss", "1", "--json"});
  EXPECT_EQ(dismissed.exit_code, 0) << dismissed.err;
  EXPECT_NE(dismissed.out.find("\"state\":\"dismissed\""), std::string::npos) << dismissed.out;
  listed = headwater({"quarantine", "list"}).out;
  EXPECT_EQ(std::count(listed.begin(), listed.end(), '\n'), 1) << listed;
  EXPECT_NE(headwater({"quarantine", "list", "--all"}).out.find("(dismissed)"), std::string::npos);
  expect_sound();
}

TEST_F(ReprocessTest, RetrySaysWhyWhatWasNeverReadIsNotTried) {
  std::filesystem::create_directory(folder_ / "in");
  std::ofstream(folder_ / "in/large.txt") << std::string(100, 'x');
  std::ofstream(folder_ / "small.toml")
      << "[[source]]\nname = \"in\"\nkind = \"read_folder\"\npath = \"in\"\nmax_file_bytes = 10\n";
  EXPECT_EQ(headwater({"ingest", "--config", (folder_ / "small.toml").string()}).exit_code, 3);
  const ProcessResult retried = headwater({"quarantine", "retry"});
  EXPECT_EQ(retried.exit_code, 0) << retried.err;
  EXPECT_NE(retried.err.find("nothing of it could be read"), std::string::npos) << retried.err;
}

}  // namespace
}  // namespace headwater::testing
