#include "store/verify.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <set>

#include "archive/segment_files.h"
#include "store/sqlite.h"
#include "support/sample_store.h"

namespace headwater {
namespace {

using testing::read_file;
using testing::SampleStore;

struct VerifyOutcome {
  std::vector<Finding> findings;
  VerifyCounts counts;
  std::set<int> numbers() const {
    std::set<int> out;
    for (const Finding& finding : findings) out.insert(finding.number);
    return out;
  }
};

VerifyOutcome verify(const std::filesystem::path& store, VerifyDepth depth) {
  VerifyOutcome out;
  const Status status = verify_store(
      store, depth, [&](const Finding& finding) { out.findings.push_back(finding); }, out.counts);
  EXPECT_TRUE(status.ok()) << status.error().message;
  return out;
}

void change(const std::filesystem::path& store, std::string_view sql) {
  DatabaseOptions options;
  options.access = DatabaseAccess::kWrite;
  Result<Database> database = Database::open(store / "headwater.db", options);
  ASSERT_TRUE(database.ok());
  const Status status = database->execute("PRAGMA foreign_keys = 0; " + std::string(sql));
  ASSERT_TRUE(status.ok()) << sql << ": " << status.error().message;
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

TEST(Verify, SoundStoreHasNoFinding) {
  SampleStore store;
  store.fill();
  const VerifyOutcome outcome = verify(store.path(), VerifyDepth::kReadData);
  for (const Finding& finding : outcome.findings) {
    ADD_FAILURE() << finding.number << " " << finding.subject << ": " << finding.message;
  }
  EXPECT_EQ(outcome.counts.documents, 2u);
  EXPECT_EQ(outcome.counts.captures, 5u);
  EXPECT_EQ(outcome.counts.maps_replayed, 2u);
  EXPECT_GT(outcome.counts.payload_bytes, 0u);
}

TEST(Verify, SeveralSegmentsAndAnUnfinishedTailAreSound) {
  SampleStore store;
  store.open(1);
  store.begin();
  for (int i = 0; i < 5; ++i) {
    store.add(testing::sample_passed("Story " + std::to_string(i) + ".", std::to_string(i)));
  }
  store.end();
  store.begin();  // killed: no end, and a capture that was not committed
  store.add(testing::sample_passed("Never committed.", "lost"));
  EXPECT_TRUE(verify(store.path(), VerifyDepth::kReadData).findings.empty());
}

/// A planted fault, and the finding that must name it.
struct DamageRow {
  int number;
  std::string_view sql;
  std::string_view subject;  ///< Part of the subject of the finding.
};

constexpr std::array kDamageRows = {
    DamageRow{102, "PRAGMA application_id = 1", "headwater.db"},
    DamageRow{104, "UPDATE document SET run = 99 WHERE document = 1", "document 1"},
    DamageRow{104, "DELETE FROM capture WHERE capture = 4", "lineage"},
    DamageRow{105, "UPDATE document SET folded = x'00' WHERE document = 2", "document 2"},
    DamageRow{105, "UPDATE capture SET payload = x'0102' WHERE capture = 5", "capture 5"},
    DamageRow{201, "UPDATE capture SET length = length + 100 WHERE capture = 5", "000001.warc.gz"},
    DamageRow{201, "UPDATE capture SET segment = 2 WHERE capture = 5", "000002.warc.gz"},
    DamageRow{202, "UPDATE capture SET offset = 1 WHERE capture = 3", "capture 3"},
    DamageRow{301, "UPDATE run SET arrived = 6", "run 1"},
    DamageRow{302, "UPDATE run SET stored = 1, dropped = '{\"empty\":3}'", "run 1"},
    DamageRow{401, "UPDATE outlet_tag SET evidence = '{'", "document"},
    DamageRow{401, "UPDATE document SET fields = '{}' WHERE document = 1", "document"},
    DamageRow{402, "UPDATE document_text SET map = x'00' WHERE document = 1", "document"},
    DamageRow{402, "UPDATE document_text SET text = text || 'x' WHERE document = 2", "document"},
    DamageRow{402, "DELETE FROM document_text WHERE document = 2", "document"},
    DamageRow{403, "UPDATE document SET kept = kept + 1 WHERE document = 1", "document"},
    DamageRow{404, "UPDATE document_text SET text = replace(text, 'ferry', 'Ferry')", "document"},
    DamageRow{405, "UPDATE document_text SET cuts = json_set(cuts, '$[0]', '0-1:0')", "document"},
    DamageRow{405, "UPDATE document_text SET cuts = '[]'", "document"},
    DamageRow{406, "DELETE FROM recipe_rule", "document"},
    DamageRow{407, "UPDATE document_text SET statements = json_set(statements, '$[1]', '20-1000')",
              "document"},
    DamageRow{407,
              "UPDATE document_text SET statements = json_set(statements, '$[0]', '3-9') WHERE "
              "document = 1",
              "document"},
    DamageRow{
        407,
        "UPDATE document_text SET statements = json_remove(statements, '$[1]') WHERE document = 1",
        "document"},
    DamageRow{408, "UPDATE document SET id = zeroblob(16) WHERE document = 1", "document 00000"},
    DamageRow{409, "UPDATE document SET superseded_by = 2 WHERE document = 1", "document"},
    DamageRow{410, "DELETE FROM statement_key", "statement_key"},
    DamageRow{410, "UPDATE statement_key SET entries = substr(entries, 1, 20)", "statement_key"},
    DamageRow{411, "INSERT INTO copy VALUES (1, zeroblob(16), 'copy', 0, 1.0, 1.0, 1.0, '[]')",
              "copy of document 1"},
    DamageRow{412, "INSERT INTO copy_sketch VALUES (1, zeroblob(16), 1, 9, zeroblob(8))",
              "sketch of document 1"},
    DamageRow{501, "DELETE FROM lineage WHERE capture = 4", "capture 4"},
    DamageRow{501, "DELETE FROM lineage WHERE capture = 1 AND verb = 'stored'", "capture 1"},
    DamageRow{501, "DELETE FROM lineage WHERE capture = 1 AND verb = 'received'", "capture 1"},
    DamageRow{501, "UPDATE lineage SET output = zeroblob(32) WHERE ordinal = 0", "capture 1"},
    DamageRow{502, "UPDATE lineage SET verb = 'dropped' WHERE capture = 1 AND ordinal = 2",
              "document"},
    DamageRow{502, "DELETE FROM document WHERE document = 2", "capture 2"},
    DamageRow{503, "UPDATE lineage SET output = zeroblob(32) WHERE capture = 1 AND ordinal = 2",
              "capture 1"},
    DamageRow{504, "UPDATE capture SET document = zeroblob(16) WHERE capture = 3", "capture 3"},
    DamageRow{504, "UPDATE capture SET revisit_of = 2 WHERE capture = 3", "capture 3"},
    DamageRow{505, "DELETE FROM quarantine", "capture 5"},
    DamageRow{603, "UPDATE capture SET payload_size = 3 WHERE capture = 5", "capture 5"},
    DamageRow{603, "UPDATE capture SET payload = zeroblob(32) WHERE capture = 4", "capture 4"},
    DamageRow{604, "UPDATE capture SET uri = 'file:///x' WHERE capture = 4", "capture 4"},
    DamageRow{604, "UPDATE capture SET captured_at = 1 WHERE capture = 4", "capture 4"},
    DamageRow{605, "UPDATE capture SET revisit_of = 4 WHERE capture = 3", "capture 3"},
    DamageRow{605, "UPDATE capture SET revisit_of = NULL WHERE capture = 3", "capture 3"},
    DamageRow{606, "DELETE FROM capture WHERE capture = 4", "000001.warc.gz"},
    DamageRow{607, "UPDATE document SET text_sha256 = zeroblob(32) WHERE document = 2", "document"},
};

TEST(Verify, EachPlantedFaultIsNamed) {
  SampleStore sound;
  sound.fill();
  const testing::TempDir dir;
  for (const DamageRow& row : kDamageRows) {
    const std::filesystem::path damaged = dir / "store";
    std::filesystem::remove_all(damaged);
    std::filesystem::copy(sound.path(), damaged, std::filesystem::copy_options::recursive);
    change(damaged, row.sql);
    const VerifyOutcome outcome = verify(damaged, VerifyDepth::kReadData);
    bool named = false;
    for (const Finding& finding : outcome.findings) {
      named = named || (finding.number == row.number &&
                        finding.subject.find(row.subject) != std::string::npos);
    }
    EXPECT_TRUE(named) << row.number << ": " << row.sql << " gave "
                       << ::testing::PrintToString(outcome.numbers());
  }
}

TEST(Verify, QuickLooksAtNoDocument) {
  SampleStore store;
  store.fill();
  change(store.path(), "UPDATE document_text SET map = x'00'");
  const VerifyOutcome outcome = verify(store.path(), VerifyDepth::kQuick);
  EXPECT_TRUE(outcome.findings.empty());
  EXPECT_EQ(outcome.counts.documents, 0u);
}

/// Each third byte: the archive's own test damages every one.
TEST(Verify, FlippedBytesOfASegmentAreNamed) {
  SampleStore store;
  store.open();
  store.begin();
  store.add(testing::sample_passed(SampleStore::kHarbor, "harbor.txt"));
  store.end();
  store.close();
  const std::filesystem::path segment = store.path() / "captures" / segment_file_name(1);
  const std::string whole = read_file(segment);
  for (std::size_t i = 0; i < whole.size(); i += 3) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(~damaged[i]);
    write_file(segment, damaged);
    const VerifyOutcome outcome = verify(store.path(), VerifyDepth::kReadData);
    ASSERT_FALSE(outcome.findings.empty()) << i;
    for (const int number : outcome.numbers()) EXPECT_EQ(number / 100, 6) << i;
  }
}

TEST(Verify, TruncatedSegmentIsNamedByTheQuickLook) {
  SampleStore store;
  store.fill();
  const std::filesystem::path segment = store.path() / "captures" / segment_file_name(1);
  for (const std::uintmax_t size : {std::filesystem::file_size(segment) - 1, std::uintmax_t{0}}) {
    std::filesystem::resize_file(segment, size);
    EXPECT_EQ(verify(store.path(), VerifyDepth::kQuick).numbers(), std::set<int>{201});
    EXPECT_TRUE(verify(store.path(), VerifyDepth::kReadData).numbers().contains(601));
  }
  std::filesystem::remove_all(store.path() / "captures");
  EXPECT_TRUE(verify(store.path(), VerifyDepth::kReadData).numbers().contains(201));
}

/// Whatever byte of the database is damaged, the outcome is findings or nothing, never a crash.
TEST(Verify, DamagedDatabasePagesAreFindings) {
  SampleStore store;
  store.fill();
  const std::filesystem::path file = store.path() / "headwater.db";
  const std::string whole = read_file(file);
  std::size_t with_findings = 0;
  std::size_t pages = 0;
  for (std::size_t page = 0; page < whole.size(); page += 4096, ++pages) {
    std::string damaged = whole;
    for (std::size_t i = page; i < page + 100; ++i) damaged[i] = static_cast<char>(~damaged[i]);
    write_file(file, damaged);
    with_findings += !verify(store.path(), VerifyDepth::kReadData).findings.empty();
  }
  EXPECT_EQ(with_findings, pages);
}

TEST(Verify, EveryKindOfFindingHasARow) {
  // Damage to the files themselves has tests of its own below.
  std::set<int> covered = {101, 103, 601, 602, 608, 609};
  for (const DamageRow& row : kDamageRows) covered.insert(row.number);
  std::set<int> known;
  for (const FindingKind& kind : kFindingKinds) known.insert(kind.number);
  EXPECT_EQ(covered, known);
}

TEST(Verify, StoreOfAnotherVersionIsRefused) {
  SampleStore store;
  store.fill();
  change(store.path(), "PRAGMA user_version = 1");
  VerifyCounts counts;
  const Status status = verify_store(
      store.path(), VerifyDepth::kQuick, [](const Finding&) {}, counts);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, ErrorCode::kStoreOutdated);
}

TEST(Verify, AbsentStoreIsNoFinding) {
  const testing::TempDir dir;
  VerifyCounts counts;
  const Status status = verify_store(
      dir / "none", VerifyDepth::kQuick, [](const Finding&) {}, counts);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, ErrorCode::kStoreMissing);
}

}  // namespace
}  // namespace headwater
