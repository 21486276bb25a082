#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <vector>

#include "record/document_map.h"
#include "store/document_rows.h"
#include "store/schema.h"
#include "store/search_index.h"
#include "store/sqlite.h"
#include "store/statement_index.h"
#include "store/store.h"
#include "support/finished_samples.h"
#include "support/temp_dir.h"

namespace headwater {
namespace {

using testing::sample_arrival;
using testing::sample_ended;
using testing::sample_passed;
using testing::sample_recipe;

class FixedClock final : public Clock {
 public:
  Timestamp now() const override { return {1'700'000'100'000'000}; }
};

class SqliteStoreTest : public ::testing::Test {
 protected:
  void SetUp() override { open(); }

  void open() {
    store_.reset();
    Result<std::unique_ptr<Store>> store = open_store({path_});
    ASSERT_TRUE(store.ok()) << store.error().message;
    store_ = std::move(*store);
  }
  void begin(const Recipe& recipe) {
    const auto run = store_->begin_run(recipe, "ingest /news", clock_);
    ASSERT_TRUE(run.ok()) << run.error().message;
  }
  void add(const Finished& finished) {
    std::string prepared;
    store_->prepare(finished, prepared);
    const Status added = store_->add(finished, prepared);
    ASSERT_TRUE(added.ok()) << added.error().message;
  }
  void commit() {
    const Status committed = store_->commit();
    ASSERT_TRUE(committed.ok()) << committed.error().message;
  }
  void end(RunState state = RunState::kComplete) {
    const Status ended = store_->end_run({}, state);
    ASSERT_TRUE(ended.ok()) << ended.error().message;
  }
  /// One run that stores a document.
  void store_one(std::string_view text, std::string_view name) {
    begin(recipe_);
    add(sample_passed(text, name));
    end();
  }

  /// The only value of `sql` as text; "(none)" where there is no row.
  std::string value(std::string_view sql) {
    Result<Database> database = Database::open(path_ / "headwater.db", {});
    EXPECT_TRUE(database.ok());
    Result<SqlStatement> select = database->prepare(sql);
    EXPECT_TRUE(select.ok()) << select.error().message;
    if (!*select->step()) return "(none)";
    return select->is_null(0) ? "(null)" : std::string(select->text(0));
  }
  std::uint64_t archive_bytes() {
    std::uint64_t bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(path_ / "captures")) {
      bytes += entry.file_size();
    }
    return bytes;
  }

  const std::string text_ = "AD buy now\nRain fell on the harbor. The ferry was late.";
  testing::TempDir dir_;
  std::filesystem::path path_ = dir_ / "store";
  FixedClock clock_;
  Recipe recipe_ = sample_recipe();
  Recipe second_recipe_ = sample_recipe("second");
  std::unique_ptr<Store> store_;
};

TEST_F(SqliteStoreTest, EveryTableHoldsWhatTheArticleSaid) {
  Arrival arrival = sample_arrival(text_, "a.txt");
  arrival.container = Container{"file:///news/all.jsonl", sha256("all"), {100, 200}, 7};
  Finished finished = sample_passed(arrival);
  finished.article.wire = WireCredit{"Wire Desk", true, {}};
  finished.article.copy_of = CopyOf{document_id(sha256("other")), CopyKind::kIdentical};
  begin(recipe_);
  add(finished);
  RunCounts counts;
  counts.arrived = counts.stored = 1;
  counts.dropped["empty"] = 2;
  ASSERT_TRUE(store_->end_run(counts, RunState::kStopped).ok());

  const std::string id = document_id(sha256(text_));
  const std::pair<const char*, std::string> rows[] = {
      {"SELECT state || started_at || dropped FROM v_runs",
       "stopped2023-11-14T22:15:00Z{\"empty\":2}"},
      {"SELECT command || program FROM run", "ingest /newsheadwater 0.1.0"},
      {"SELECT group_concat(stage || version) FROM recipe_step", "receive1,decode_text2,store1"},
      {"SELECT id || reason || why FROM recipe_rule", "ads.subscribeadIt sells something."},
      {"SELECT document || uri || source FROM v_captures", id + "file:///news/a.txtfolder"},
      {"SELECT captured_at FROM v_captures", "2023-11-14T22:13:20Z"},
      {"SELECT container_uri || container_begin || '-' || container_end || '/' || container_line"
       " FROM v_captures",
       "file:///news/all.jsonl100-200/7"},
      {"SELECT document || title || outlet FROM v_documents", id + "A titleharbor"},
      {"SELECT text_sha256 FROM v_documents",
       sha256("Rain fell on the harbor. The ferry was late.").hex()},
      {"SELECT kept_bytes || ',' || changed_bytes || ',' || removed_bytes || ',' || markup_bytes"
       " FROM v_documents",
       "44,0,11,0"},
      {"SELECT group_concat(text, '|') FROM v_statements",
       "Rain fell on the harbor.|The ferry was late."},
      {"SELECT reason || rule || text FROM v_cuts", "adads.subscribeAD buy now\n"},
      {"SELECT outlet || wire_agency || syndicated FROM outlet_tag", "harborWire Desk1"},
      {"SELECT document || original || kind FROM v_copies",
       id + document_id(sha256("other")) + "identical"},
      {"SELECT group_concat(stage || verb) FROM v_lineage",
       "receivereceived,decode_textpassed,storestored"},
      {"SELECT output IS NULL FROM lineage WHERE ordinal = 1", "1"},
      {"SELECT output_sha256 FROM v_lineage WHERE ordinal = 1", sha256(text_).hex()},
      {"SELECT key || value FROM source_cursor", "file:///news/a.txtsize=55"},
  };
  for (const auto& [sql, expected] : rows) EXPECT_EQ(value(sql), expected) << sql;
  Result<Database> database = Database::open(path_ / "headwater.db", {});
  Result<SqlStatement> map = database->prepare("SELECT map FROM document_text");
  ASSERT_TRUE(*map->step());
  const Result<DocumentMap> decoded = decode_map(map->blob(0));
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(*replay_cleaned(text_, *decoded), "Rain fell on the harbor. The ferry was late.");
}

TEST_F(SqliteStoreTest, LedgerKnowsCommittedAndUncommittedDocuments) {
  begin(recipe_);
  Ledger& ledger = store_->ledger();
  const Finished sample = sample_passed(text_, "a.txt");
  EXPECT_FALSE(ledger.has_payload(sample.article.payload_digest));
  EXPECT_EQ(ledger.find_folded(sample.article.folded_digest), std::nullopt);
  add(sample);
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(ledger.has_payload(sample.article.payload_digest));
    EXPECT_EQ(ledger.find_folded(sample.article.folded_digest), sample.article.id);
    commit();
  }
  // The earliest of several copies is named, and under another recipe nothing is stored yet.
  Finished copy = sample_passed(text_ + "\n", "b.txt");
  copy.article.folded_digest = sample.article.folded_digest;
  add(copy);
  EXPECT_EQ(ledger.find_folded(sample.article.folded_digest), sample.article.id);
  end();
  begin(second_recipe_);
  EXPECT_FALSE(ledger.has_payload(sample.article.payload_digest));
}

TEST_F(SqliteStoreTest, DuplicateIsAnotherSightingWithARevisitRecord) {
  store_one(text_, "a.txt");
  const std::uint64_t before = archive_bytes();
  begin(recipe_);
  add(sample_ended(sample_arrival(text_, "b.txt"), Dropped{DropReason::kDuplicate}));
  end();
  EXPECT_EQ(value("SELECT count(*) FROM document"), "1");
  EXPECT_EQ(value("SELECT sightings FROM v_documents"), "2");
  EXPECT_EQ(value("SELECT revisit_of || document FROM v_captures WHERE capture = 2"),
            "1" + document_id(sha256(text_)));
  EXPECT_GT(archive_bytes(), before);
  auto archive = open_capture_archive(path_ / "captures", ArchiveAccess::kRead, 1 << 30);
  const ArchivePlace place{static_cast<std::uint32_t>(
                               std::stoul(value("SELECT segment FROM capture WHERE capture = 2"))),
                           std::stoull(value("SELECT offset FROM capture WHERE capture = 2")),
                           std::stoull(value("SELECT length FROM capture WHERE capture = 2"))};
  const auto record = (*archive)->read(place);
  ASSERT_TRUE(record.ok()) << record.error().message;
  EXPECT_TRUE(record->revisit);
}

TEST_F(SqliteStoreTest, DroppedAndQuarantinedArrivalsKeepTheirCaptures) {
  begin(recipe_);
  add(sample_ended(sample_arrival(" ", "empty.txt"), Dropped{DropReason::kEmpty}));
  add(sample_ended(sample_arrival("\xff\x01", "bad.txt"),
                   Quarantined{{ErrorCode::kBinary, "bad.txt: byte \x01\xff"}}));
  Arrival absent = sample_arrival("", "absent.txt");
  absent.fault = Error{ErrorCode::kVanished, "absent.txt: gone"};
  absent.cursor.reset();
  add(sample_ended(absent, Quarantined{*absent.fault}));
  end();
  EXPECT_EQ(value("SELECT count(*) FROM capture WHERE document IS NULL"), "3");
  EXPECT_EQ(value("SELECT group_concat(code || state || stage) FROM v_quarantine"),
            "binaryopendecode_text,vanishedopendecode_text");
  EXPECT_EQ(value("SELECT message FROM quarantine"), "bad.txt: byte \x01\xef\xbf\xbd");
  EXPECT_EQ(value("SELECT group_concat(verb) FROM lineage WHERE ordinal = 1"),
            "dropped,quarantined,quarantined");
  EXPECT_EQ(value("SELECT count(*) FROM source_cursor"), "2");
}

TEST_F(SqliteStoreTest, ReprocessSupersedesWithoutTouchingTheArchive) {
  store_one(text_, "a.txt");
  const std::uint64_t before = archive_bytes();
  Arrival again = sample_arrival(text_, "a.txt");
  again.stored_capture = 1;
  again.cursor.reset();
  Finished finished = sample_passed(again);
  finished.steps.back().verb = LineageVerb::kReprocessed;
  for (int i = 0; i < 2; ++i) {  // the second time nothing changes
    begin(second_recipe_);
    add(finished);
    end();
    EXPECT_EQ(value("SELECT group_concat(document || ':' || coalesce(superseded_by, '-'))"
                    " FROM document"),
              "1:2,2:-");
    EXPECT_EQ(value("SELECT capture FROM document WHERE document = 2"), "1");
    EXPECT_EQ(value("SELECT count(*) FROM v_documents"), "1");
  }
  EXPECT_EQ(value("SELECT count(*) FROM capture"), "1");
  EXPECT_EQ(value("SELECT group_concat(verb) FROM lineage WHERE ordinal = 2"),
            "stored,reprocessed,reprocessed");
  EXPECT_EQ(archive_bytes(), before);
}

TEST_F(SqliteStoreTest, IngestingAgainUnderAnotherRecipeSupersedesToo) {
  store_one(text_, "a.txt");
  begin(second_recipe_);
  add(sample_passed(text_, "b.txt"));
  end();
  EXPECT_EQ(value("SELECT count(*) FROM document"), "2");
  EXPECT_EQ(value("SELECT superseded_by FROM document WHERE document = 1"), "2");
  EXPECT_EQ(value("SELECT uri || sightings FROM v_documents"), "file:///news/a.txt2");
}

TEST_F(SqliteStoreTest, SketchesAreThoseOfCurrentDocuments) {
  Finished finished = sample_passed(text_, "a.txt");
  finished.article.sketch.shingles = 9;
  finished.article.sketch.tags = {3, 5, 8};
  begin(recipe_);
  add(finished);
  end();
  finished = sample_passed(text_, "b.txt");
  finished.article.sketch.shingles = 9;
  finished.article.sketch.tags = {4, 7};
  begin(second_recipe_);
  add(finished);
  end();
  int sketches = 0;
  store_->ledger().each_sketch([&](const SketchedDocument& document) {
    ++sketches;
    EXPECT_EQ(document.id, id_bytes(finished.article.payload_digest));
    EXPECT_EQ(document.order, 1) << "the first sighting";
    EXPECT_EQ(document.shingles, 9U);
    EXPECT_TRUE(std::ranges::equal(document.tags, std::vector<std::uint32_t>{4, 7}));
  });
  EXPECT_EQ(sketches, 1);
}

TEST_F(SqliteStoreTest, QuarantineIsResolvedWhenTheCapturePasses) {
  const Error error{ErrorCode::kUndecodable, "unknown charset"};
  begin(recipe_);
  add(sample_ended(sample_arrival(text_, "a.txt"), Quarantined{error}));
  add(sample_ended(sample_arrival(text_, "b.txt"), Quarantined{error}));
  end();
  Arrival again = sample_arrival(text_, "a.txt");
  again.stored_capture = 1;
  begin(second_recipe_);
  add(sample_ended(again, Quarantined{{ErrorCode::kBinary, "still not"}}));
  end();
  EXPECT_EQ(value("SELECT group_concat(state || code) FROM quarantine"),
            "openbinary,openundecodable");
  begin(second_recipe_);
  add(sample_passed(again));
  again.stored_capture = 2;
  add(sample_passed(again));
  end();
  EXPECT_EQ(value("SELECT group_concat(state) FROM quarantine"), "resolved,resolved");
  EXPECT_EQ(value("SELECT count(*) FROM document"), "1");
  EXPECT_EQ(value("SELECT sightings || uri FROM v_documents"), "2file:///news/a.txt");
}

TEST_F(SqliteStoreTest, QuarantineIsResolvedWhenTheAddressIsReadWellLater) {
  const Outcome bad = Quarantined{{ErrorCode::kBadGzip, "not whole"}};
  struct Row {
    const char* why;
    Outcome later;
    const char* uri;
    const char* state;
  };
  const Row rows[] = {
      {"a repaired file", Passed{}, "a", "resolved"},
      {"a feed that is one again", Dropped{DropReason::kListing}, "b", "resolved"},
      {"what was stored before", Dropped{DropReason::kDuplicate}, "c", "resolved"},
      {"nothing came", Dropped{DropReason::kUnreachable}, "d", "open"},
      {"nothing in it", Dropped{DropReason::kEmpty}, "e", "open"},
      {"another address", Passed{}, "f2", "open"},
  };
  begin(recipe_);
  for (const Row& row : rows) {
    add(sample_ended(sample_arrival("torn", std::string(1, row.uri[0])), Outcome(bad)));
  }
  end();
  open();  // What is open is read from the store.
  begin(recipe_);
  for (const Row& row : rows) {
    SCOPED_TRACE(row.why);
    const Arrival later = sample_arrival(text_ + " As told in " + row.uri + ".", row.uri);
    add(passed(row.later) ? sample_passed(later) : sample_ended(later, Outcome(row.later)));
    ASSERT_TRUE(store_->commit().ok());
    EXPECT_EQ(value("SELECT state FROM v_quarantine WHERE uri LIKE '%/" +
                    std::string(1, row.uri[0]) + "'"),
              row.state);
  }
  end();
}

TEST_F(SqliteStoreTest, RollbackLeavesTheLastCommit) {
  store_one(text_, "a.txt");
  const std::uint64_t before = archive_bytes();
  begin(recipe_);
  add(sample_passed("Another story. With two sentences.", "b.txt"));
  EXPECT_GT(archive_bytes(), before);
  open();  // as if killed before the commit
  EXPECT_EQ(archive_bytes(), before);
  ASSERT_EQ(store_->repairs().size(), 1U);
  EXPECT_NE(store_->repairs()[0].find("never committed"), std::string::npos);
  EXPECT_EQ(value("SELECT count(*) FROM document"), "1");
  EXPECT_EQ(value("SELECT state FROM v_runs WHERE run = 2"), "(null)");
  open();
  EXPECT_TRUE(store_->repairs().empty());
}

TEST_F(SqliteStoreTest, TornArchiveTailIsCutAndSaid) {
  store_one(text_, "a.txt");
  store_.reset();
  const std::uint64_t before = archive_bytes();
  std::filesystem::path segment;
  for (const auto& entry : std::filesystem::directory_iterator(path_ / "captures")) {
    if (entry.path().extension() == ".gz") segment = entry.path();
  }
  std::ofstream(segment, std::ios::app | std::ios::binary) << "half a record";
  open();
  ASSERT_EQ(store_->repairs().size(), 1U);
  EXPECT_NE(store_->repairs()[0].find("cut 13 bytes"), std::string::npos);
  EXPECT_EQ(archive_bytes(), before);
}

TEST_F(SqliteStoreTest, ShortenedArchiveIsDamage) {
  store_one(text_, "a.txt");
  store_.reset();
  for (const auto& entry : std::filesystem::directory_iterator(path_ / "captures")) {
    std::filesystem::resize_file(entry.path(), entry.file_size() - 1);
  }
  const auto store = open_store({path_});
  ASSERT_FALSE(store.ok());
  EXPECT_EQ(store.error().code, ErrorCode::kStoreDamaged);
}

TEST_F(SqliteStoreTest, CursorSeesWhatWasCommitted) {
  const auto cursor = store_->cursor("folder");
  ASSERT_TRUE(cursor.ok());
  begin(recipe_);
  Arrival lines = sample_arrival("First line.", "all.jsonl");
  for (int line = 1; line <= 3; ++line) {
    lines.payload = "Line number " + std::to_string(line) + ".";
    lines.cursor = CursorEntry{"all", "line " + std::to_string(line)};
    add(sample_passed(lines));
  }
  EXPECT_EQ((*cursor)->find("all"), std::nullopt);
  commit();
  EXPECT_EQ((*cursor)->find("all"), "line 3");
  EXPECT_EQ((*cursor)->find("other"), std::nullopt);
  EXPECT_EQ((*store_->cursor("elsewhere"))->find("all"), std::nullopt);
}

TEST_F(SqliteStoreTest, SecondWriterAndNewerStoreAreRefused) {
  EXPECT_EQ(open_store({path_}).error().code, ErrorCode::kStoreLocked);
  store_.reset();
  DatabaseOptions options;
  options.access = DatabaseAccess::kWrite;
  {
    ASSERT_TRUE(
        Database::open(path_ / "headwater.db", options)->execute("PRAGMA user_version=99").ok());
  }
  EXPECT_EQ(open_store({path_}).error().code, ErrorCode::kStoreOutdated);
}

std::vector<std::int64_t> search(const std::filesystem::path& path,
                                 const std::vector<std::string>& words) {
  Result<SearchLookup> lookup = SearchLookup::open(path);
  EXPECT_TRUE(lookup.ok());
  std::vector<std::int64_t> documents;
  EXPECT_TRUE(lookup->candidates(words, 100, documents).ok());
  return documents;
}

TEST_F(SqliteStoreTest, SearchFindsDocumentsByAllTheirWords) {
  begin(recipe_);
  add(sample_passed(text_, "a.txt"));
  add(sample_passed("The H\xc3\x84RBOR ferry AND rain. Nothing else.", "b.txt"));
  end();
  using Rows = std::vector<std::int64_t>;
  EXPECT_EQ(search(path_, {"ferry"}), (Rows{1, 2}));
  EXPECT_EQ(search(path_, {"the", "ferry", "late"}), (Rows{1}));
  EXPECT_EQ(search(path_, {"h\xc3\xa4rbor", "and"}), (Rows{2}));
  EXPECT_TRUE(search(path_, {"buy"}).empty());  // cut as an ad
  EXPECT_TRUE(search(path_, {"ferr"}).empty());
}

TEST_F(SqliteStoreTest, LostSearchIndexIsMadeAnew) {
  store_one(text_, "a.txt");
  store_.reset();
  for (const bool damaged : {false, true}) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
      std::filesystem::remove(path_.string() + "/search.db" + suffix);
    }
    if (damaged) std::ofstream(path_ / "search.db") << std::string(10000, 'x');
    open();
    EXPECT_EQ(store_->repairs().size(), damaged ? 1U : 0U);
    begin(recipe_);
    end();
    EXPECT_EQ(search(path_, {"ferry"}), (std::vector<std::int64_t>{1}));
    store_.reset();
  }
}

TEST_F(SqliteStoreTest, StatementsAreFoundByKey) {
  store_one(text_, "a.txt");
  Result<Database> database = Database::open(path_ / "headwater.db", {});
  Result<StatementLookup> lookup = StatementLookup::open(*database);
  std::vector<StatementEntry> found;
  const std::uint64_t key = statement_key("the FERRY was late");
  ASSERT_TRUE(lookup->find(key, 10, found).ok());
  EXPECT_EQ(found, (std::vector<StatementEntry>{{key, 1, 1}}));
}

}  // namespace
}  // namespace headwater
