#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <random>
#include <string>

#include "archive/gzip.h"
#include "store/sqlite.h"
#include "support/ingest_fixture.h"
#include "support/news_corpus.h"
#include "support/store_dump.h"
#include "support/warc_sample.h"

namespace headwater::testing {
namespace {

using std::chrono::microseconds;
namespace fs = std::filesystem;

constexpr int kParts = 4;  // So that rounds spread over the shards of a test run.
constexpr std::uint64_t kArticles = 240;

int rounds() {
  const char* set = ::getenv("HEADWATER_KILL_ROUNDS");
  const int all = set == nullptr ? 100 : ::atoi(set);
  return (all + kParts - 1) / kParts;
}

/// Ingests the same corpus again and again, and is killed.
class IngestKilled : public IngestFixture, public ::testing::WithParamInterface<int> {
 protected:
  IngestKilled() {
    const NewsCorpus corpus;
    folder_.write("articles/many.jsonl", corpus.json_lines(0, kArticles));
    for (std::uint64_t i = 0; i < 20; ++i) {
      folder_.write("articles/" + std::to_string(i) + ".txt", corpus.plain_text(kArticles + i));
    }
    std::string archive;
    for (std::uint64_t i = 0; i < 40; ++i) {
      const std::string number = std::to_string(i);
      archive += gzip_member(warc_page("https://harbour.example/" + number,
                                       "<p>" + corpus.plain_text(kArticles + 20 + i),
                                       "WARC-Record-ID: <urn:uuid:" + number + ">\r\n"));
      archive +=
          gzip_member(warc_record("revisit", "https://harbour.example/again/" + number,
                                  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
                                  "WARC-Refers-To: <urn:uuid:" + std::to_string(i / 2) + ">\r\n"));
    }
    folder_.write("articles/crawl.warc.gz", archive);
    // Small group commits, so that a moment drawn at random meets every part of one.
    folder_.write("headwater.toml", "[run]\ncommit_documents = 16\ncommit_milliseconds = 20\n");
  }

  Command ingest_all() const { return command({"ingest", (folder_ / "articles").string()}); }

  /// Ingests to the end and returns what it took.
  microseconds finish_ingest() const {
    const auto began = std::chrono::steady_clock::now();
    const ProcessResult result = run(ingest_all());
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - began);
  }

  /// True if the kill came too late.
  bool ended_before_kill(microseconds moment) const {
    Process process(ingest_all());
    if (process.ended_within(moment)) {
      const ProcessResult result = process.finish(std::chrono::seconds(1));
      EXPECT_EQ(result.exit_code, 0) << result.err;
      return true;
    }
    process.send(SIGKILL);
    process.finish(std::chrono::seconds(60));
    return false;
  }

  /// Whether the store's schema was committed; before that there is nothing to verify.
  bool has_been_made() const {
    if (!fs::exists(store() / "headwater.db")) return false;
    auto database = Database::open(store() / "headwater.db", {});
    return database.ok() && database->integer("PRAGMA user_version").value() != 0;
  }

  void expect_same_content(const std::string& expected) const {
    EXPECT_EQ(first_difference(expected, dump_store(store())), "");
  }
};

// The store lives on from kill to kill until one run gets through; then a new one is begun.
TEST_P(IngestKilled, LosesNothingAndStoresNothingTwice) {
  const microseconds whole = finish_ingest();
  const std::string expected = dump_store(store());
  fs::remove_all(store());

  std::mt19937 random(static_cast<unsigned>(GetParam()));
  std::uniform_int_distribution<microseconds::rep> moments(1, whole.count());
  for (int round = 0; round < rounds() && !HasFailure(); ++round) {
    const microseconds moment(moments(random));
    SCOPED_TRACE("round " + std::to_string(round) + " killed after " +
                 std::to_string(moment.count()) + " us");
    const bool ended = ended_before_kill(moment);
    if (has_been_made()) expect_sound();
    if (!ended) continue;
    expect_same_content(expected);
    fs::remove_all(store());
  }
  finish_ingest();
  expect_sound();
  expect_same_content(expected);
}

INSTANTIATE_TEST_SUITE_P(Parts, IngestKilled, ::testing::Range(0, kParts));

}  // namespace
}  // namespace headwater::testing
