#pragma once

#include <filesystem>

#include "base/result.h"
#include "store/sqlite.h"

namespace headwater {

// A run is recorded before its first capture is written. Captures beside a database that is not
// there or knows no run are therefore no torn tail: the database was lost or replaced. Nothing may
// be cut then, nothing made in its place, and no figure told as if the store were empty.

/// Whether the store at `store` has its database, before anything is opened or made. kStoreDamaged,
/// with the way out, where captures lie there but headwater.db does not, or is an empty file.
Status check_database_is_there(const std::filesystem::path& store);

/// Whether `database`, the headwater.db of a store, can know the captures beside it. kStoreDamaged,
/// with the way out, where there are some and it knows no run; it may lack its tables.
Status check_captures_are_known(Database& database);

}  // namespace headwater
