#pragma once

#include <vector>

#include "base/result.h"
#include "store/queries.h"
#include "store/store.h"

namespace headwater {

/// Evidence of captures without an outlet that led nowhere, the most frequent first, at most
/// `limit`. Reads all tags without an outlet once.
Result<std::vector<UnknownOutlet>> read_unknown_outlets(Queries& queries, std::size_t limit);

}  // namespace headwater
