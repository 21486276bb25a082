#pragma once

#include <map>
#include <string_view>
#include <utility>

#include "base/digest.h"
#include "base/result.h"
#include "store/sqlite.h"

namespace headwater {

/// A statement lent out by `Queries`; reset when this goes, so that no read stays open. Movable.
class Query {
 public:
  explicit Query(SqlStatement& statement) : statement_(&statement) {}
  ~Query() {
    if (statement_ != nullptr) statement_->reset();
  }
  Query(Query&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  Query& operator=(Query&&) = delete;

  SqlStatement* operator->() { return statement_; }
  SqlStatement& operator*() { return *statement_; }

 private:
  SqlStatement* statement_;
};

/// The statements of one connection, each prepared when it is first asked for. One thread; the
/// database must outlive it.
class Queries {
 public:
  explicit Queries(Database& database) : database_(&database) {}

  /// The statement for `sql`. Requires: `sql` outlives this (a literal or a static constant), and
  /// its statement is not lent out.
  Result<Query> get(std::string_view sql);
  /// As `get`, at the first row; kNotFound if there is none.
  template <class... Numbers>
  Result<Query> row(std::string_view sql, Numbers... parameters) {
    Result<Query> query = get(sql);
    if (!query) return query;
    ((*query)->bind_integer(parameters), ...);
    return at_first_row(std::move(*query));
  }
  Database& database() { return *database_; }

 private:
  static Result<Query> at_first_row(Query query);

  Database* database_;
  std::map<std::string_view, SqlStatement> statements_;
};

/// The digest in a column; all zeros, which no content has, if it is not 32 bytes.
Digest digest_column(const SqlStatement& row, int column);

}  // namespace headwater
