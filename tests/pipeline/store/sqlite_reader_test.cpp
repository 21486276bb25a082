#include <gtest/gtest.h>

#include <vector>

#include "archive/gzip.h"
#include "record/document_map.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "support/sample_store.h"

namespace headwater {
namespace {

using testing::sample_arrival;
using testing::sample_ended;
using testing::sample_passed;
using testing::SampleStore;

const std::string kHarborId = document_id(sha256(SampleStore::kHarbor));
const std::string kBridgeId = document_id(sha256(SampleStore::kBridge));

class SqliteReaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    store_.fill();
    open();
  }
  void open() {
    auto reader = open_store_reader(store_.path());
    ASSERT_TRUE(reader.ok()) << reader.error().message;
    reader_ = std::move(*reader);
  }
  std::vector<Occurrence> trace(std::string_view text, double least = 0.6) {
    const auto answer = reader_->trace(text, least, 20);
    EXPECT_TRUE(answer.ok()) << answer.error().message;
    return answer.ok() ? answer->occurrences : std::vector<Occurrence>();
  }

  SampleStore store_;
  std::unique_ptr<StoreReader> reader_;
};

void expect_equal(const std::optional<Field>& a, const std::optional<Field>& b) {
  ASSERT_EQ(a.has_value(), b.has_value());
  if (!a) return;
  EXPECT_EQ(a->value, b->value);
  EXPECT_EQ(a->evidence.kind, b->evidence.kind);
  EXPECT_EQ(a->evidence.span, b->evidence.span);
  EXPECT_EQ(a->evidence.rule, b->evidence.rule);
}

TEST_F(SqliteReaderTest, DocumentComesBackAsItWasStored) {
  const auto document = reader_->document(kHarborId);
  ASSERT_TRUE(document.ok()) << document.error().message;
  const Article& back = document->article;
  const Article stored = sample_passed(SampleStore::kHarbor, "harbor.txt").article;
  EXPECT_EQ(back.id, stored.id);
  EXPECT_EQ(back.payload_digest, stored.payload_digest);
  EXPECT_EQ(back.text, stored.text);
  EXPECT_EQ(back.source_map, stored.source_map);
  EXPECT_EQ(back.edits.cuts(), stored.edits.cuts());
  EXPECT_EQ(back.text_digest, stored.text_digest);
  EXPECT_EQ(back.folded_digest, stored.folded_digest);
  EXPECT_EQ(back.decoding.charset, stored.decoding.charset);
  EXPECT_EQ(back.arrival.uri, stored.arrival.uri);
  EXPECT_EQ(back.arrival.source, stored.arrival.source);
  EXPECT_EQ(back.arrival.captured_at, stored.arrival.captured_at);
  expect_equal(back.title, stored.title);
  expect_equal(back.byline, stored.byline);
  EXPECT_EQ(back.outlet.id, stored.outlet.id);
  EXPECT_EQ(back.outlet.evidence.size(), stored.outlet.evidence.size());
  ASSERT_EQ(back.statements.size(), stored.statements.size());
  for (std::size_t i = 0; i < stored.statements.size(); ++i) {
    EXPECT_EQ(back.statements[i].span, stored.statements[i].span);
    EXPECT_EQ(back.statements[i].key, stored.statements[i].key);
  }
  ASSERT_EQ(document->rules.size(), 1u);
  EXPECT_EQ(document->rules[0].id, "ads.subscribe");
  ASSERT_EQ(document->sightings.size(), 2u);
  EXPECT_EQ(document->sightings[1].uri, "file:///news/copy.txt");
  EXPECT_TRUE(document->sightings[1].revisit);
}

TEST_F(SqliteReaderTest, IdsMayBeShortened) {
  EXPECT_TRUE(reader_->document(kHarborId.substr(0, 6)).ok());
  const std::string other = kHarborId.substr(0, 6) == "ffffff" ? "000000" : "ffffff";
  EXPECT_EQ(reader_->document(other).error().code, ErrorCode::kNotFound);
  for (const std::string_view bad : {"", "abcde", "xyzxyz", "' OR 1=1"}) {
    EXPECT_EQ(reader_->document(bad).error().code, ErrorCode::kBadArgument) << bad;
  }
}

TEST_F(SqliteReaderTest, WalkGoesOnFromAKey) {
  std::vector<std::string> ids;
  std::int64_t key = 0;
  const auto note = [&](const StoredDocument& document) {
    ids.push_back(document.article.id);
    key = document.key;
    return false;
  };
  ASSERT_TRUE(reader_->each_document(0, note).ok());
  ASSERT_TRUE(reader_->each_document(key, note).ok());
  ASSERT_TRUE(reader_->each_document(key, note).ok());
  EXPECT_EQ(ids, (std::vector<std::string>{kHarborId, kBridgeId}));
}

TEST_F(SqliteReaderTest, LineageIsAChain) {
  const auto steps = reader_->lineage(kHarborId);
  ASSERT_TRUE(steps.ok()) << steps.error().message;
  std::string verbs;
  for (const StoredStep& step : *steps) verbs += step.verb + " ";
  EXPECT_EQ(verbs, "received passed stored received dropped ");
  EXPECT_EQ((*steps)[0].input, sha256(SampleStore::kHarbor));
  for (std::size_t i = 1; i < 3; ++i) EXPECT_EQ((*steps)[i].input, (*steps)[i - 1].output);
  EXPECT_EQ((*steps)[2].output, sha256("Rain fell on the harbor. The ferry was late."));
  EXPECT_EQ((*steps)[1].stage, "decode_text");
  EXPECT_EQ((*steps)[1].detail, "{\"charset\":\"UTF-8\"}");
}

TEST_F(SqliteReaderTest, PayloadIsReadThroughRevisits) {
  const auto document = reader_->document(kHarborId);
  ASSERT_TRUE(document.ok());
  for (const Sighting& sighting : document->sightings) {
    const auto payload = reader_->payload(sighting);
    ASSERT_TRUE(payload.ok()) << payload.error().message;
    EXPECT_EQ(*payload, SampleStore::kHarbor);
  }
}

TEST_F(SqliteReaderTest, EqualStatementIsFoundAtEverySighting) {
  const auto found = trace("the FERRY was \"late\"!");
  ASSERT_EQ(found.size(), 3u);
  for (const Occurrence& occurrence : found) {
    EXPECT_EQ(occurrence.similarity, 1);
    EXPECT_EQ(occurrence.text, "The ferry was late.");
  }
  EXPECT_EQ(found[0].document, kHarborId);
  EXPECT_EQ(found[0].outlet_id, "harbor");
  EXPECT_EQ(found[1].document, kBridgeId);
  EXPECT_EQ(found[2].sighting.uri, "file:///news/copy.txt");
}

TEST_F(SqliteReaderTest, RawRangesCountInTheContainer) {
  const auto found = trace("Engineers closed the northern bridge on Monday.");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].span, (TextSpan{0, 47}));
  EXPECT_EQ(found[0].raw, (std::vector<RawSpan>{{100, 147}}));
}

TEST_F(SqliteReaderTest, PartsAndVariantsOfAStatementAreFound) {
  const auto part = trace("northern bridge");
  ASSERT_EQ(part.size(), 1u);
  EXPECT_LT(part[0].similarity, 1);
  EXPECT_EQ(trace("Engineers closed the southern bridge on Monday").size(), 1u);
  EXPECT_EQ(trace("Engineers opened a southern road on Friday").size(), 0u);
  EXPECT_EQ(trace("bridge northern", 0.9).size(), 0u);
}

TEST_F(SqliteReaderTest, StatementWithoutWordsIsRefused) {
  EXPECT_EQ(reader_->trace(" -- ", 0.6, 20).error().code, ErrorCode::kBadArgument);
}

TEST_F(SqliteReaderTest, LimitIsSaid) {
  const auto answer = reader_->trace("The ferry was late.", 0.6, 2);
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->occurrences.size(), 2u);
  EXPECT_TRUE(answer->cut);
}

TEST_F(SqliteReaderTest, TraceKnowsWhatTheSearchIndexDoesNot) {
  reader_.reset();
  for (const char* file : {"search.db", "search.db-wal", "search.db-shm"}) {
    std::filesystem::remove(store_.path() / file);
  }
  open();
  EXPECT_EQ(trace("northern bridge").size(), 1u);
  EXPECT_EQ(reader_->status()->search_behind, 2u);
}

TEST_F(SqliteReaderTest, QuarantineIsListed) {
  const auto items = reader_->quarantine(false);
  ASSERT_TRUE(items.ok());
  ASSERT_EQ(items->size(), 1u);
  const QuarantineItem& item = items->front();
  EXPECT_EQ(item.code, "binary");
  EXPECT_EQ(item.stage, "decode_text");
  EXPECT_EQ(item.state, "open");
  EXPECT_EQ(*reader_->payload(item.sighting), "\x01\x02");
  EXPECT_EQ(reader_->quarantine_item(item.number)->message, item.message);
  EXPECT_EQ(reader_->quarantine_item(99).error().code, ErrorCode::kNotFound);
}

TEST_F(SqliteReaderTest, StatusCounts) {
  const auto status = reader_->status();
  ASSERT_TRUE(status.ok()) << status.error().message;
  EXPECT_EQ(status->documents, 2u);
  EXPECT_EQ(status->captures, 5u);
  EXPECT_EQ(status->statements, 4u);
  EXPECT_EQ(status->quarantine_open, 1u);
  EXPECT_EQ(status->runs, 1u);
  EXPECT_EQ(status->last_run_state, "complete");
  EXPECT_EQ(status->search_behind, 0u);
  EXPECT_GT(status->archive_bytes, 0u);
}

TEST_F(SqliteReaderTest, CompressedCopyKeepsItsBytes) {
  store_.open();
  store_.begin();
  Arrival again = sample_arrival(SampleStore::kHarbor, "harbor.txt.gz");
  again.content_encoding = "gzip";
  again.received = gzip_member(SampleStore::kHarbor);
  store_.add(sample_ended(std::move(again), Dropped{DropReason::kDuplicate}));
  store_.end();
  const auto document = reader_->document(kHarborId);
  ASSERT_EQ(document->sightings.size(), 3u);
  for (const Sighting& sighting : document->sightings) {
    EXPECT_EQ(*reader_->payload(sighting), SampleStore::kHarbor) << sighting.uri;
  }
}

TEST(SqliteReader, NoStoreIsSaid) {
  const testing::TempDir dir;
  EXPECT_EQ(open_store_reader(dir / "none").error().code, ErrorCode::kStoreMissing);
}

TEST_F(SqliteReaderTest, OriginTellsWhereADocumentCameFrom) {
  const auto origin = reader_->origin(kHarborId.substr(0, 8));
  ASSERT_TRUE(origin.ok()) << origin.error().message;
  EXPECT_EQ(origin->document, kHarborId);
  EXPECT_EQ(origin->title, "A title");
  EXPECT_FALSE(origin->wire || origin->published_at);
  EXPECT_FALSE(origin->compared) << "the recipe has no step that links copies";
  // The second capture was dropped as a duplicate, at an outlet that nobody looked for.
  ASSERT_EQ(origin->seen.size(), 2u);
  EXPECT_EQ(origin->seen[0].outlet, "harbor");
  EXPECT_EQ(origin->seen[0].name, "The Harbor");
  EXPECT_EQ(origin->seen[0].uri, "file:///news/harbor.txt");
  EXPECT_EQ(origin->seen[1].outlet, std::nullopt);
  EXPECT_EQ(origin->seen[1].uri, "file:///news/copy.txt");
  EXPECT_EQ(reader_->origin("0000000000").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(reader_->origin("x").error().code, ErrorCode::kBadArgument);
}

TEST_F(SqliteReaderTest, OriginKeepsCreditsAndTheEvidenceOfTheDate) {
  store_.open();
  store_.begin();
  Finished finished = testing::sample_passed("A wire story. It is long.", "wire.txt");
  Article& article = finished.article;
  article.published_at = Field{"2026-03-01", {"meta", "1 March", {}, RawSpan{2, 9}, "meta.date"}};
  article.wire =
      WireCredit{"Tidewire", true, {{"dateline", "(Tidewire)", TextSpan{0, 3}, {}, "tide"}}};
  store_.add(finished);
  store_.end();
  store_.close();
  open();
  const auto origin = reader_->origin(article.id);
  ASSERT_TRUE(origin.ok()) << origin.error().message;
  expect_equal(origin->published_at, article.published_at);
  ASSERT_TRUE(origin->wire.has_value());
  EXPECT_EQ(origin->wire->agency, "Tidewire");
  ASSERT_EQ(origin->wire->evidence.size(), 1u);
  EXPECT_EQ(origin->wire->evidence[0].rule, "tide");
}

TEST_F(SqliteReaderTest, CarriersAreDocumentsEachOnce) {
  const auto both = reader_->carriers("The ferry was late.", 0.6, 10);
  ASSERT_TRUE(both.ok()) << both.error().message;
  ASSERT_EQ(both->carriers.size(), 2u);  // though one of them was seen twice
  EXPECT_EQ(both->carriers[0].document, kHarborId);
  EXPECT_EQ(both->carriers[1].document, kBridgeId);
  EXPECT_EQ(both->carriers[1].text, "The ferry was late.");
  EXPECT_FALSE(both->cut || both->alike_cut);
  const auto one = reader_->carriers("The ferry was late.", 0.6, 1);
  ASSERT_TRUE(one.ok());
  EXPECT_EQ(one->carriers.size(), 1u);
  EXPECT_TRUE(one->cut);
  const auto altered = reader_->carriers("The ferry was very late.", 0.6, 10);
  ASSERT_TRUE(altered.ok());
  ASSERT_EQ(altered->carriers.size(), 2u);
  EXPECT_LT(altered->carriers[0].similarity, 1);
  EXPECT_EQ(reader_->carriers("?!", 0.6, 10).error().code, ErrorCode::kBadArgument);
}

TEST_F(SqliteReaderTest, ClustersOfSeveralDocuments) {
  const std::vector<std::string> ids = {kHarborId, kBridgeId, kHarborId};
  const auto groups = reader_->clusters(ids);
  ASSERT_TRUE(groups.ok()) << groups.error().message;
  EXPECT_EQ(groups->group_of, (std::vector<std::size_t>{0, 1, 0}));
  ASSERT_EQ(groups->clusters.size(), 2u);
  EXPECT_EQ(groups->clusters[1].members, std::vector<std::string>{kBridgeId});
}

}  // namespace
}  // namespace headwater
