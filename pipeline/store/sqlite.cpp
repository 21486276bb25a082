#include "store/sqlite.h"

#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <mutex>
#include <utility>

namespace headwater {
namespace {

/// Whether the last failed call on one of the connection's files, or of the connection, says that
/// there is no room. SQLite calls only ENOSPC a full disk, not a quota or a file size limit.
bool is_disk_full(sqlite3* connection) {
  int in_file = 0;
  int in_log = 0;
  ::sqlite3_file_control(connection, "main", SQLITE_FCNTL_LAST_ERRNO, &in_file);
  sqlite3_file* log = nullptr;
  ::sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (log != nullptr && log->pMethods != nullptr) {
    log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &in_log);
  }
  const auto full = [](int error) { return code_from_errno(error) == ErrorCode::kDiskFull; };
  return full(in_file) || full(in_log) || full(::sqlite3_system_errno(connection));
}

ErrorCode code_from_sqlite(int code, int system_error) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return ErrorCode::kDiskFull;
    case SQLITE_READONLY:
      return ErrorCode::kReadOnly;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_ERROR:  // SQL that does not fit the schema
      return ErrorCode::kStoreDamaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::kStoreLocked;
    case SQLITE_TOOBIG:
      return ErrorCode::kTooLarge;
    case SQLITE_IOERR:
      return ErrorCode::kIo;
    case SQLITE_CANTOPEN:
      return system_error == 0 ? ErrorCode::kIo : code_from_errno(system_error);
    default:
      return ErrorCode::kIo;
  }
}

/// What the system said of a failure. SQLite notes nothing where a commit fails on writing; errno
/// still holds it then, and is believed where it explains why a write was refused.
int system_error_of(sqlite3* connection) {
  const int last = errno;
  if (connection == nullptr) return 0;
  const int noted = ::sqlite3_system_errno(connection);
  return noted == 0 && code_from_errno(last) == ErrorCode::kDiskFull ? last : noted;
}

/// Whether the file itself is damaged, and is the one of a store that cannot be made anew.
bool is_damaged_store(int code, std::string_view file) {
  const bool damaged = (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
  return damaged && file.ends_with("/headwater.db");
}

/// The connection's latest failure, or `code` where there is no connection.
Error error_of(sqlite3* connection, int code) {
  const int system_error = system_error_of(connection);
  const char* name = connection == nullptr ? nullptr : ::sqlite3_db_filename(connection, "main");
  const int extended = connection == nullptr ? code : ::sqlite3_extended_errcode(connection);
  ErrorCode kind = code_from_sqlite(extended == SQLITE_OK ? code : extended, system_error);
  if (kind == ErrorCode::kIo && connection != nullptr && is_disk_full(connection)) {
    kind = ErrorCode::kDiskFull;
  }
  std::string message = name == nullptr ? "" : std::string(name) + ": ";
  message += connection == nullptr ? ::sqlite3_errstr(code) : ::sqlite3_errmsg(connection);
  const bool names_errno = (code & 0xff) == SQLITE_CANTOPEN && system_error != 0;
  if (names_errno) message = error_from_errno(system_error, message).message;
  if (kind == ErrorCode::kDiskFull) message += "; free some space and run again";
  if (name != nullptr && is_damaged_store(extended, name)) {
    message +=
        "; restore this file from a backup: raw captures lie whole beside it, in captures/, and "
        "those that the backup does not know are moved aside for `headwater ingest`";
  }
  return {kind, std::move(message)};
}

/// Statistics of SQLite's allocator cost a global lock for every allocation: off, before first use.
void initialize_library() {
  static std::once_flag once;
  std::call_once(once, [] { ::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

/// A write-ahead log wants to write beside the file even to read it. Where that is refused and
/// there is no log, the file cannot change under us and is read as it stands.
std::string uri_of(const std::filesystem::path& file, DatabaseAccess access) {
  const std::filesystem::path whole = std::filesystem::absolute(file);
  std::string uri = "file:";
  for (const char c : whole.string()) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    if (c == '%' || c == '?' || c == '#') {
      uri += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    } else {
      uri += c;
    }
  }
  const bool folder_refuses = ::access(whole.parent_path().c_str(), W_OK) != 0;
  std::error_code ignored;
  const bool has_log = std::filesystem::exists(whole.string() + "-wal", ignored);
  if (access == DatabaseAccess::kRead && folder_refuses && !has_log) uri += "?immutable=1";
  return uri;
}

int open_flags(DatabaseAccess access) {
  constexpr int kCommon = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
  switch (access) {
    case DatabaseAccess::kRead:
      return kCommon | SQLITE_OPEN_READONLY;
    case DatabaseAccess::kWrite:
      return kCommon | SQLITE_OPEN_READWRITE;
    case DatabaseAccess::kCreate:
      return kCommon | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  }
  return kCommon;
}

}  // namespace

void Database::Close::operator()(sqlite3* connection) const { ::sqlite3_close_v2(connection); }
void SqlStatement::Finalize::operator()(sqlite3_stmt* statement) const {
  ::sqlite3_finalize(statement);
}

Database::Database(std::filesystem::path file, sqlite3* connection)
    : file_(std::move(file)), connection_(connection) {}

Result<Database> Database::open(const std::filesystem::path& file, const DatabaseOptions& options) {
  initialize_library();
  sqlite3* connection = nullptr;
  const std::string uri = uri_of(file, options.access);
  const int code = ::sqlite3_open_v2(uri.c_str(), &connection, open_flags(options.access), nullptr);
  Database database(file, connection);
  if (code != SQLITE_OK) {
    Error error = error_of(connection, code);
    // The connection does not know its name before it is open.
    return Error{error.code, file.string() + ": " + error.message};
  }
  if (Status configured = database.configure(options); !configured) return configured.error();
  return database;
}

Status Database::configure(const DatabaseOptions& options) {
  sqlite3* db = connection_.get();
  ::sqlite3_busy_timeout(db, static_cast<int>(options.busy_timeout.count()));
  ::sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  ::sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  std::string pragmas =
      "PRAGMA cache_size=-" + std::to_string(options.cache_bytes / 1024) +
      "; PRAGMA mmap_size=" + std::to_string(options.mmap_bytes) +
      "; PRAGMA temp_store=MEMORY;"
      // Debian builds SQLite to overwrite what is deleted: costly and of no use here.
      " PRAGMA secure_delete=0;";
  if (options.access == DatabaseAccess::kRead) {
    pragmas += "PRAGMA query_only=1;";
  } else {
    pragmas += "PRAGMA page_size=" + std::to_string(options.page_size) +
               "; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=" +
               std::to_string(options.wal_pages) + "; PRAGMA synchronous=" +
               (options.durability == Durability::kFull ? "FULL;" : "NORMAL;");
  }
  return execute(pragmas);
}

Status Database::execute(std::string_view sql) {
  const std::string terminated(sql);
  const int code = ::sqlite3_exec(connection_.get(), terminated.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return error_of(connection_.get(), code);
  return {};
}

Result<SqlStatement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = ::sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return error_of(connection_.get(), code);
  return SqlStatement(statement);
}

Status Database::prepare_all(
    std::initializer_list<std::pair<SqlStatement*, std::string_view>> statements) {
  for (const auto& [statement, sql] : statements) {
    Result<SqlStatement> prepared = prepare(sql);
    if (!prepared) return prepared.error();
    *statement = std::move(*prepared);
  }
  return {};
}

Result<std::optional<std::int64_t>> Database::integer(std::string_view sql) {
  Result<SqlStatement> statement = prepare(sql);
  if (!statement) return statement.error();
  Result<bool> row = statement->step();
  if (!row) return row.error();
  if (!*row || statement->is_null(0)) return std::optional<std::int64_t>();
  return std::optional<std::int64_t>(statement->integer(0));
}

std::int64_t Database::last_row() const { return ::sqlite3_last_insert_rowid(connection_.get()); }

bool Database::in_transaction() const { return ::sqlite3_get_autocommit(connection_.get()) == 0; }

Status Database::checkpoint() {
  const int code = ::sqlite3_wal_checkpoint_v2(connection_.get(), nullptr,
                                               SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code != SQLITE_OK && code != SQLITE_BUSY) return error_of(connection_.get(), code);
  return {};
}

void SqlStatement::note(int code) {
  if (code != SQLITE_OK && bind_error_ == 0) bind_error_ = code;
}

SqlStatement& SqlStatement::bind_integer(std::int64_t value) {
  note(::sqlite3_bind_int64(statement_.get(), next_++, value));
  return *this;
}

SqlStatement& SqlStatement::bind_real(double value) {
  note(::sqlite3_bind_double(statement_.get(), next_++, value));
  return *this;
}

// A null pointer would bind NULL, so an empty view is given an address.
SqlStatement& SqlStatement::bind_text(std::string_view value) {
  note(::sqlite3_bind_text64(statement_.get(), next_++, value.empty() ? "" : value.data(),
                             value.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

SqlStatement& SqlStatement::bind_blob(std::string_view value) {
  note(::sqlite3_bind_blob64(statement_.get(), next_++, value.empty() ? "" : value.data(),
                             value.size(), SQLITE_STATIC));
  return *this;
}

SqlStatement& SqlStatement::bind_null() {
  note(::sqlite3_bind_null(statement_.get(), next_++));
  return *this;
}

SqlStatement& SqlStatement::bind_text_or_null(const std::optional<std::string>& value) {
  return value ? bind_text(*value) : bind_null();
}

Result<bool> SqlStatement::step() {
  sqlite3* connection = ::sqlite3_db_handle(statement_.get());
  if (bind_error_ != 0) {
    const int code = std::exchange(bind_error_, 0);
    reset();
    return error_of(connection, code);
  }
  const int code = ::sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  Result<bool> result = code == SQLITE_DONE ? Result<bool>(false) : error_of(connection, code);
  reset();
  return result;
}

Status SqlStatement::run() {
  while (true) {
    const Result<bool> row = step();
    if (!row) return row.error();
    if (!*row) return {};
  }
}

void SqlStatement::reset() {
  ::sqlite3_reset(statement_.get());
  next_ = 1;
  bind_error_ = 0;
}

std::int64_t SqlStatement::integer(int column) const {
  return ::sqlite3_column_int64(statement_.get(), column);
}

double SqlStatement::real(int column) const {
  return ::sqlite3_column_double(statement_.get(), column);
}

std::string_view SqlStatement::text(int column) const {
  const unsigned char* text = ::sqlite3_column_text(statement_.get(), column);
  const int size = ::sqlite3_column_bytes(statement_.get(), column);
  if (text == nullptr) return {};
  return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)};
}

std::string_view SqlStatement::blob(int column) const {
  const void* blob = ::sqlite3_column_blob(statement_.get(), column);
  const int size = ::sqlite3_column_bytes(statement_.get(), column);
  if (blob == nullptr) return {};
  return {static_cast<const char*>(blob), static_cast<std::size_t>(size)};
}

bool SqlStatement::is_null(int column) const {
  return ::sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::optional<std::string> SqlStatement::text_or_nothing(int column) const {
  if (is_null(column)) return std::nullopt;
  return std::string(text(column));
}

Result<Transaction> Transaction::begin(Database& database) {
  if (Status begun = database.execute("BEGIN IMMEDIATE"); !begun) return begun.error();
  return Transaction(database);
}

Transaction::~Transaction() { rollback(); }

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Status Transaction::commit() {
  Status committed = database_->execute("COMMIT");
  if (!committed) {
    rollback();
    return committed;
  }
  database_ = nullptr;
  return {};
}

void Transaction::rollback() {
  Database* database = std::exchange(database_, nullptr);
  if (database == nullptr || !database->in_transaction()) return;
  // A rollback that fails leaves the log without a commit record: the next open rolls it back.
  (void)database->execute("ROLLBACK");
}

}  // namespace headwater
