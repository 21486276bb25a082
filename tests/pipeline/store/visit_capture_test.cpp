#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "archive/capture_fields.h"
#include "archive/segment_files.h"
#include "store/sqlite.h"
#include "store/verify.h"
#include "support/sample_store.h"
#include "support/visit_samples.h"

namespace headwater {
namespace {

using testing::sample_ended;
using testing::sample_passed;
using testing::sample_visit;
using testing::SampleStore;

std::set<int> findings(const std::filesystem::path& store) {
  std::set<int> out;
  VerifyCounts counts;
  const Status status = verify_store(
      store, VerifyDepth::kReadData,
      [&](const Finding& finding) {
        out.insert(finding.number);
        if (std::getenv("HEADWATER_SHOW_FINDINGS") != nullptr) {
          ADD_FAILURE() << finding.number << " " << finding.subject << ": " << finding.message;
        }
      },
      counts);
  EXPECT_TRUE(status.ok()) << status.error().message;
  return out;
}

std::string value(const std::filesystem::path& store, std::string_view sql) {
  Result<Database> database = Database::open(store / "headwater.db", {});
  Result<SqlStatement> select = database->prepare(sql);
  EXPECT_TRUE(select.ok()) << select.error().message;
  if (!*select->step()) return "(none)";
  return select->is_null(0) ? "(null)" : std::string(select->text(0));
}

Finished dropped(Arrival arrival) {
  const DropReason reason = arrival.aside.value_or(DropReason::kDuplicate);
  Finished finished = sample_ended(std::move(arrival), Dropped{reason});
  return finished;
}

/// Every kind of visit: 1 page, 2 compressed, 3 after redirects, 4 same bytes elsewhere, 5 and 6
/// unchanged (since 1, and since 4, a revisit itself), 7 and 8 no response, 9 cut, 10 forbidden.
void fill(SampleStore& store) {
  store.begin();
  store.add(sample_passed(sample_visit("Rain fell on the harbor. The ferry was late.")));
  store.add(sample_passed(testing::compressed_visit("The bridge is closed. Nobody knows why.")));
  store.add(sample_passed(testing::redirected_visit("The mayor spoke. Few heard it.")));
  store.add(dropped(sample_visit("Rain fell on the harbor. The ferry was late.", "copy")));
  store.add(dropped(testing::unchanged_visit(1)));
  store.add(dropped(testing::unchanged_visit(4, "copy")));
  store.add(dropped(testing::failed_visit("silent")));
  store.add(dropped(testing::failed_visit("dead")));
  const Arrival cut = testing::truncated_visit("Rain fe");
  store.add(sample_ended(cut, Quarantined{*cut.fault}));
  Arrival forbidden = sample_visit("", "private");
  forbidden.http->exchanges.clear();
  forbidden.aside = DropReason::kForbidden;
  store.add(dropped(forbidden));
  store.end();
}

class VisitCaptureTest : public ::testing::Test {
 protected:
  void SetUp() override {
    store_.open();
    fill(store_);
    store_.close();
  }
  std::string value_of(std::string_view sql) const { return value(store_.path(), sql); }
  std::string payload_of(std::int64_t capture) const {
    auto reader = open_store_reader(store_.path());
    const auto sighting = (*reader)->sighting(capture);
    auto payload = (*reader)->payload(*sighting);
    EXPECT_TRUE(payload.ok()) << payload.error().message;
    return payload.ok() ? *payload : std::string();
  }

  SampleStore store_;
};

TEST_F(VisitCaptureTest, StoreWithEveryKindIsSound) {
  EXPECT_EQ(findings(store_.path()), std::set<int>{});
}

TEST_F(VisitCaptureTest, PayloadsAreReadBack) {
  const std::string_view rows[] = {"Rain fell on the harbor. The ferry was late.",
                                   "The bridge is closed. Nobody knows why.",
                                   "The mayor spoke. Few heard it.",
                                   "Rain fell on the harbor. The ferry was late.",
                                   "Rain fell on the harbor. The ferry was late.",
                                   "Rain fell on the harbor. The ferry was late.",
                                   "",
                                   "",
                                   "Rain fe",
                                   ""};
  std::int64_t capture = 0;
  for (const std::string_view payload : rows) EXPECT_EQ(payload_of(++capture), payload) << capture;
}

TEST_F(VisitCaptureTest, RowsTellOfTheVisit) {
  const std::pair<const char*, std::string> rows[] = {
      {"SELECT group_concat(coalesce(revisit_of, '-')) FROM capture", "-,-,-,1,1,1,-,-,-,-"},
      {"SELECT group_concat(status) FROM v_captures", "200,200,200,200,304,304,0,0,200,0"},
      {"SELECT requested_uri || ' ' || final_uri || ' ' || redirects FROM v_captures"
       " WHERE capture = 3",
       "http://kelpbay.example/old https://kelpbay.example/moved 2"},
      {"SELECT requested_uri || robots FROM v_captures WHERE capture = 1",
       "https://kelpbay.example/ferryallowed by line 12: Allow: /news"},
      {"SELECT requested_uri IS NULL AND final_uri IS NULL FROM capture WHERE capture = 1", "1"},
      {"SELECT sightings FROM v_documents WHERE uri LIKE '%ferry'", "4"},
      {"SELECT count(DISTINCT document) FROM capture", "3"},
      {"SELECT payload_bytes FROM v_captures WHERE capture = 5", "44"},
  };
  for (const auto& [sql, expected] : rows) EXPECT_EQ(value_of(sql), expected) << sql;
}

// A feed is no document, so only its source knows that the same bytes came before.
TEST_F(VisitCaptureTest, TheSameListingAgainIsKeptOnce) {
  Arrival feed = sample_visit("Ten headlines, and no article.", "feed");
  feed.aside = DropReason::kListing;
  Arrival again = feed;
  again.captured_at.microseconds += 1'000'000;
  again.http->unchanged_since = 11;
  again.aside = DropReason::kUnchanged;
  Arrival other = again;
  other.payload = "Ten other headlines, and no article.";
  other.captured_at.microseconds += 1'000'000;
  store_.open();
  store_.begin();
  for (const Arrival& arrival : {feed, again, other}) store_.add(dropped(arrival));
  store_.end();
  store_.close();
  EXPECT_EQ(value_of("SELECT group_concat(coalesce(revisit_of, '-')) FROM capture"
                     " WHERE capture > 10"),
            "-,11,-");
  EXPECT_EQ(payload_of(12), feed.payload);
  EXPECT_EQ(payload_of(13), other.payload);
  EXPECT_EQ(findings(store_.path()), std::set<int>{});
}

TEST_F(VisitCaptureTest, UnchangedSinceNothingKnownIsKeptAsItCame) {
  store_.open();
  store_.begin();
  store_.add(dropped(testing::unchanged_visit(99)));
  store_.end();
  store_.close();
  EXPECT_EQ(value_of("SELECT revisit_of IS NULL AND payload_size = 0 FROM capture"
                     " WHERE capture = 11"),
            "1");
  EXPECT_EQ(findings(store_.path()), std::set<int>{});
}

TEST_F(VisitCaptureTest, VerifyHoldsTheRowAgainstTheRecord) {
  for (const std::string_view set : {"status = 404", "redirects = 1", "robots = 'not asked'",
                                     "requested_uri = 'x'", "final_uri = 'x'", "status = NULL"}) {
    DatabaseOptions options;
    options.access = DatabaseAccess::kWrite;
    Result<Database> database = Database::open(store_.path() / "headwater.db", options);
    ASSERT_TRUE(database
                    ->execute("CREATE TEMP TABLE kept AS SELECT * FROM capture WHERE capture = 3;"
                              "UPDATE capture SET " +
                              std::string(set) + " WHERE capture = 3")
                    .ok());
    EXPECT_EQ(findings(store_.path()), std::set<int>{604}) << set;
    ASSERT_TRUE(database
                    ->execute("UPDATE capture SET (status, redirects, robots, requested_uri,"
                              " final_uri) = (SELECT status, redirects, robots, requested_uri,"
                              " final_uri FROM kept) WHERE capture = 3; DROP TABLE kept")
                    .ok());
  }
}

/// Swaps two bytes in the block of the record at `place` and makes its member again, so that only
/// the digest tells. False where no swap gives a member of the same length.
bool tamper(const std::filesystem::path& segment, const ArchivePlace& place) {
  std::string whole = testing::read_file(segment);
  const auto member = gunzip_member(whole.substr(place.offset, place.length), UINT64_MAX);
  const std::size_t block = member->bytes.size() - parse_warc_record(member->bytes)->block.size();
  for (std::size_t i = member->bytes.size() - 6; i > block - 4; --i) {
    std::string record = member->bytes;
    if (record[i] == record[i - 1]) continue;
    std::swap(record[i], record[i - 1]);
    for (const GzipEffort effort : {GzipEffort::kFast, GzipEffort::kStore}) {
      const std::string again = gzip_member(record, effort);
      if (again.size() != place.length) continue;
      whole.replace(place.offset, place.length, again);
      std::ofstream(segment, std::ios::binary | std::ios::trunc) << whole;
      return true;
    }
  }
  return false;
}

TEST_F(VisitCaptureTest, VerifyFindsTamperedRecordsOfEveryType) {
  const std::filesystem::path captures = store_.path() / "captures";
  const std::filesystem::path segment = captures / segment_file_name(1);
  const std::string whole = testing::read_file(segment);
  std::set<std::int64_t> offsets;
  for (int capture = 1; capture <= 10; ++capture) {
    offsets.insert(std::stoll(
        value_of("SELECT offset FROM capture WHERE capture = " + std::to_string(capture))));
  }
  std::map<std::string, std::set<int>> found;
  std::vector<std::pair<ArchivePlace, std::string>> places;
  const Status read = for_each_record(
      captures, 1, {0, whole.size()}, [&](const ArchivePlace& place, const WarcRecord& record) {
        const bool is_own = offsets.contains(static_cast<std::int64_t>(place.offset));
        places.emplace_back(place, std::string(is_own ? "own " : "") +
                                       std::string(record.find("WARC-Type").value_or("")));
      });
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(places.size(), 1u + 30u);
  for (const auto& [place, type] : places) {
    if (!tamper(segment, place)) continue;
    const std::set<int> numbers = findings(store_.path());
    found[type].insert(numbers.begin(), numbers.end());
    EXPECT_FALSE(numbers.empty()) << type << " at " << place.offset;
    std::ofstream(segment, std::ios::binary | std::ios::trunc) << whole;
  }
  EXPECT_TRUE(found["own response"].contains(602));
  EXPECT_TRUE(found["own revisit"].contains(602));
  EXPECT_TRUE(found["request"].contains(609));
  EXPECT_TRUE(found["metadata"].contains(609));
}

TEST_F(VisitCaptureTest, KilledWithinAVisitLeavesTheLastCommit) {
  const std::filesystem::path segment = store_.path() / "captures" / segment_file_name(1);
  const std::string committed = testing::read_file(segment);
  store_.open();
  store_.begin();
  store_.add(sample_passed(testing::redirected_visit("Never committed. Not at all.")));
  const std::string whole = testing::read_file(segment);
  store_.close();
  ASSERT_GT(whole.size(), committed.size());
  for (std::size_t size = committed.size(); size <= whole.size(); size += 97) {
    std::ofstream(segment, std::ios::binary | std::ios::trunc) << whole.substr(0, size);
    EXPECT_EQ(findings(store_.path()), std::set<int>{}) << size;
    store_.open();
    store_.close();
    EXPECT_EQ(testing::read_file(segment), committed);
  }
}

/// Writes the store to HEADWATER_KEEP_STORE, for tests/interop/check_warc.py.
TEST(VisitCapture, StoreForOtherReaders) {
  const char* const folder = std::getenv("HEADWATER_KEEP_STORE");
  if (folder == nullptr) GTEST_SKIP() << "set HEADWATER_KEEP_STORE to a folder (scripts/interop)";
  SampleStore store;
  store.fill();
  store.open();
  fill(store);
  store.close();
  std::filesystem::copy(
      store.path() / "captures", folder,
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
}

}  // namespace
}  // namespace headwater
