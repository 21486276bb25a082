#include "store/search_index.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "base/builtin_files.h"
#include "store/search_source.h"

namespace headwater {
namespace {

/// As in schemas/search.sql.
constexpr std::int64_t kSearchVersion = 2;
/// A portion of the index is worth writing from so many documents on: what a transaction adds
/// becomes a sorted run of its own, and fewer, larger runs mean fewer merges.
constexpr std::int64_t kWorthWriting = 8000;
/// Documents from which it is told how rare a word is: in so many a word that is worth looking up
/// occurs, and looking through them takes no time that is felt.
constexpr std::int64_t kSampleDocuments = 2000;
/// So many documents at most go into one transaction, so that its log stays small.
constexpr std::int64_t kMostAtOnce = 32000;

std::string_view search_schema() {
  for (const BuiltinFile& file : builtin_files()) {
    if (file.name == "schemas/search.sql") return file.text;
  }
  return {};
}

/// search.db, open for writing.
class SearchFile {
 public:
  static Result<SearchFile> open(const std::filesystem::path& file) {
    DatabaseOptions options;
    options.access = DatabaseAccess::kCreate;
    options.durability = Durability::kConsistent;
    options.cache_bytes = std::int64_t{16} << 20;
    options.wal_pages = 8000;
    Result<Database> database = Database::open(file, options);
    if (!database) return database.error();
    SearchFile search(std::move(*database));
    if (Status made = search.make_if_new(); !made) return made.error();
    const Status prepared = search.database_.prepare_all(
        {{&search.insert_, "INSERT INTO document_words (rowid, words) VALUES (?, ?)"},
         {&search.progress_, "UPDATE progress SET document = ?"}});
    if (!prepared) return prepared.error();
    return search;
  }

  Database& database() { return database_; }

  Result<std::int64_t> last_document() {
    const auto last = database_.integer("SELECT document FROM progress");
    if (!last) return last.error();
    if (*last) return **last;
    return Error{ErrorCode::kStoreDamaged, database_.file().string() + ": progress is missing"};
  }

  /// Requires: an open transaction.
  Status add(const SearchPortion& portion) {
    const std::string_view words = portion.words;
    for (const SearchPortion::Row& row : portion.rows) {
      insert_.bind_integer(row.document).bind_text(words.substr(row.begin, row.end - row.begin));
      if (Status inserted = insert_.run(); !inserted) return inserted;
    }
    return {};
  }

  /// Notes that the documents up to row `last` are here. Requires: an open transaction; best called
  /// once, at its end: before an update SQLite has FTS5 write out the words gathered so far.
  Status note(std::int64_t last) { return progress_.bind_integer(last).run(); }

 private:
  explicit SearchFile(Database database) : database_(std::move(database)) {}

  Status make_if_new() {
    const auto version = database_.integer("PRAGMA user_version");
    if (!version) return version.error();
    if (*version == kSearchVersion) return {};
    if (*version != 0) {
      return Error{ErrorCode::kStoreDamaged, database_.file().string() + ": another version"};
    }
    Result<Transaction> transaction = Transaction::begin(database_);
    if (!transaction) return transaction.error();
    if (Status made = database_.execute(search_schema()); !made) return made;
    return transaction->commit();
  }

  Database database_;
  SqlStatement insert_;
  SqlStatement progress_;
};

void remove_search_file(const std::filesystem::path& file) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm"}) {
    std::filesystem::remove(file.string() + suffix, ignored);
  }
}

/// The thread that fills search.db, and what it shares with those who wait for it.
class SearchFiller final : public SearchIndex {
 public:
  SearchFiller(SearchFile file, SearchSource source, std::int64_t done)
      : file_(std::move(file)), source_(std::move(source)), done_(done) {}

  ~SearchFiller() override {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
  }

  void start() {
    thread_ = std::thread([this] { work(); });
  }

  void notify() override {
    {
      const std::lock_guard lock(mutex_);
      news_ = true;
    }
    changed_.notify_all();
  }

  Status catch_up() override {
    std::unique_lock lock(mutex_);
    urgent_ = true;
    changed_.notify_all();
    changed_.wait(lock, [&] { return !urgent_; });
    return std::exchange(error_, {});
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [&] { return news_ || urgent_ || stop_; });
      if (stop_) return;
      news_ = false;
      const bool urgent = urgent_;
      lock.unlock();
      Status filled = fill(urgent);
      lock.lock();
      if (!filled && error_.ok()) error_ = std::move(filled);
      if (urgent) {
        urgent_ = false;
        changed_.notify_all();
      }
    }
  }

  /// Brings in what was committed before the call; if that is too little to be worth a transaction,
  /// only when it is `urgent`. The file holds nothing of its own: where it turns out to be damaged
  /// it is made anew, once a run.
  Status fill(bool urgent) {
    Status filled = fill_committed(urgent);
    if (filled || remade_ || !damaged_) return filled;
    remade_ = true;
    if (Status made = make_anew(); !made) return made;
    return fill_committed(true);
  }

  /// `status` of something done to this file, not to the database that it is filled from; notes
  /// where the file turns out to be damaged.
  Status of_file(Status status) {
    damaged_ = damaged_ || (!status && status.error().code == ErrorCode::kStoreDamaged);
    return status;
  }

  Status make_anew() {
    const std::filesystem::path path = file_->database().file();
    file_.reset();
    remove_search_file(path);
    Result<SearchFile> file = SearchFile::open(path);
    if (!file) return file.error();
    file_.emplace(std::move(*file));
    done_ = 0;
    return {};
  }

  Status fill_committed(bool urgent) {
    if (!file_) return Error{ErrorCode::kIo, "the search index could not be made anew"};
    const Result<std::int64_t> last = source_.last_document();
    if (!last) return last.error();
    while (*last - done_ >= (urgent ? 1 : kWorthWriting) && !stopping()) {
      if (Status filled = fill_some(*last); !filled) return filled;
    }
    return {};
  }

  /// One transaction, up to document row `last` at most.
  Status fill_some(std::int64_t last) {
    Result<Transaction> transaction = Transaction::begin(file_->database());
    if (!transaction) return of_file(transaction.error());
    const std::int64_t end = std::min(last, done_ + kMostAtOnce);
    std::int64_t at = done_;
    while (at < end && !stopping()) {
      if (Status read = source_.read(at, portion_); !read) return read;
      if (portion_.rows.empty()) break;
      if (Status added = of_file(file_->add(portion_)); !added) return added;
      at = portion_.last_document;
    }
    if (Status noted = of_file(file_->note(at)); !noted) return noted;
    if (Status committed = of_file(transaction->commit()); !committed) return committed;
    done_ = at;
    return {};
  }

  bool stopping() {
    const std::lock_guard lock(mutex_);
    return stop_;
  }

  std::optional<SearchFile> file_;  ///< Empty only where it could not be made anew.
  SearchSource source_;
  SearchPortion portion_;
  bool damaged_ = false;
  bool remade_ = false;
  std::int64_t done_;  ///< Document row up to which the index is committed.

  std::mutex mutex_;  ///< Of what follows.
  std::condition_variable changed_;
  bool news_ = false;
  bool urgent_ = false;
  bool stop_ = false;
  Status error_;
  std::thread thread_;
};

/// Opens the file, made anew if it cannot be used. `last` is the newest document of the store.
Result<SearchFile> open_or_remake(const std::filesystem::path& file, std::int64_t last,
                                  std::string& repair) {
  Result<SearchFile> search = SearchFile::open(file);
  if (search) {
    const Result<std::int64_t> done = search->last_document();
    if (done && *done <= last) return search;
    repair = done ? file.string() + " was ahead of the store: made anew" : done.error().message;
  } else if (search.error().code == ErrorCode::kStoreDamaged) {
    repair = search.error().message + ": made anew";
  } else {
    return search;
  }
  search = Error{};  // closes the file
  remove_search_file(file);
  return SearchFile::open(file);
}

}  // namespace

std::filesystem::path search_file(const std::filesystem::path& store) {
  return store / "search.db";
}

Result<std::unique_ptr<SearchIndex>> open_search_index(const std::filesystem::path& store,
                                                       std::string& repair) {
  Result<SearchSource> source = SearchSource::open(store / "headwater.db");
  if (!source) return source.error();
  const Result<std::int64_t> last = source->last_document();
  if (!last) return last.error();
  Result<SearchFile> file = open_or_remake(search_file(store), *last, repair);
  if (!file) return file.error();
  const Result<std::int64_t> done = file->last_document();
  if (!done) return done.error();
  auto filler = std::make_unique<SearchFiller>(std::move(*file), std::move(*source), *done);
  filler->start();
  return std::unique_ptr<SearchIndex>(std::move(filler));
}

SearchLookup::SearchLookup(Database database) : database_(std::move(database)) {}

Result<SearchLookup> SearchLookup::open(const std::filesystem::path& store) {
  Result<Database> database = Database::open(search_file(store), {});
  if (!database) return database.error();
  SearchLookup lookup(std::move(*database));
  const Status prepared = lookup.database_.prepare_all(
      {{&lookup.match_,
        "SELECT rowid FROM document_words WHERE document_words MATCH ? ORDER BY rowid LIMIT ?"},
       {&lookup.count_,
        "SELECT count(*) FROM document_words WHERE document_words MATCH ? AND rowid < ?"}});
  if (!prepared) return prepared.error();
  return lookup;
}

Status SearchLookup::sort_by_rarity(std::vector<std::string>& words) {
  std::vector<std::pair<std::int64_t, std::string>> counted;
  for (std::string& word : words) {
    const std::string query = '"' + word + '"';  // bound by reference
    count_.bind_text(query).bind_integer(kSampleDocuments);
    const Result<bool> row = count_.step();
    if (!row) return row.error();
    counted.emplace_back(*row ? count_.integer(0) : 0, std::move(word));
    count_.reset();
  }
  std::ranges::stable_sort(counted, {}, [](const auto& entry) { return entry.first; });
  words.clear();
  for (auto& entry : counted) words.push_back(std::move(entry.second));
  return {};
}

Status SearchLookup::candidates(const std::vector<std::string>& words, std::size_t limit,
                                std::vector<std::int64_t>& out) {
  if (out.size() >= limit) return {};
  std::string query;
  for (const std::string& word : words) query += '"' + word + "\" ";
  match_.bind_text(query).bind_unsigned(limit - out.size());
  while (true) {
    const Result<bool> row = match_.step();
    if (!row) return row.error();
    if (!*row) return {};
    out.push_back(match_.integer(0));
  }
}

Result<std::int64_t> SearchLookup::last_document() {
  const auto last = database_.integer("SELECT document FROM progress");
  if (!last) return last.error();
  return last->value_or(0);
}

}  // namespace headwater
