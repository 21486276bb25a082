#pragma once

#include <filesystem>

#include "base/result.h"
#include "store/queries.h"
#include "store/search_index.h"
#include "store/store.h"

namespace headwater {

/// Figures of the store at `path`, whose database `queries` asks. `search` may be null.
Result<StoreStatus> read_store_status(Queries& queries, const std::filesystem::path& path,
                                      SearchLookup* search);

}  // namespace headwater
