#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "store/queries.h"
#include "store/store.h"

namespace headwater {

/// See StoreReader::versions; `document` is a row.
Result<std::vector<ArticleVersion>> read_versions(Queries& queries, std::int64_t document);

/// See StoreReader::sources.
Result<std::vector<SourceFigures>> read_sources(Queries& queries);

}  // namespace headwater
