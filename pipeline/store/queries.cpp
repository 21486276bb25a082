#include "store/queries.h"

#include <algorithm>

namespace headwater {

Result<Query> Queries::get(std::string_view sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) return Query(known->second);
  Result<SqlStatement> statement = database_->prepare(sql);
  if (!statement) return std::move(statement.error());
  return Query(statements_.emplace(sql, std::move(*statement)).first->second);
}

Result<Query> Queries::at_first_row(Query query) {
  const Result<bool> found = query->step();
  if (!found) return found.error();
  if (!*found) return Error{ErrorCode::kNotFound, "the store has no such row"};
  return query;
}

Digest digest_column(const SqlStatement& row, int column) {
  Digest digest;
  const std::string_view blob = row.blob(column);
  if (blob.size() == digest.bytes.size()) std::copy(blob.begin(), blob.end(), digest.bytes.begin());
  return digest;
}

}  // namespace headwater
