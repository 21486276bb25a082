#include "store/version_reader.h"

#include <map>
#include <string>
#include <utility>

#include "store/sqlite_frontier.h"

namespace headwater {
namespace {

struct Counts {
  std::uint64_t captures = 0;
  std::uint64_t documents = 0;
};

Result<std::map<std::int64_t, Counts>> count_by_source(Queries& queries) {
  Result<Query> query =
      queries.get("SELECT source, count(*), count(DISTINCT document) FROM capture GROUP BY source");
  if (!query) return std::move(query.error());
  std::map<std::int64_t, Counts> counts;
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) {
    counts[(*query)->integer(0)] = {(*query)->unsigned_integer(1), (*query)->unsigned_integer(2)};
  }
  if (!row) return std::move(row.error());
  return counts;
}

}  // namespace

Result<std::vector<ArticleVersion>> read_versions(Queries& queries, std::int64_t document) {
  Result<Query> query = queries.get(
      "SELECT v.article, v.version, v.latest, v.document, w.first_seen, v.uri, v.text_bytes,"
      " v.statements FROM document d JOIN version x ON x.version = d.version"
      " JOIN version w ON w.article = x.article"
      " JOIN v_versions v ON v.article = w.article AND v.capture = w.capture"
      " WHERE d.document = ? ORDER BY w.version");
  if (!query) return std::move(query.error());
  (*query)->bind_integer(document);
  std::vector<ArticleVersion> versions;
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) {
    const SqlStatement& at = **query;
    if (!versions.empty() && versions.back().number == at.integer(1)) continue;
    versions.push_back({at.integer(0), at.integer(1), at.integer(2) != 0, std::string(at.text(3)),
                        Timestamp{at.integer(4)}, std::string(at.text(5)), at.unsigned_integer(6),
                        at.unsigned_integer(7)});
  }
  if (!row) return std::move(row.error());
  return versions;
}

Result<std::vector<SourceFigures>> read_sources(Queries& queries) {
  Result<std::map<std::int64_t, Counts>> counts = count_by_source(queries);
  if (!counts) return std::move(counts.error());
  static const std::string sql =
      std::string("SELECT ") + kSourceColumns + ", s.active, s.source FROM source s ORDER BY name";
  Result<Query> query = queries.get(sql);
  if (!query) return std::move(query.error());
  std::vector<SourceFigures> sources;
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) {
    const Counts& of_source = (*counts)[(*query)->integer(kSourceColumnCount + 1)];
    sources.push_back({read_source_row(**query), (*query)->integer(kSourceColumnCount) != 0,
                       of_source.captures, of_source.documents});
  }
  if (!row) return std::move(row.error());
  return sources;
}

}  // namespace headwater
