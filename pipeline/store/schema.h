#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/sqlite.h"

namespace headwater {

/// What `file` prints for a store: "HWTR", as PRAGMA application_id.
inline constexpr std::int64_t kApplicationId = 0x48575452;

/// One step from a schema version to the next: schemas/migrations/NNNN_name.sql.
struct Migration {
  int version = 0;  ///< The version it leads to: NNNN.
  std::string_view name;
  std::string_view sql;
};

/// All migrations this program knows, ascending from 1 without gaps. They live for the whole
/// program.
const std::vector<Migration>& migrations();

/// The schema version this program writes.
int schema_version();

/// Brings `database` to the newest version in one transaction, so that readers never meet a store
/// that is half made: after a kill it is as it was, and is migrated again. An empty file gets
/// everything. kStoreOutdated if a newer program wrote
/// it, kStoreDamaged if it is some other program's database.
Status migrate(Database& database);

/// For readers: kStoreOutdated unless `database` has exactly this program's version; the message
/// says the command to run.
Status check_schema(Database& database);

}  // namespace headwater
