// Which texts are copies of each other, whatever the order, the workers and the runs.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "store/store.h"
#include "support/ingest_fixture.h"
#include "support/outlet_corpus.h"
#include "support/random_numbers.h"

namespace headwater::testing {
namespace {

constexpr std::size_t kArticles = 300;
constexpr int kShuffles = 20;

/// Records of wire copies and of updates of running stories.
std::vector<std::string> make_records() {
  const std::vector<OutletArticle> corpus = outlet_corpus(3);
  std::map<std::string, int> stories;
  for (const OutletArticle& article : corpus) ++stories[article.story];
  std::vector<std::string> records;
  for (std::size_t i = 0; i < corpus.size() && records.size() < kArticles; i += 3) {
    if (stories[corpus[i].story] < 2) continue;
    JsonWriter json;
    json.begin_object();
    json.key("url").string("https://" + corpus[i].outlet + ".example/" + corpus[i].id);
    json.key("date").string(corpus[i].day).key("text").string(corpus[i].text()).end_object();
    records.emplace_back(json.text());
  }
  return records;
}

class Partition : public IngestFixture {
 protected:
  /// The cluster of each document, a line each, after the records came in `runs` runs.
  std::string partition(const std::vector<std::string>& records, int workers, std::size_t runs) {
    const std::string name = "store" + std::to_string(stores_++);
    const std::size_t a_run = (records.size() + runs - 1) / runs;
    for (std::size_t begin = 0; begin < records.size(); begin += a_run) {
      std::string lines;
      for (std::size_t i = begin; i < std::min(begin + a_run, records.size()); ++i) {
        lines += records[i] + "\n";
      }
      const std::string file = name + "-" + std::to_string(begin) + ".jsonl";
      folder_.write(file, lines);
      Command ingest = command({"ingest", "--workers", std::to_string(workers), file});
      ingest.environment.front().second = (folder_ / name).string();
      const ProcessResult result = run(ingest);
      EXPECT_EQ(result.exit_code, 0) << result.err;
    }
    return read_partition(folder_ / name);
  }

 private:
  static std::string read_partition(const std::filesystem::path& store) {
    auto reader = open_store_reader(store);
    if (!reader) return reader.error().message;
    std::map<std::string, std::string> clusters;
    const Status walked = (*reader)->each_document(0, [&](const StoredDocument& document) {
      const auto cluster = (*reader)->cluster(document.article.id);
      if (cluster) clusters[document.article.id] = cluster->id;
      return cluster.ok();
    });
    EXPECT_TRUE(walked);
    std::string lines;
    for (const auto& [id, cluster] : clusters) lines.append(id).append(" " + cluster + "\n");
    return lines;
  }

  int stores_ = 0;
};

TEST_F(Partition, IsTheSameForEveryOrderNumberOfWorkersAndOfRuns) {
  std::vector<std::string> records = make_records();
  ASSERT_EQ(records.size(), kArticles);
  const std::string expected = partition(records, 1, 1);
  ASSERT_EQ(std::count(expected.begin(), expected.end(), '\n'), kArticles);
  std::map<std::string, int> sizes;
  for (std::size_t at = 0; at < expected.size(); at = expected.find('\n', at) + 1) {
    ++sizes[expected.substr(expected.find(' ', at), 33)];
  }
  ASSERT_GT(sizes.size(), kArticles / 10);
  ASSERT_LT(sizes.size(), kArticles * 9 / 10);
  Random random(17);
  constexpr int kWorkers[] = {1, 2, 4};
  for (int round = 0; round < kShuffles; ++round) {
    for (std::size_t i = records.size(); i > 1; --i) {
      std::swap(records[i - 1], records[random.below(i)]);
    }
    ASSERT_EQ(partition(records, kWorkers[round % 3], round % 10 == 9 ? 10 : 1), expected)
        << "round " << round;
  }
}

}  // namespace
}  // namespace headwater::testing
