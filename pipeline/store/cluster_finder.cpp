#include "store/cluster_finder.h"

#include <algorithm>
#include <utility>

#include "store/passage_list.h"
#include "store/store.h"

namespace headwater {
namespace {

constexpr std::string_view kNeighbours =
    "SELECT y.original FROM document d JOIN copy y ON y.document = d.document"
    " WHERE d.id = ?1 AND d.superseded_by IS NULL AND y.kind <> 'shares-passage'"
    " UNION ALL SELECT o.id FROM copy y"
    " JOIN document o ON o.document = y.document AND o.superseded_by IS NULL"
    " WHERE y.original = ?1 AND y.kind <> 'shares-passage' LIMIT ?2";

/// Appends the documents that `id` is linked to; one more than kMostMembers at most.
Status neighbours(Queries& queries, const std::string& id, std::vector<std::string>& out) {
  Result<Query> query = queries.get(kNeighbours);
  if (!query) return query.error();
  (*query)->bind_blob(id).bind_unsigned(kMostMembers + 1);
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) out.emplace_back((*query)->blob(0));
  return row ? Status() : Status(row.error());
}

}  // namespace

Result<std::size_t> ClusterFinder::find(const std::string& id) {
  const std::string stored = id_from_hex(id);
  const auto found = known_.find(stored);
  if (found != known_.end()) return found->second;
  clusters_.emplace_back();
  if (Status walked = walk(stored, clusters_.size() - 1); !walked) return walked.error();
  const std::size_t cluster = known_.at(stored);
  // It ran into one that had not been walked to its end.
  if (cluster + 1 < clusters_.size()) clusters_.pop_back();
  std::vector<std::string>& members = clusters_[cluster].members;
  std::ranges::sort(members);
  clusters_[cluster].id = members.front();
  return cluster;
}

Status ClusterFinder::walk(const std::string& first, std::size_t cluster) {
  std::vector<std::string> open{first};
  std::vector<std::string> walked;
  known_.emplace(first, cluster);
  for (std::size_t next = 0; next < open.size(); ++next) {
    if (next >= kMostMembers || known_.size() > kMostClustered) {
      clusters_[cluster].complete = false;
      break;
    }
    walked.clear();
    if (Status found = neighbours(*queries_, open[next], walked); !found) return found;
    for (std::string& other : walked) {
      const auto [place, fresh] = known_.emplace(std::move(other), cluster);
      if (fresh) {
        open.push_back(place->first);
      } else if (place->second != cluster) {
        for (const std::string& id : open) known_[id] = place->second;
        cluster = place->second;
      }
    }
  }
  if (open.size() > kMostMembers) clusters_[cluster].complete = false;
  for (const std::string& id : open) clusters_[cluster].members.push_back(hex_from_id(id));
  return {};
}

}  // namespace headwater
