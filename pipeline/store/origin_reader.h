#pragma once

#include <cstdint>

#include "base/result.h"
#include "store/document_origin.h"
#include "store/queries.h"

namespace headwater {

/// See StoreReader::origin. `document` is a current row. Of a document that was seen again and
/// again, the first kMostSightings captures are looked at.
Result<DocumentOrigin> read_origin(Queries& queries, std::int64_t document);
inline constexpr std::int64_t kMostSightings = 1000;

}  // namespace headwater
