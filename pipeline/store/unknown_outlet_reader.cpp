#include "store/unknown_outlet_reader.h"

#include <utility>

namespace headwater {

Result<std::vector<UnknownOutlet>> read_unknown_outlets(Queries& queries, std::size_t limit) {
  Result<Query> query = queries.get(
      "SELECT e.value ->> 'kind' AS kind, e.value ->> 'value' AS value,"
      " count(DISTINCT o.capture) AS captures, min(c.uri)"
      " FROM outlet_tag o JOIN capture c ON c.capture = o.capture, json_each(o.evidence) e"
      " WHERE o.outlet IS NULL AND e.value ->> 'rule' = ''"
      " GROUP BY 1, 2 ORDER BY captures DESC, kind, value LIMIT ?");
  if (!query) return std::move(query.error());
  (*query)->bind_integer(static_cast<std::int64_t>(limit));
  std::vector<UnknownOutlet> found;
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) {
    UnknownOutlet seen;
    seen.kind = (*query)->text(0);
    seen.value = (*query)->text(1);
    seen.captures = static_cast<std::uint64_t>((*query)->integer(2));
    seen.example = (*query)->text(3);
    found.push_back(std::move(seen));
  }
  if (!row) return std::move(row.error());
  return found;
}

}  // namespace headwater
