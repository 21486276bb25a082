// What an outlet prints again and again, learned from a store and cut from its old captures.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>

#include "support/ingest_fixture.h"
#include "support/learn_score.h"
#include "support/outlet_corpus.h"
#include "support/schema.h"

namespace headwater::testing {
namespace {

class Learn : public IngestFixture {
 protected:
  Learn() : corpus_(outlet_corpus(1)) {
    corpus_.resize(kCorpusArticles);  // One outlet.
    folder_.write("articles.jsonl", json_lines_of(corpus_));
  }

  std::string set() const { return (folder_ / "ads.learned.toml").string(); }

  /// How much is told to have changed.
  static std::string figures_of(const std::string& out) {
    const std::string last = lines_of(out).back();
    const std::size_t begin = last.find("\"listed\":");
    EXPECT_NE(begin, std::string::npos) << last;
    return last.substr(std::min(begin, last.size()));
  }
  /// The name of a set is part of the recipe.
  static std::string without_recipes(std::string exported) {
    constexpr std::string_view kKey = "\"recipe\":\"";
    for (std::size_t at = exported.find(kKey); at != std::string::npos;
         at = exported.find(kKey, at + 1))
      exported.erase(at + kKey.size(), 64);
    return exported;
  }
  std::vector<OutletArticle> corpus_;
};

TEST_F(Learn, WritesASetThatCleansOldCapturesAgain) {
  ingest(folder_ / "articles.jsonl");
  const CleanedTexts before = cleaned_texts(headwater({"export"}).out);
  const ProcessResult learned = headwater({"learn", set()});
  ASSERT_EQ(learned.exit_code, 0) << learned.err;
  EXPECT_NE(learned.out.find(" of 250 documents"), std::string::npos) << learned.out;
  // A set is never changed: runs pin it.
  EXPECT_EQ(headwater({"learn", set()}).exit_code, 2);
  EXPECT_EQ(headwater({"learn", (folder_ / "ads.toml").string()}).exit_code, 2);

  folder_.write("headwater.toml", "[rules]\nboilerplate = [\"built-in\", \"ads.learned.toml\"]\n");
  ASSERT_EQ(headwater({"reprocess", "--config", (folder_ / "headwater.toml").string()}).exit_code,
            0);
  expect_sound();
  const LearnScore score =
      score_learning(corpus_, before, cleaned_texts(headwater({"export"}).out));
  EXPECT_GE(score.recall(), 0.98);
  EXPECT_EQ(score.real_cut, 0U);
}

TEST_F(Learn, AppliesASetWithoutBeingConfigured) {
  ingest(folder_ / "articles.jsonl");
  const ProcessResult applied = headwater({"learn", "--apply", "--json", set()});
  ASSERT_EQ(applied.exit_code, 0) << applied.err;
  expect_schemas(applied.out);
  const std::string last = lines_of(applied.out).back();
  EXPECT_NE(last.find(R"("fresh":true,"documents":250,)"), std::string::npos) << last;
  EXPECT_NE(last.find(R"("listed":false,"documents":250,)"), std::string::npos) << last;
  expect_sound();
  const std::string cleaned = headwater({"export"}).out;

  // The same set again: nothing is left to be done, and the same is told of it.
  const ProcessResult again = headwater({"learn", "--apply", "--json", set()});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_NE(again.out.find("\"arrived\":0,"), std::string::npos);
  EXPECT_EQ(figures_of(applied.out), figures_of(again.out));
  EXPECT_TRUE(headwater({"export"}).out == cleaned);

  // The configuration does not have it, so cleaning by that brings the old text back.
  ASSERT_EQ(headwater({"reprocess"}).exit_code, 0);
  EXPECT_TRUE(headwater({"export"}).out != cleaned);
  const ProcessResult told = headwater({"learn", "--apply", set()});
  EXPECT_NE(told.out.find("add it to boilerplate in [rules]"), std::string::npos) << told.out;
  EXPECT_TRUE(headwater({"export"}).out == cleaned);
}

TEST_F(Learn, ASetInAFolderOfTheConfigurationHoldsFromThenOn) {
  ingest(folder_ / "articles.jsonl");
  std::filesystem::create_directory(folder_ / "sets");
  folder_.write("sets/0.learned.toml", "[learned]\nformat = 1\n");
  const std::string config =
      folder_.write("folder.toml", "[rules]\nboilerplate = [\"built-in\", \"sets\"]\n").string();
  const std::string second = (folder_ / "sets/2.learned.toml").string();
  const ProcessResult applied =
      headwater({"learn", "--apply", "--json", "--config", config, second});
  ASSERT_EQ(applied.exit_code, 0) << applied.err;
  EXPECT_NE(applied.out.find("\"listed\":true"), std::string::npos) << applied.out;
  EXPECT_NE(headwater({"reprocess", "--json", "--config", config}).out.find("\"arrived\":0,"),
            std::string::npos);
  // Learning again sees through the cuts of the set that holds.
  const ProcessResult again =
      headwater({"learn", "--config", config, (folder_ / "sets/3.learned.toml").string()});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_TRUE(read_file(second) == read_file(folder_ / "sets/3.learned.toml"));
  EXPECT_NE(again.out.find("The configuration has it; headwater reprocess"), std::string::npos)
      << again.out;
  const ProcessResult early = headwater(
      {"learn", "--apply", "--config", config, (folder_ / "sets/1.learned.toml").string()});
  EXPECT_EQ(early.exit_code, 2);
  EXPECT_NE(early.err.find("give it a later name"), std::string::npos) << early.err;
}

TEST_F(Learn, GoesOnWhereItWasKilled) {
  ingest(folder_ / "articles.jsonl");
  std::filesystem::copy(store(), folder_ / "whole", std::filesystem::copy_options::recursive);
  folder_.write("slow.toml", "[run]\ncommit_documents = 10\ncommit_milliseconds = 1\n");
  const std::string config = (folder_ / "slow.toml").string();
  const auto apply_to = [&](const std::filesystem::path& where, const std::string& file) {
    return command(
        {"learn", "--apply", "--json", "--config", config, "--store", where.string(), file});
  };
  const auto began = std::chrono::steady_clock::now();
  const ProcessResult whole =
      run(apply_to(folder_ / "whole", (folder_ / "whole.learned.toml").string()));
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - began);
  ASSERT_EQ(whole.exit_code, 0) << whole.err;
  constexpr int kKills = 6;
  for (int kill = 1; kill <= kKills; ++kill) {
    Process process(apply_to(store(), set()));
    if (process.ended_within(took * kill / (kKills + 1))) break;
    process.send(SIGKILL);
    process.finish(std::chrono::seconds(60));
    // What is there of the set is all of it.
    if (std::filesystem::exists(set())) {
      EXPECT_TRUE(read_file(set()) == read_file(folder_ / "whole.learned.toml"));
    }
  }
  const ProcessResult finished = run(apply_to(store(), set()));
  ASSERT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(figures_of(finished.out), figures_of(whole.out));
  expect_sound();
  const std::string exported = without_recipes(headwater({"export"}).out);
  // Thousands of lines: whether they are equal is enough to be told.
  EXPECT_TRUE(
      exported ==
      without_recipes(run_headwater({"export", "--store", (folder_ / "whole").string()}).out));
}

TEST_F(Learn, SaysThatThereIsNothingToBeLearned) {
  ingest(folder_.write("a.txt", "The ferry sailed at noon.\n\nIt came back at four."));
  const ProcessResult learned = headwater({"learn", set()});
  EXPECT_EQ(learned.exit_code, 0) << learned.err;
  EXPECT_NE(learned.out.find("It cuts nothing"), std::string::npos) << learned.out;
}

TEST_F(Learn, TheStoreIsLockedOrTheSetIsBroken) {
  ingest(folder_ / "articles.jsonl");
  folder_.write("ads.learned.toml", "[learned]\nformat = 1\n[[passage]]\n");
  const ProcessResult broken = headwater({"learn", "--apply", set()});
  EXPECT_EQ(broken.exit_code, 78);
  EXPECT_NE(broken.err.find("ads.learned.toml:3:1"), std::string::npos) << broken.err;
  const ProcessResult nowhere =
      headwater({"learn", "--apply", (folder_ / "no/such.learned.toml").string()});
  EXPECT_EQ(nowhere.exit_code, 1);
  EXPECT_NE(nowhere.err.find((folder_ / "no").string() + ": No such file"), std::string::npos)
      << nowhere.err;
}

}  // namespace
}  // namespace headwater::testing
