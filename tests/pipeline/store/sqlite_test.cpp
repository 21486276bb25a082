#include "store/sqlite.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "support/temp_dir.h"

namespace headwater {
namespace {

DatabaseOptions with_access(DatabaseAccess access) {
  DatabaseOptions options;
  options.access = access;
  return options;
}

class SqliteTest : public ::testing::Test {
 protected:
  Database open(DatabaseAccess access) {
    Result<Database> database = Database::open(file_, with_access(access));
    EXPECT_TRUE(database.ok()) << database.error().message;
    return std::move(*database);
  }
  testing::TempDir dir_;
  std::filesystem::path file_ = dir_.path() / "a%b #c?.db";
};

TEST_F(SqliteTest, ValuesComeBackAsTheyWereBound) {
  Database database = open(DatabaseAccess::kCreate);
  ASSERT_TRUE(
      database.execute("CREATE TABLE t (i INT, r REAL, s TEXT, b BLOB, n TEXT, e TEXT)").ok());
  Result<SqlStatement> insert = database.prepare("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)");
  ASSERT_TRUE(insert.ok());
  const std::string blob("\0\xff", 2);
  for (int i = 0; i < 2; ++i) {
    insert->bind_unsigned(UINT64_MAX).bind_real(0.5).bind_text("caf\xc3\xa9").bind_blob(blob);
    ASSERT_TRUE(insert->bind_null().bind_text({}).run().ok());
  }
  EXPECT_EQ(database.last_row(), 2);
  Result<SqlStatement> select = database.prepare("SELECT * FROM t");
  ASSERT_TRUE(select.ok());
  ASSERT_TRUE(*select->step());
  EXPECT_EQ(select->unsigned_integer(0), UINT64_MAX);
  EXPECT_EQ(select->real(1), 0.5);
  EXPECT_EQ(select->text(2), "caf\xc3\xa9");
  EXPECT_EQ(select->blob(3), blob);
  EXPECT_TRUE(select->is_null(4));
  EXPECT_EQ(select->text_or_nothing(4), std::nullopt);
  EXPECT_EQ(select->text_or_nothing(5), "");
}

TEST_F(SqliteTest, TransactionIsRolledBackUnlessCommitted) {
  Database database = open(DatabaseAccess::kCreate);
  ASSERT_TRUE(database.execute("CREATE TABLE t (i INT)").ok());
  {
    Result<Transaction> transaction = Transaction::begin(database);
    ASSERT_TRUE(transaction.ok());
    ASSERT_TRUE(database.execute("INSERT INTO t VALUES (1)").ok());
  }
  EXPECT_EQ(**database.integer("SELECT count(*) FROM t"), 0);
  Result<Transaction> transaction = Transaction::begin(database);
  ASSERT_TRUE(transaction.ok());
  ASSERT_TRUE(database.execute("INSERT INTO t VALUES (1)").ok());
  ASSERT_TRUE(transaction->commit().ok());
  EXPECT_EQ(**database.integer("SELECT count(*) FROM t"), 1);
}

TEST_F(SqliteTest, ReaderSeesCommittedRowsAndCannotWrite) {
  Database writer = open(DatabaseAccess::kCreate);
  ASSERT_TRUE(writer.execute("CREATE TABLE t (i INT)").ok());
  Database reader = open(DatabaseAccess::kRead);
  ASSERT_TRUE(writer.execute("BEGIN; INSERT INTO t VALUES (1)").ok());
  EXPECT_EQ(**reader.integer("SELECT count(*) FROM t"), 0);
  ASSERT_TRUE(writer.execute("COMMIT").ok());
  EXPECT_EQ(**reader.integer("SELECT count(*) FROM t"), 1);
  EXPECT_EQ(reader.execute("INSERT INTO t VALUES (2)").error().code, ErrorCode::kReadOnly);
}

TEST_F(SqliteTest, SecondWriterIsLockedOut) {
  Database first = open(DatabaseAccess::kCreate);
  DatabaseOptions impatient = with_access(DatabaseAccess::kWrite);
  impatient.busy_timeout = std::chrono::milliseconds(0);
  Result<Database> second = Database::open(file_, impatient);
  ASSERT_TRUE(second.ok());
  Result<Transaction> held = Transaction::begin(first);
  ASSERT_TRUE(held.ok());
  EXPECT_EQ(Transaction::begin(*second).error().code, ErrorCode::kStoreLocked);
}

TEST_F(SqliteTest, MissingFileIsNotFoundAndNamed) {
  const Result<Database> database = Database::open(file_, {});
  ASSERT_FALSE(database.ok());
  EXPECT_EQ(database.error().code, ErrorCode::kNotFound);
  EXPECT_NE(database.error().message.find(file_.string()), std::string::npos);
}

TEST_F(SqliteTest, WhatIsNoDatabaseIsDamaged) {
  std::ofstream(file_) << std::string(5000, 'x');
  const Result<Database> database = Database::open(file_, with_access(DatabaseAccess::kWrite));
  ASSERT_FALSE(database.ok());
  EXPECT_EQ(database.error().code, ErrorCode::kStoreDamaged);
  EXPECT_NE(database.error().message.find(file_.string()), std::string::npos);
}

TEST_F(SqliteTest, SqlThatDoesNotFitTheSchemaIsDamage) {
  Database database = open(DatabaseAccess::kCreate);
  EXPECT_EQ(database.prepare("SELECT * FROM nowhere").error().code, ErrorCode::kStoreDamaged);
}

}  // namespace
}  // namespace headwater
