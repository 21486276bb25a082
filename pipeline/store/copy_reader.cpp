#include "store/copy_reader.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

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

constexpr std::string_view kNeighbours =
    "SELECT y.original FROM document d JOIN copy y ON y.document = d.document"
    " WHERE d.id = ?1 AND d.superseded_by IS NULL AND y.kind <> 'shares-passage'"
    " UNION ALL SELECT o.id FROM copy y"
    " JOIN document o ON o.document = y.document AND o.superseded_by IS NULL"
    " WHERE y.original = ?1 AND y.kind <> 'shares-passage'";

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

Result<std::vector<std::string>> neighbours(Queries& queries, const std::string& id) {
  Result<Query> query = queries.get(kNeighbours);
  if (!query) return std::move(query.error());
  (*query)->bind_blob(id);
  std::vector<std::string> ids;
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) ids.emplace_back((*query)->blob(0));
  if (!row) return std::move(row.error());
  return ids;
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
  std::string first;
  {
    Result<Query> row = queries.row("SELECT id FROM document WHERE document = ?", document);
    if (!row) return std::move(row.error());
    first = (*row)->blob(0);
  }
  std::set<std::string> known{first};
  std::vector<std::string> open{first};
  while (!open.empty()) {
    const std::string id = std::move(open.back());
    open.pop_back();
    Result<std::vector<std::string>> ids = neighbours(queries, id);
    if (!ids) return ids.error();
    for (std::string& other : *ids) {
      if (known.insert(other).second) open.push_back(std::move(other));
    }
  }
  CopyCluster cluster;
  for (const std::string& id : known) cluster.members.push_back(hex_from_id(id));
  cluster.id = cluster.members.front();
  return cluster;
}

Status find_clusters(Queries& queries, std::vector<Occurrence>& occurrences) {
  std::map<std::string, std::optional<std::string>> known;
  for (Occurrence& occurrence : occurrences) {
    if (!known.contains(occurrence.document)) {
      const Result<CopyCluster> cluster = read_cluster(queries, occurrence.document_key);
      if (!cluster) return cluster.error();
      known[occurrence.document] = std::nullopt;
      for (const std::string& member : cluster->members) {
        if (cluster->members.size() > 1) known[member] = cluster->id;
      }
    }
    occurrence.cluster = known[occurrence.document];
  }
  return {};
}

}  // namespace headwater
