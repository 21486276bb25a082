#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "support/ingest_fixture.h"
#include "support/news_corpus.h"
#include "support/store_dump.h"

namespace headwater::testing {
namespace {

namespace fs = std::filesystem;

class SameContent : public IngestFixture {
 protected:
  /// Ingests into a new store, checks it, and returns its content.
  std::string content_after(std::vector<std::string> arguments, DumpScope scope) const {
    fs::remove_all(store());
    arguments.insert(arguments.begin(), "ingest");
    const ProcessResult result = headwater(std::move(arguments));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    expect_sound();
    return dump_store(store(), scope);
  }
};

TEST_F(SameContent, ForAnyNumberOfWorkers) {
  const fs::path file = folder_.write("articles.jsonl", NewsCorpus().json_lines(0, 300));
  const std::string one = content_after({"--workers", "1", file.string()}, DumpScope::kAll);
  EXPECT_NE(one.find("statement: "), std::string::npos);
  for (const char* workers : {"2", "8", "16"}) {
    SCOPED_TRACE(workers);
    const std::string many = content_after({"--workers", workers, file.string()}, DumpScope::kAll);
    EXPECT_EQ(first_difference(one, many), "");
  }
}

TEST_F(SameContent, ForAnyOrderOfArrivalButForWhoCameFirst) {
  const NewsCorpus corpus;
  std::vector<std::string> files;
  for (std::uint64_t i = 0; i < 60; ++i) {
    files.push_back(folder_.write(std::to_string(i) + ".txt", corpus.plain_text(i)).string());
  }
  const std::string sorted = content_after(files, DumpScope::kOrderFree);
  std::mt19937 random(1);
  for (int round = 0; round < 3; ++round) {
    std::shuffle(files.begin(), files.end(), random);
    EXPECT_EQ(first_difference(sorted, content_after(files, DumpScope::kOrderFree)), "");
  }
}

TEST_F(SameContent, WhenTheSameSourceIsReadAgain) {
  const fs::path file = folder_.write("articles.jsonl", NewsCorpus().json_lines(0, 50));
  const std::string once = content_after({file.string()}, DumpScope::kAll);
  ingest(file);
  EXPECT_EQ(first_difference(once, dump_store(store())), "");
}

}  // namespace
}  // namespace headwater::testing
