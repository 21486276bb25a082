#include "store/cluster_finder.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "store/store.h"
#include "support/temp_dir.h"

namespace headwater {
namespace {

/// The id of document number `n`, and its hexadecimal form.
std::string id(int n) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex(32, '0');
  for (std::size_t at = hex.size(); n > 0; n /= 16)
    hex[--at] = kDigits[static_cast<std::size_t>(n % 16)];
  return hex;
}

/// Documents 1 to `count` and edges between them: what the finder reads of a store.
class ClusterFinderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    DatabaseOptions options;
    options.access = DatabaseAccess::kCreate;
    Result<Database> opened = Database::open(folder_ / "headwater.db", options);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    database_ = std::make_unique<Database>(std::move(*opened));
    queries_ = std::make_unique<Queries>(*database_);
    run("CREATE TABLE document (document INTEGER PRIMARY KEY, id BLOB, superseded_by INTEGER);"
        "CREATE INDEX document_by_id ON document (id);"
        "CREATE TABLE copy (document INTEGER, original BLOB, kind TEXT,"
        " PRIMARY KEY (document, original)) WITHOUT ROWID;"
        "CREATE INDEX copy_by_original ON copy (original)");
  }
  void run(const std::string& sql) {
    const Status done = database_->execute(sql);
    ASSERT_TRUE(done.ok()) << done.error().message;
  }
  void add_edge(int from, int to, const std::string& kind = "copy") {
    run("INSERT INTO copy VALUES (" + std::to_string(from) + ", x'" + id(to) + "', '" + kind +
        "')");
  }

  testing::TempDir folder_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Queries> queries_;
};

TEST_F(ClusterFinderTest, WalksEdgesInBothDirections) {
  for (int i = 1; i <= 6; ++i)
    run("INSERT INTO document VALUES (" + std::to_string(i) + ", x'" + id(i) + "', NULL)");
  add_edge(2, 1);
  add_edge(3, 2, "excerpt");
  add_edge(5, 4, "identical");
  add_edge(6, 5, "shares-passage");
  const struct {
    int document;
    std::vector<int> members;
  } rows[] = {{1, {1, 2, 3}}, {2, {1, 2, 3}}, {3, {1, 2, 3}}, {4, {4, 5}}, {5, {4, 5}}, {6, {6}}};
  ClusterFinder together(*queries_);
  for (const auto& row : rows) {
    ClusterFinder alone(*queries_);
    for (ClusterFinder* finder : {&alone, &together}) {
      const Result<std::size_t> found = finder->find(id(row.document));
      ASSERT_TRUE(found.ok()) << found.error().message;
      const CopyCluster& cluster = finder->clusters()[*found];
      EXPECT_EQ(cluster.id, id(row.members.front()));
      EXPECT_TRUE(cluster.complete);
      std::vector<std::string> members;
      for (const int member : row.members) members.push_back(id(member));
      EXPECT_EQ(cluster.members, members);
    }
  }
  EXPECT_EQ(together.clusters().size(), 3U);
}

TEST_F(ClusterFinderTest, ALargeClusterIsWalkedInPartsButStaysOne) {
  const int count = static_cast<int>(kMostMembers) + 500;
  Result<SqlStatement> document = database_->prepare("INSERT INTO document VALUES (?, ?, NULL)");
  Result<SqlStatement> edge = database_->prepare("INSERT INTO copy VALUES (?, ?, 'copy')");
  ASSERT_TRUE(document.ok() && edge.ok());
  run("BEGIN");
  for (int i = 1; i <= count; ++i) {
    const auto bytes = digest_from_hex(id(i) + std::string(32, '0'))->bytes;
    const std::string key(reinterpret_cast<const char*>(bytes.data()), 16);
    ASSERT_TRUE(document->bind_integer(i).bind_blob(key).run().ok());
    // A chain: each is a copy of the one before it.
    const auto before = digest_from_hex(id(i - 1) + std::string(32, '0'))->bytes;
    const std::string original(reinterpret_cast<const char*>(before.data()), 16);
    if (i > 1) {
      ASSERT_TRUE(edge->bind_integer(i).bind_blob(original).run().ok());
    }
  }
  run("COMMIT");
  ClusterFinder finder(*queries_);
  const Result<std::size_t> first = finder.find(id(1));
  ASSERT_TRUE(first.ok());
  EXPECT_FALSE(finder.clusters()[*first].complete);
  EXPECT_GE(finder.clusters()[*first].members.size(), kMostMembers);
  EXPECT_LE(finder.clusters()[*first].members.size(), kMostMembers + 1);
  const Result<std::size_t> last = finder.find(id(count));
  ASSERT_TRUE(last.ok());
  EXPECT_EQ(*last, *first) << "the walk from the other end runs into the first";
  EXPECT_EQ(finder.clusters().size(), 1U);
}

}  // namespace
}  // namespace headwater
