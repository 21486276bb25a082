#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/article.h"
#include "store/queries.h"
#include "store/store.h"

namespace headwater {

/// See StoreReader::copies. `document` is a current row.
Result<std::vector<CopyEdge>> read_copies(Queries& queries, std::int64_t document);
/// See StoreReader::cluster.
Result<CopyCluster> read_cluster(Queries& queries, std::int64_t document);
/// See StoreReader::clusters.
Result<ClusterGroups> read_clusters(Queries& queries, std::span<const std::string> ids);

/// Fills in the clusters of what `trace` found.
Status find_clusters(Queries& queries, std::vector<Occurrence>& occurrences);

}  // namespace headwater
