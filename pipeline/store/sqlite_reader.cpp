#include <memory>
#include <optional>
#include <utility>

#include "store/copy_reader.h"
#include "store/document_reader.h"
#include "store/lineage_reader.h"
#include "store/lost_database.h"
#include "store/origin_reader.h"
#include "store/payload_reader.h"
#include "store/quarantine_reader.h"
#include "store/queries.h"
#include "store/rule_effect_reader.h"
#include "store/schema.h"
#include "store/search_index.h"
#include "store/sighting_reader.h"
#include "store/sqlite_frontier.h"
#include "store/statement_trace.h"
#include "store/store.h"
#include "store/store_status.h"
#include "store/unknown_outlet_reader.h"
#include "store/version_reader.h"

namespace headwater {
namespace {

/// Documents whose rows are listed at a time: a caller that takes its time over each must not hold
/// a read open, or the write-ahead log would grow all the while.
constexpr std::size_t kListed = 500;

class SqliteReader final : public StoreReader {
 public:
  SqliteReader(std::filesystem::path path, std::unique_ptr<Database> database, StatementLookup keys,
               std::optional<SearchLookup> search, std::unique_ptr<CaptureArchive> archive)
      : path_(std::move(path)),
        database_(std::move(database)),
        queries_(*database_),
        documents_(queries_),
        sightings_(queries_),
        keys_(std::move(keys)),
        search_(std::move(search)),
        archive_(std::move(archive)) {}

  Result<StoredDocument> document(std::string_view id) override {
    const Result<std::int64_t> key = documents_.find(id);
    if (!key) return key.error();
    return documents_.load(*key);
  }

  Status each_document(std::int64_t since,
                       const std::function<bool(const StoredDocument&)>& each) override {
    for (;;) {
      std::vector<std::int64_t> keys;
      if (Status status = documents_.list(since, kListed, keys); !status) return status;
      if (keys.empty()) return {};
      for (const std::int64_t key : keys) {
        const Result<StoredDocument> document = documents_.load(key);
        if (!document) return document.error();
        if (!each(*document)) return {};
      }
      since = keys.back();
    }
  }

  Result<std::vector<StoredStep>> lineage(std::string_view id) override {
    const Result<std::int64_t> key = documents_.find(id);
    if (!key) return key.error();
    Result<Query> row = queries_.row("SELECT capture FROM document WHERE document = ?", *key);
    if (!row) return std::move(row.error());
    return read_lineage(queries_, (*row)->integer(0));
  }

  Result<TraceAnswer> trace(std::string_view text, double least, std::size_t limit) override {
    Result<TraceAnswer> answer =
        StatementTrace(queries_, keys_, search_ ? &*search_ : nullptr).find(text, least, limit);
    if (!answer) return answer;
    if (Status found = find_clusters(queries_, answer->occurrences); !found) return found.error();
    return answer;
  }

  Result<std::vector<QuarantineItem>> quarantine(bool all) override {
    return read_quarantine(queries_, all);
  }
  Result<QuarantineItem> quarantine_item(std::int64_t number) override {
    return read_quarantine_item(queries_, number);
  }

  Result<std::string> payload(const Sighting& sighting) override {
    return read_payload(sighting, sightings_, *archive_);
  }

  Result<VisitValidators> validators(const Sighting& sighting) override {
    return read_validators(sighting, *archive_);
  }

  Result<StoreStatus> status() override {
    return read_store_status(queries_, path_, search_ ? &*search_ : nullptr);
  }

  Result<std::vector<std::int64_t>> captures_to_reprocess(const Digest& recipe) override {
    Result<Query> query = queries_.get(
        "SELECT d.capture FROM document d JOIN recipe r ON r.recipe = d.recipe"
        " WHERE d.superseded_by IS NULL AND r.id <> ? ORDER BY d.capture");
    if (!query) return std::move(query.error());
    (*query)->bind_bytes(recipe.bytes);
    std::vector<std::int64_t> captures;
    Result<bool> row = (*query)->step();
    for (; row && *row; row = (*query)->step()) captures.push_back((*query)->integer(0));
    if (!row) return std::move(row.error());
    return captures;
  }

  Result<std::vector<ArticleVersion>> versions(std::string_view id) override {
    const Result<std::int64_t> key = documents_.find(id);
    if (!key) return key.error();
    return read_versions(queries_, *key);
  }

  Result<std::vector<CopyEdge>> copies(std::string_view id) override {
    const Result<std::int64_t> key = documents_.find(id);
    if (!key) return key.error();
    return read_copies(queries_, *key);
  }

  Result<CopyCluster> cluster(std::string_view id) override {
    const Result<std::int64_t> key = documents_.find(id);
    if (!key) return key.error();
    return read_cluster(queries_, *key);
  }

  Result<ClusterGroups> clusters(std::span<const std::string> ids) override {
    return read_clusters(queries_, ids);
  }

  Result<DocumentOrigin> origin(std::string_view id) override {
    const Result<std::int64_t> key = documents_.find(id);
    if (!key) return key.error();
    return read_origin(queries_, *key);
  }

  Result<CarrierAnswer> carriers(std::string_view text, double least, std::size_t limit) override {
    return StatementTrace(queries_, keys_, search_ ? &*search_ : nullptr)
        .find_carriers(text, least, limit);
  }

  Result<std::vector<SourceFigures>> sources() override { return read_sources(queries_); }
  Result<std::unique_ptr<Frontier>> frontier() override {
    return open_sqlite_frontier(database_->file(), 0);
  }
  Result<std::vector<UnknownOutlet>> unknown_outlets(std::size_t limit) override {
    return read_unknown_outlets(queries_, limit);
  }

  Result<RuleEffect> rule_effect(const std::string& rule, std::size_t samples) override {
    return read_rule_effect(queries_, rule, samples);
  }

  Result<RecipeEffect> recipe_effect(const Digest& recipe, std::string_view rules) override {
    return read_recipe_effect(queries_, recipe, rules);
  }

  Result<std::string> named(std::int64_t capture) override {
    Result<Query> row = queries_.row(
        "SELECT json_extract(detail, '$.named') FROM lineage WHERE capture = ? AND ordinal = 0"
        " AND json_valid(detail) AND json_type(detail, '$.named') = 'object' ORDER BY run LIMIT 1",
        capture);
    if (!row && row.error().code == ErrorCode::kNotFound) return std::string();
    if (!row) return std::move(row.error());
    return std::string((*row)->text(0));
  }

  Result<Sighting> sighting(std::int64_t capture) override {
    return sightings_.by_capture(capture);
  }

 private:
  const std::filesystem::path path_;
  std::unique_ptr<Database> database_;  ///< In one place: the readers refer to it.
  Queries queries_;
  DocumentReader documents_;
  SightingReader sightings_;
  StatementLookup keys_;
  std::optional<SearchLookup> search_;
  std::unique_ptr<CaptureArchive> archive_;
};

/// Nothing where the index is not there or cannot be used, as when its making was killed: it is
/// made again by the next run, and until then trace reads the newest documents themselves.
Result<std::optional<SearchLookup>> open_search(const std::filesystem::path& path) {
  Result<SearchLookup> search = SearchLookup::open(path);
  if (search) return std::optional<SearchLookup>(std::move(*search));
  const ErrorCode code = search.error().code;
  const bool will_be_made = code == ErrorCode::kNotFound || code == ErrorCode::kReadOnly ||
                            code == ErrorCode::kStoreDamaged;
  if (will_be_made) return std::optional<SearchLookup>();
  return std::move(search.error());
}

Error missing(const std::filesystem::path& path) {
  if (Status lost = check_database_is_there(path); !lost) return lost.error();
  return {ErrorCode::kStoreMissing, "there is no store at " + path.string() +
                                        "; `headwater ingest --store " + path.string() +
                                        " ...` makes one"};
}

/// A database without tables would only be migrated, though its captures say that it was lost.
Status check_usable(Database& database) {
  Status schema = check_schema(database);
  if (!schema && schema.error().code != ErrorCode::kStoreOutdated) return schema;
  if (Status known = check_captures_are_known(database); !known) return known;
  return schema;
}

}  // namespace

Result<std::unique_ptr<StoreReader>> open_store_reader(const std::filesystem::path& path) {
  Result<Database> opened = Database::open(path / "headwater.db", {});
  if (!opened && opened.error().code == ErrorCode::kNotFound) return missing(path);
  if (!opened) return std::move(opened.error());
  auto database = std::make_unique<Database>(std::move(*opened));
  if (Status status = check_usable(*database); !status) return status.error();
  Result<StatementLookup> keys = StatementLookup::open(*database);
  if (!keys) return std::move(keys.error());
  Result<std::optional<SearchLookup>> search = open_search(path);
  if (!search) return std::move(search.error());
  Result<std::unique_ptr<CaptureArchive>> archive =
      open_capture_archive(path / "captures", ArchiveAccess::kRead, 0);
  if (!archive) return std::move(archive.error());
  return std::unique_ptr<StoreReader>(std::make_unique<SqliteReader>(
      path, std::move(database), std::move(*keys), std::move(*search), std::move(*archive)));
}

}  // namespace headwater
