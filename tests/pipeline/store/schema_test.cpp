#include "store/schema.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/builtin_files.h"
#include "support/temp_dir.h"

namespace headwater {
namespace {

/// SQL without comments and differences of white space.
std::string normalised(std::string_view sql) {
  std::string result;
  bool gap = false;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql.substr(i, 2) == "--") i = std::min(sql.find('\n', i), sql.size() - 1);
    const bool space = sql[i] == ' ' || sql[i] == '\n';
    if (!space) {
      // ALTER TABLE puts commas on lines of their own, but not the last bracket.
      if (gap && !result.empty() && sql[i] != ',' && sql[i] != ')') result += ' ';
      result += sql[i];
    }
    gap = space;
  }
  return result;
}

std::vector<std::string> schema_of(Database& database) {
  Result<SqlStatement> select = database.prepare(
      "SELECT name || ': ' || sql FROM sqlite_schema WHERE sql <> '' ORDER BY name");
  EXPECT_TRUE(select.ok());
  std::vector<std::string> result;
  while (*select->step()) result.push_back(normalised(select->text(0)));
  return result;
}

std::string_view builtin(std::string_view name) {
  for (const BuiltinFile& file : builtin_files()) {
    if (file.name == name) return file.text;
  }
  return {};
}

class SchemaTest : public ::testing::Test {
 protected:
  static Database open(const std::filesystem::path& file) {
    DatabaseOptions options;
    options.access = DatabaseAccess::kCreate;
    Result<Database> database = Database::open(file, options);
    EXPECT_TRUE(database.ok());
    return std::move(*database);
  }
  std::int64_t number(std::string_view sql) { return database_.integer(sql)->value_or(-1); }

  testing::TempDir dir_;
  Database database_ = open(dir_ / "headwater.db");
};

TEST_F(SchemaTest, MigrationsAreNumberedWithoutGaps) {
  int expected = 0;
  for (const Migration& migration : migrations()) EXPECT_EQ(migration.version, ++expected);
  EXPECT_EQ(schema_version(), expected);
}

TEST_F(SchemaTest, MigrationsMakeWhatStoreSqlSays) {
  ASSERT_TRUE(migrate(database_).ok());
  Database described = open(dir_ / "described.db");
  ASSERT_TRUE(described.execute(builtin("schemas/store.sql")).ok());
  EXPECT_EQ(schema_of(database_), schema_of(described));
  EXPECT_EQ(number("PRAGMA application_id"), kApplicationId);
  EXPECT_EQ(number("PRAGMA user_version"), schema_version());
}

TEST_F(SchemaTest, StoreSqlNamesItsVersion) {
  const std::string line = "version " + std::to_string(schema_version()) + ":";
  EXPECT_NE(builtin("schemas/store.sql").substr(0, 200).find(line), std::string_view::npos);
}

TEST_F(SchemaTest, EveryViewCanBeRead) {
  ASSERT_TRUE(migrate(database_).ok());
  Result<SqlStatement> views =
      database_.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'");
  ASSERT_TRUE(views.ok());
  int count = 0;
  while (*views->step()) {
    const std::string view(views->text(0));
    const bool of_the_program = view == "cut" || view == "statement";
    if (!of_the_program) ++count;
    EXPECT_TRUE(of_the_program || view.starts_with("v_")) << view;
    EXPECT_TRUE(database_.execute("SELECT * FROM " + view).ok()) << view;
  }
  EXPECT_EQ(count, 13);
}

// Killed between or inside migrations: the next open finishes what is missing, and rows stay.
TEST_F(SchemaTest, EveryOlderVersionIsBroughtUpToDate) {
  ASSERT_TRUE(migrate(database_).ok());
  const std::vector<std::string> newest = schema_of(database_);
  for (int version = 1; version < schema_version(); ++version) {
    Database old = open(dir_ / ("v" + std::to_string(version) + ".db"));
    for (const Migration& migration : migrations()) {
      if (migration.version <= version) {
        ASSERT_TRUE(old.execute(migration.sql).ok());
      }
    }
    ASSERT_TRUE(old.execute("PRAGMA application_id=" + std::to_string(kApplicationId) +
                            "; PRAGMA user_version=" + std::to_string(version) +
                            "; INSERT INTO source (name) VALUES ('kept')")
                    .ok());
    const Status refused = check_schema(old);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, ErrorCode::kStoreOutdated);
    EXPECT_NE(refused.error().message.find("headwater ingest --store " + dir_.path().string()),
              std::string::npos);
    ASSERT_TRUE(migrate(old).ok());
    EXPECT_EQ(schema_of(old), newest);
    EXPECT_EQ(**old.integer("SELECT count(*) FROM source"), 1);
    EXPECT_TRUE(check_schema(old).ok());
  }
}

TEST_F(SchemaTest, NewerVersionIsRefusedAndLeftAlone) {
  ASSERT_TRUE(migrate(database_).ok());
  ASSERT_TRUE(database_.execute("PRAGMA user_version=999").ok());
  for (const Status& status : {migrate(database_), check_schema(database_)}) {
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, ErrorCode::kStoreOutdated);
    EXPECT_NE(status.error().message.find("999"), std::string::npos);
  }
  EXPECT_EQ(number("PRAGMA user_version"), 999);
}

TEST_F(SchemaTest, ForeignDatabaseIsRefused) {
  ASSERT_TRUE(database_.execute("CREATE TABLE theirs (i INT)").ok());
  EXPECT_EQ(migrate(database_).error().code, ErrorCode::kStoreDamaged);
  EXPECT_EQ(number("SELECT count(*) FROM sqlite_schema"), 1);
}

}  // namespace
}  // namespace headwater
