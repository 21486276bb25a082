#include "store/schema.h"

#include <fmt/format.h>

#include <charconv>
#include <string>

#include "base/builtin_files.h"

namespace headwater {
namespace {

std::vector<Migration> read_migrations() {
  constexpr std::string_view kFolder = "schemas/migrations/";
  std::vector<Migration> result;
  for (const BuiltinFile& file : builtin_files()) {
    if (!file.name.starts_with(kFolder)) continue;
    Migration migration{0, file.name.substr(kFolder.size()), file.text};
    std::from_chars(migration.name.data(), migration.name.data() + migration.name.size(),
                    migration.version);
    result.push_back(migration);
  }
  return result;
}

struct StoreVersion {
  std::int64_t application = 0;
  std::int64_t version = 0;
  bool empty = true;
};

Result<StoreVersion> read_version(Database& database) {
  const auto application = database.integer("PRAGMA application_id");
  if (!application) return application.error();
  const auto version = database.integer("PRAGMA user_version");
  if (!version) return version.error();
  const auto tables = database.integer("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.error();
  return StoreVersion{application->value_or(0), version->value_or(0), tables->value_or(0) == 0};
}

/// Refuses what this program must not touch: foreign databases and those of newer programs.
Status check_origin(const Database& database, const StoreVersion& found) {
  const std::string file = database.file().string();
  const bool fresh = found.empty && found.version == 0;
  if (!fresh && found.application != kApplicationId) {
    return Error{
        ErrorCode::kStoreDamaged,
        fmt::format("{}: this database was not made by Headwater; give another --store", file)};
  }
  if (found.version > schema_version()) {
    return Error{
        ErrorCode::kStoreOutdated,
        fmt::format("{}: the store has schema version {}, this program knows up to {}; use "
                    "the newer Headwater that wrote it",
                    file, found.version, schema_version())};
  }
  return {};
}

Status apply(Database& database, const Migration& migration) {
  if (Status status = database.execute(migration.sql); !status) return status;
  return database.execute(fmt::format("PRAGMA application_id={}; PRAGMA user_version={}",
                                      kApplicationId, migration.version));
}

}  // namespace

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all = read_migrations();
  return all;
}

int schema_version() { return migrations().back().version; }

Status migrate(Database& database) {
  const Result<StoreVersion> found = read_version(database);
  if (!found) return found.error();
  if (Status status = check_origin(database, *found); !status) return status;
  if (found->version == schema_version()) return {};
  Result<Transaction> transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  for (const Migration& migration : migrations()) {
    if (migration.version <= found->version) continue;
    if (Status status = apply(database, migration); !status) return status;
  }
  return transaction->commit();
}

Status check_schema(Database& database) {
  const Result<StoreVersion> found = read_version(database);
  if (!found) return found.error();
  if (Status status = check_origin(database, *found); !status) return status;
  if (found->version == schema_version()) return {};
  const std::filesystem::path store = database.file().parent_path();
  return Error{
      ErrorCode::kStoreOutdated,
      fmt::format("{}: the store has schema version {}, this program needs {}; migrate it "
                  "with: headwater ingest --store {}",
                  database.file().string(), found->version, schema_version(), store.string())};
}

}  // namespace headwater
