#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace headwater {

enum class DatabaseAccess {
  kRead,    ///< The file must exist and is not changed.
  kWrite,   ///< The file must exist.
  kCreate,  ///< The file is made if it is absent.
};

enum class Durability {
  kFull,        ///< A commit survives a power failure (synchronous=FULL).
  kConsistent,  ///< The latest commits may be lost, but never in part: for what can be made again.
};

/// How a database is opened. The presets suit a reader.
struct DatabaseOptions {
  DatabaseAccess access = DatabaseAccess::kRead;
  Durability durability = Durability::kFull;
  int page_size = 4096;                   ///< Of a file that is made now.
  std::int64_t cache_bytes = 16LL << 20;  ///< Page cache at most.
  std::int64_t mmap_bytes = 0;            ///< Read through a mapping up to this size.
  int wal_pages = 4000;                   ///< A commit that leaves a longer log checkpoints it.
  std::chrono::milliseconds busy_timeout{10000};
};

class SqlStatement;

/// A connection to one SQLite file in WAL mode, defensive and with an untrusted schema. Movable;
/// one thread at a time; outlives its statements. Errors name the file: kDiskFull, kReadOnly,
/// kStoreDamaged (corrupt, or no database), kIo, kNotFound (no such file).
class Database {
 public:
  static Result<Database> open(const std::filesystem::path& file, const DatabaseOptions& options);

  /// Runs `sql`, one statement or several, and ignores rows.
  Status execute(std::string_view sql);
  /// Prepares one statement for use many times. A mistake in `sql` is kStoreDamaged: the schema is
  /// not the one the program knows.
  Result<SqlStatement> prepare(std::string_view sql);
  /// Prepares each SQL into the statement beside it.
  Status prepare_all(std::initializer_list<std::pair<SqlStatement*, std::string_view>> statements);
  /// The first column of the first row of `sql` as a number; nothing if there is no row.
  Result<std::optional<std::int64_t>> integer(std::string_view sql);

  /// The row id of the latest insert.
  std::int64_t last_row() const;
  /// Whether a transaction is open.
  bool in_transaction() const;
  /// Moves the write-ahead log into the file as far as readers allow.
  Status checkpoint();
  const std::filesystem::path& file() const { return file_; }

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  Database(std::filesystem::path file, sqlite3* connection);
  Status configure(const DatabaseOptions& options);

  std::filesystem::path file_;
  std::unique_ptr<sqlite3, Close> connection_;
};

/// A prepared statement. Values are bound in order, each `bind_*` taking the next place; texts and
/// blobs are not copied and must live until the statement is reset. A failed bind is reported by
/// the next `step` or `run`. Movable; one thread at a time.
class SqlStatement {
 public:
  /// Nothing; may only be assigned to.
  SqlStatement() = default;
  SqlStatement& bind_integer(std::int64_t value);
  SqlStatement& bind_unsigned(std::uint64_t value) {
    return bind_integer(static_cast<std::int64_t>(value));
  }
  SqlStatement& bind_real(double value);
  SqlStatement& bind_text(std::string_view value);
  SqlStatement& bind_blob(std::string_view value);
  SqlStatement& bind_null();
  /// The text, or null.
  SqlStatement& bind_text_or_null(const std::optional<std::string>& value);
  /// Any contiguous bytes, such as those of a digest.
  template <class Bytes>
  SqlStatement& bind_bytes(const Bytes& bytes) {
    return bind_blob({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }

  /// True: a row is there to be read. False: no more rows, and the statement has been reset.
  Result<bool> step();
  /// Steps to the end and resets.
  Status run();
  /// Makes the statement ready to be bound and stepped again.
  void reset();

  /// Columns of the present row, from 0. Views are valid until the next `step` or `reset`.
  std::int64_t integer(int column) const;
  std::uint64_t unsigned_integer(int column) const {
    return static_cast<std::uint64_t>(integer(column));
  }
  double real(int column) const;
  std::string_view text(int column) const;
  std::string_view blob(int column) const;
  bool is_null(int column) const;
  /// The text, or nothing for null.
  std::optional<std::string> text_or_nothing(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit SqlStatement(sqlite3_stmt* statement) : statement_(statement) {}
  void note(int code);

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int next_ = 1;
  int bind_error_ = 0;
};

/// A write transaction that is rolled back unless it is committed. The database must outlive it.
class Transaction {
 public:
  /// Takes the write lock at once, waiting as long as the busy time-out says.
  static Result<Transaction> begin(Database& database);
  ~Transaction();
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;

  /// Durable when it returns. After a failure nothing of the transaction counts.
  Status commit();
  void rollback();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace headwater
