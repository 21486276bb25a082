#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/document_origin.h"
#include "store/queries.h"

namespace headwater {

/// Finds the clusters of documents by walking the edges between them. Bounded: see kMostMembers and
/// kMostClustered; a cluster that was not walked to its end is marked. One thread; `queries` must
/// outlive it.
class ClusterFinder {
 public:
  explicit ClusterFinder(Queries& queries) : queries_(&queries) {}

  /// The index in clusters() of the cluster of the document with this id.
  Result<std::size_t> find(const std::string& id);
  const std::vector<CopyCluster>& clusters() const { return clusters_; }
  /// Gives the clusters away; no further use.
  std::vector<CopyCluster> take() { return std::move(clusters_); }

 private:
  Status walk(const std::string& first, std::size_t cluster);

  Queries* queries_;
  std::vector<CopyCluster> clusters_;
  std::unordered_map<std::string, std::size_t> known_;  ///< Id as stored, and its cluster.
};

}  // namespace headwater
