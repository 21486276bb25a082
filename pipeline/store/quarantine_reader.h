#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "store/queries.h"
#include "store/store.h"

namespace headwater {

/// What is in quarantine, oldest first; with `all` also what was resolved.
Result<std::vector<QuarantineItem>> read_quarantine(Queries& queries, bool all);

/// The item with this number; kNotFound names the way to the list.
Result<QuarantineItem> read_quarantine_item(Queries& queries, std::int64_t number);

}  // namespace headwater
