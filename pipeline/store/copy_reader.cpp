#include "store/copy_reader.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "store/cluster_finder.h"
#include "store/passage_list.h"

namespace headwater {
namespace {

/// Edges from the document and edges to it, the newest row first: where a text was cleaned anew,
/// the older edge tells of the text before.
constexpr std::string_view kEdges =
    "SELECT y.document AS row, y.original, 0, y.kind, y.jaccard, y.share_here, y.share_there,"
    " y.passages FROM copy y WHERE y.document = ?1"
    " UNION ALL SELECT y.document, o.id, 1, y.kind, y.jaccard, y.share_there, y.share_here,"
    " y.passages FROM document d JOIN copy y ON y.original = d.id"
    " JOIN document o ON o.document = y.document AND o.superseded_by IS NULL"
    " WHERE d.document = ?1 ORDER BY row DESC";

Result<CopyEdge> read_edge(const SqlStatement& row) {
  CopyEdge edge;
  edge.document = hex_from_id(row.blob(1));
  const std::optional<CopyKind> kind = copy_kind_from_name(row.text(3));
  auto passages = passages_from_json(row.text(7));
  if (!kind || !passages) {
    return Error{ErrorCode::kStoreDamaged, "the edge to " + edge.document + " is not as written"};
  }
  edge.kind = *kind;
  edge.jaccard = row.real(4);
  edge.share_here = row.real(5);
  edge.share_there = row.real(6);
  if (row.integer(2) != 0) {
    for (AlignedPassage& passage : *passages) std::swap(passage.here, passage.there);
    std::ranges::sort(*passages, {}, [](const AlignedPassage& p) { return p.here; });
  }
  edge.passages = std::move(*passages);
  return edge;
}

}  // namespace

Result<std::vector<CopyEdge>> read_copies(Queries& queries, std::int64_t document) {
  Result<Query> query = queries.get(kEdges);
  if (!query) return std::move(query.error());
  (*query)->bind_integer(document);
  std::map<std::string, CopyEdge> edges;
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) {
    Result<CopyEdge> edge = read_edge(**query);
    if (!edge) return edge.error();
    edges.emplace(edge->document, std::move(*edge));
  }
  if (!row) return std::move(row.error());
  std::vector<CopyEdge> out;
  for (auto& [id, edge] : edges) out.push_back(std::move(edge));
  return out;
}

Result<CopyCluster> read_cluster(Queries& queries, std::int64_t document) {
  std::string id;
  {
    Result<Query> row =
        queries.row("SELECT lower(hex(id)) FROM document WHERE document = ?", document);
    if (!row) return std::move(row.error());
    id = (*row)->text(0);
  }
  ClusterFinder finder(queries);
  const Result<std::size_t> cluster = finder.find(id);
  if (!cluster) return cluster.error();
  return std::move(finder.take()[*cluster]);
}

Result<ClusterGroups> read_clusters(Queries& queries, std::span<const std::string> ids) {
  ClusterFinder finder(queries);
  ClusterGroups groups;
  for (const std::string& id : ids) {
    const Result<std::size_t> cluster = finder.find(id);
    if (!cluster) return cluster.error();
    groups.group_of.push_back(*cluster);
  }
  groups.clusters = finder.take();
  return groups;
}

Status find_clusters(Queries& queries, std::vector<Occurrence>& occurrences) {
  ClusterFinder finder(queries);
  for (Occurrence& occurrence : occurrences) {
    const Result<std::size_t> index = finder.find(occurrence.document);
    if (!index) return index.error();
    const CopyCluster& cluster = finder.clusters()[*index];
    if (cluster.members.size() > 1) occurrence.cluster = cluster.id;
  }
  return {};
}

}  // namespace headwater
