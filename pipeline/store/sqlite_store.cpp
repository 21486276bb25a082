#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "archive/capture_archive.h"
#include "store/article_rows.h"
#include "store/capture_rows.h"
#include "store/copy_rows.h"
#include "store/document_rows.h"
#include "store/frontier_rows.h"
#include "store/lineage_rows.h"
#include "store/lost_database.h"
#include "store/prepared_document.h"
#include "store/run_rows.h"
#include "store/schema.h"
#include "store/search_index.h"
#include "store/source_rows.h"
#include "store/sqlite_frontier.h"
#include "store/sqlite_ledger.h"
#include "store/statement_index.h"
#include "store/store.h"
#include "store/store_lock.h"

namespace headwater {
namespace {

/// Whether all that came is a response without a payload.
bool is_unchanged(const Arrival& arrival, std::uint64_t payload_size) {
  return arrival.http && payload_size == 0 && !arrival.http->exchanges.empty() &&
         !arrival.http->exchanges.back().response.empty();
}

/// Whether what stands at the arrival's address could be read, whatever it was.
bool was_read(const Outcome& outcome) {
  const auto* dropped = std::get_if<Dropped>(&outcome);
  if (dropped == nullptr) return passed(outcome);
  switch (dropped->reason) {
    case DropReason::kDuplicate:
    case DropReason::kNotAnArticle:
    case DropReason::kListing:
    case DropReason::kUnchanged:
      return true;
    default:
      return false;
  }
}

bool says_something(const Article& article) {
  const OutletTag& outlet = article.outlet;
  return outlet.id || !outlet.name.empty() || !outlet.evidence.empty() || article.wire;
}

/// Everything that writes to headwater.db, on one connection.
struct Tables {
  SourceRows sources;
  FrontierRows frontier;
  CaptureRows captures;
  ArticleRows articles;
  DocumentRows documents;
  CopyRows copies;
  LineageRows lineage;
  StatementIndex statements;

  static Result<Tables> open(Database& database) {
    Result<SourceRows> sources = SourceRows::open(database);
    if (!sources) return sources.error();
    Result<FrontierRows> frontier = FrontierRows::open(database);
    if (!frontier) return frontier.error();
    Result<CaptureRows> captures = CaptureRows::open(database);
    if (!captures) return captures.error();
    Result<ArticleRows> articles = ArticleRows::open(database);
    if (!articles) return articles.error();
    Result<DocumentRows> documents = DocumentRows::open(database);
    if (!documents) return documents.error();
    Result<CopyRows> copies = CopyRows::open(database);
    if (!copies) return copies.error();
    Result<LineageRows> lineage = LineageRows::open(database);
    if (!lineage) return lineage.error();
    Result<StatementIndex> statements = StatementIndex::open(database);
    if (!statements) return statements.error();
    return Tables{std::move(*sources),  std::move(*frontier),  std::move(*captures),
                  std::move(*articles), std::move(*documents), std::move(*copies),
                  std::move(*lineage),  std::move(*statements)};
  }
};

/// The store in one directory: headwater.db, captures/, search.db. A commit syncs the archive
/// before the database, so a committed row never points at bytes that are not there; what the
/// archive has beyond the last commit is cut, or moved aside if an older database knew it.
class SqliteStore final : public Store {
 public:
  SqliteStore(std::filesystem::path path, StoreLock lock, std::unique_ptr<Database> database,
              std::unique_ptr<CaptureArchive> archive, Tables tables)
      : path_(std::move(path)),
        lock_(std::move(lock)),
        database_(std::move(database)),
        archive_(std::move(archive)),
        tables_(std::move(tables)),
        ledger_(tables_.documents, tables_.copies) {}

  /// Brings archive and search index in step with the database.
  Status repair() {
    const Result<ArchivePlace> place = tables_.captures.last_place();
    if (!place) return place.error();
    committed_ = *place;
    if (Status known = check_captures_are_known(*database_); !known) return known;
    const Result<ArchiveTail> tail = archive_->cut_after(committed_);
    if (!tail) return tail.error();
    tell_of_tail(*tail);
    std::string search_repair;
    Result<std::unique_ptr<SearchIndex>> search = open_search_index(path_, search_repair);
    if (!search) return search.error();
    search_ = std::move(*search);
    if (!search_repair.empty()) repairs_.push_back(std::move(search_repair));
    search_->notify();
    return {};
  }

  void tell_of_tail(const ArchiveTail& tail) {
    if (tail.cut > 0) {
      repairs_.push_back(fmt::format("{}: cut {} bytes of captures that were never committed",
                                     (path_ / "captures").string(), tail.cut));
    }
    for (const std::filesystem::path& orphan : tail.orphans) {
      repairs_.push_back(
          fmt::format("{} holds captures that {} does not know, as if it had been restored from an "
                      "older backup: `headwater ingest {}` reads the pages among them in again, "
                      "other sources must be read anew",
                      orphan.string(), database_->file().string(), orphan.string()));
    }
  }

  Result<std::int64_t> begin_run(const Recipe& recipe, std::string_view command,
                                 const Clock& clock) override {
    clock_ = &clock;
    Result<Transaction> transaction = Transaction::begin(*database_);
    if (!transaction) return transaction.error();
    const Result<RunRow> row = insert_run(*database_, recipe, command, clock.now());
    if (!row) return row.error();
    if (Status committed = transaction->commit(); !committed) return committed.error();
    run_ = *row;
    ledger_.set_recipe(run_.recipe);
    return run_.run;
  }

  Status end_run(const RunCounts& counts, RunState state) override {
    if (Status committed = commit(); !committed && state != RunState::kFailed) return committed;
    if (Status closed = close(counts, state); !closed) return closed;
    return search_->catch_up();
  }

  Result<std::unique_ptr<Cursor>> cursor(std::string_view source) override {
    return open_sqlite_cursor(database_->file(), source);
  }

  Status put_sources(std::span<const SourceSpec> specs) override {
    return change_sources([&] { return tables_.sources.put(specs); });
  }

  Status remove_source(std::string_view name) override {
    return change_sources([&] { return tables_.sources.remove(name); });
  }

  Result<std::unique_ptr<Frontier>> frontier() override {
    return open_sqlite_frontier(database_->file(), run_.run);
  }

  const std::vector<std::string>& repairs() const override { return repairs_; }

  Ledger& ledger() override { return ledger_; }

  void prepare(const Finished& finished, std::string& prepared) const override {
    prepared = prepare_document(finished);
  }

  Status add(const Finished& finished, const std::string& prepared) override {
    if (!failure_.ok()) return failure_;
    Status added = add_within(finished, prepared);
    if (!added) abandon(added);
    return added;
  }

  Status commit() override {
    if (!failure_.ok()) return failure_;
    if (!transaction_) return {};
    Status committed = commit_within();
    if (!committed) abandon(committed);
    if (committed) search_->notify();
    return committed;
  }

 private:
  /// The row of an arrival.
  struct Filed {
    std::int64_t capture = 0;
    Digest payload;
  };

  /// In a transaction of its own, after what has been added.
  template <class Change>
  Status change_sources(const Change& change) {
    if (Status committed = commit(); !committed) return committed;
    Result<Transaction> transaction = Transaction::begin(*database_);
    if (!transaction) return transaction.error();
    Status changed = change();
    return changed ? transaction->commit() : changed;
  }

  Status add_within(const Finished& finished, const std::string& packed) {
    const PreparedDocument prepared = unpack_prepared(packed);
    if (!transaction_) {
      Result<Transaction> begun = Transaction::begin(*database_);
      if (!begun) return begun.error();
      transaction_.emplace(std::move(*begun));
    }
    const Article& article = finished.article;
    // Nothing is stored of an empty payload, but many captures may have one: no response came.
    Result<std::optional<CurrentDocument>> current = std::optional<CurrentDocument>();
    if (prepared.head.payload_size > 0) {
      current = tables_.documents.find_current(article.payload_digest);
    }
    if (!current) return current.error();
    const Result<std::int64_t> source = tables_.sources.row(article.arrival.source);
    if (!source) return source.error();
    const Result<Filed> filed = article.arrival.stored_capture
                                    ? captured_before(finished, *current)
                                    : capture_anew(finished, *source, *current, prepared);
    if (!filed) return filed.error();
    Status applied = tables_.frontier.apply(article, *source, filed->capture, tables_.sources);
    if (!applied) return applied;
    if (Status done = file(finished, prepared, filed->capture, *current); !done) return done;
    if (Status failed = ledger_.failure(); !failed) return failed;
    return tables_.lineage.add(filed->capture, run_.run, filed->payload, finished.steps);
  }

  /// The row of a capture that is processed again.
  Result<Filed> captured_before(const Finished& finished,
                                const std::optional<CurrentDocument>& current) {
    const Filed filed{*finished.article.arrival.stored_capture, finished.article.payload_digest};
    if (!shows_document(finished, current)) return filed;
    std::optional<std::int64_t> first;
    if (current && current->capture != filed.capture) first = current->capture;
    Status shown = tables_.captures.show_document(filed.capture, finished.article, first);
    if (!shown) return shown.error();
    return filed;
  }

  static bool shows_document(const Finished& finished,
                             const std::optional<CurrentDocument>& current) {
    const bool quarantined = std::holds_alternative<Quarantined>(finished.outcome);
    return passed(finished.outcome) || (current && !quarantined);
  }

  /// Appends the arrival's records and makes its row. Where the same bytes as received are there
  /// already, or the server says so, its own record is a revisit.
  Result<Filed> capture_anew(const Finished& finished, std::int64_t source,
                             const std::optional<CurrentDocument>& current,
                             const PreparedDocument& prepared) {
    const Article& article = finished.article;
    CaptureRow row;
    row.run = run_.run;
    row.source = source;
    row.payload = article.payload_digest;
    row.payload_size = prepared.head.payload_size;
    row.shows_document = shows_document(finished, current);
    if (current) row.revisit_of = current->capture;
    const auto since = unchanged_since(article.arrival);
    if (!since) return since.error();
    const bool unchanged = *since && is_unchanged(article.arrival, prepared.head.payload_size);
    const auto earlier = find_earlier(*since ? *since : row.revisit_of);
    if (!earlier) return earlier.error();
    const std::optional<CaptureContent> original = read_original(*earlier);
    const bool same = original && (unchanged || original->block_digest == prepared.head.block);
    if (unchanged && original) {
      row.confirm(**earlier);
    } else if (same) {
      row.revisit_of = (*earlier)->capture;
    }
    const auto place =
        same
            ? archive_->append(prepare_revisit(article.arrival, *original, source_detail(finished)))
            : archive_->append(prepared.members, prepared.head.before);
    if (!place) return place.error();
    row.place = *place;
    const auto capture = tables_.captures.add(article, row);
    if (!capture) return capture.error();
    return Filed{*capture, row.payload};
  }

  /// The capture that the arrival says is still current.
  Result<std::optional<std::int64_t>> unchanged_since(const Arrival& arrival) {
    if (!arrival.http) return std::optional<std::int64_t>();
    if (arrival.http->unchanged_since || !arrival.http->refers_to) {
      return arrival.http->unchanged_since;
    }
    return tables_.articles.find_capture(*arrival.http->refers_to);
  }

  Result<std::optional<EarlierCapture>> find_earlier(std::optional<std::int64_t> capture) {
    if (!capture) return std::optional<EarlierCapture>();
    return tables_.captures.find_earlier(*capture);
  }

  /// The record with the bytes of an earlier capture, if it can be read: without it the bytes are
  /// kept once more.
  std::optional<CaptureContent> read_original(const std::optional<EarlierCapture>& earlier) const {
    if (!earlier) return std::nullopt;
    Result<CaptureContent> original = archive_->read(earlier->place);
    if (!original || original->revisit) return std::nullopt;
    return std::move(*original);
  }

  /// Writes what was decided about the document.
  Status file(const Finished& finished, const PreparedDocument& prepared, std::int64_t capture,
              const std::optional<CurrentDocument>& current) {
    const Article& article = finished.article;
    if (const auto* quarantined = std::get_if<Quarantined>(&finished.outcome)) {
      if (Status noted = tables_.articles.note(article.arrival); !noted) return noted;
      return tables_.lineage.quarantine(article.arrival, capture, run_.run, finished.outcome_step,
                                        quarantined->error, clock_->now());
    }
    if (Status resolved = resolve(finished, capture); !resolved) return resolved;
    if (passed(finished.outcome) || says_something(article)) {
      if (Status tagged = tables_.captures.tag_outlet(capture, article, prepared); !tagged) {
        return tagged;
      }
    }
    if (!passed(finished.outcome) && !current) return tables_.articles.note(article.arrival);
    return file_document(finished, prepared, capture, current);
  }

  /// Closes the quarantine items that the arrival shows to be of no use any more.
  Status resolve(const Finished& finished, std::int64_t capture) {
    const Arrival& arrival = finished.article.arrival;
    if (arrival.stored_capture) return tables_.lineage.resolve(capture);
    if (!was_read(finished.outcome)) return {};
    const auto since = unchanged_since(arrival);
    return since ? tables_.lineage.resolve_address(arrival, *since) : Status(since.error());
  }

  /// The document that `capture` shows: it is added unless it is there as it would be now, and
  /// belongs to its article.
  Status file_document(const Finished& finished, const PreparedDocument& prepared,
                       std::int64_t capture, const std::optional<CurrentDocument>& current) {
    const Article& article = finished.article;
    const bool has_passed = passed(finished.outcome);
    const auto version = tables_.articles.join({article, capture, current, has_passed});
    if (!version) return version.error();
    if (has_passed && !(current && current->recipe == run_.recipe)) {
      const DocumentRow row{current ? current->capture : capture, run_.recipe, run_.run, *version};
      const auto added = tables_.documents.add(article, prepared, row, current, tables_.statements);
      if (!added) return added.error();
      if (Status linked = link(article, *added, row, current); !linked) return linked;
    } else if (*version && *version != current->version) {
      Status joined = tables_.documents.set_version(current->document, **version);
      if (!joined) return joined;
    }
    return *version ? tables_.articles.settle(**version) : Status();
  }

  /// What the document that was added has in common with others, in place of its former self.
  Status link(const Article& article, std::int64_t document, const DocumentRow& row,
              const std::optional<CurrentDocument>& former) {
    if (former) {
      if (Status gone = tables_.copies.forget(former->document); !gone) return gone;
    }
    return tables_.copies.add(article, document, row.capture);
  }

  Status commit_within() {
    if (Status flushed = tables_.captures.flush_cursor(); !flushed) return flushed;
    if (Status flushed = tables_.statements.flush(); !flushed) return flushed;
    const Result<ArchivePlace> end = tables_.captures.last_place();
    if (!end) return end.error();
    if (*end != committed_) {
      if (Status synced = archive_->sync(); !synced) return synced;
    }
    if (Status committed = transaction_->commit(); !committed) return committed;
    transaction_.reset();
    if (*end != committed_) archive_->note_committed(*end);
    committed_ = *end;
    return {};
  }

  /// Back to the last commit. The run is over: all that can still be done is to record its end.
  /// The archive stays as it is: a commit whose last sync failed may yet be found complete in the
  /// database's log by the next start, which then knows what to cut.
  void abandon(const Status& failure) {
    failure_ = failure;
    transaction_.reset();
    tables_.sources.roll_back();
    tables_.captures.roll_back();
    tables_.statements.roll_back();
  }

  Status close(const RunCounts& counts, RunState state) {
    Result<Transaction> transaction = Transaction::begin(*database_);
    if (!transaction) return transaction.error();
    Status closed = close_run(*database_, run_.run, counts, state, clock_->now());
    return closed ? transaction->commit() : closed;
  }

  const std::filesystem::path path_;
  StoreLock lock_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<CaptureArchive> archive_;
  Tables tables_;
  SqliteLedger ledger_;
  std::unique_ptr<SearchIndex> search_;
  std::optional<Transaction> transaction_;
  ArchivePlace committed_;  ///< Of the newest committed capture.
  const Clock* clock_ = nullptr;
  RunRow run_;
  Status failure_;  ///< The first failure of the sink; nothing is taken any more.
  std::vector<std::string> repairs_;
};

Status make_folder(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (!error) return {};
  Error result = error_from_errno(error.value(), "cannot make the store " + path.string());
  if (error.value() == EACCES || error.value() == EPERM) result.code = ErrorCode::kReadOnly;
  return result;
}

/// Makes the names of new files in the store survive a power failure.
Status sync_folder(const std::filesystem::path& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return error_from_errno(errno, path.string());
  const int result = ::fsync(folder);
  const int error = errno;
  ::close(folder);
  return result == 0 ? Status() : Status(error_from_errno(error, path.string()));
}

Result<std::unique_ptr<Database>> open_database(const std::filesystem::path& path) {
  DatabaseOptions options;
  options.access = DatabaseAccess::kCreate;
  options.cache_bytes = std::int64_t{32} << 20;
  options.wal_pages = 16000;
  Result<Database> database = Database::open(path / "headwater.db", options);
  if (!database) return database.error();
  if (Status migrated = migrate(*database); !migrated) return migrated.error();
  if (Status synced = sync_folder(path); !synced) return synced.error();
  return std::make_unique<Database>(std::move(*database));
}

}  // namespace

Result<std::unique_ptr<Store>> open_store(const StoreOptions& options) {
  if (Status made = make_folder(options.path); !made) return made.error();
  Result<StoreLock> lock = StoreLock::acquire(options.path);
  if (!lock) return lock.error();
  if (Status there = check_database_is_there(options.path); !there) return there.error();
  Result<std::unique_ptr<Database>> database = open_database(options.path);
  if (!database) return database.error();
  auto archive =
      open_capture_archive(options.path / "captures", ArchiveAccess::kWrite, options.segment_limit);
  if (!archive) return archive.error();
  if (Status synced = sync_folder(options.path); !synced) return synced.error();
  Result<Tables> tables = Tables::open(**database);
  if (!tables) return tables.error();
  auto store = std::make_unique<SqliteStore>(options.path, std::move(*lock), std::move(*database),
                                             std::move(*archive), std::move(*tables));
  if (Status repaired = store->repair(); !repaired) return repaired.error();
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace headwater
