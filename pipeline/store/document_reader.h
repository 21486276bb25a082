#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/queries.h"
#include "store/sighting_reader.h"
#include "store/store.h"

namespace headwater {

/// Puts documents together again from their rows. Whatever does not fit together is kStoreDamaged
/// with the document's id. One thread; `queries` must outlive it.
class DocumentReader {
 public:
  explicit DocumentReader(Queries& queries) : queries_(&queries), sightings_(queries) {}

  /// The row of the current document whose id starts with `id`, see StoreReader::document.
  Result<std::int64_t> find(std::string_view id);
  /// The document in row `key`, superseded or not.
  Result<StoredDocument> load(std::int64_t key);
  /// Appends the rows of at most `limit` current documents above `since`, ascending.
  Status list(std::int64_t since, std::size_t limit, std::vector<std::int64_t>& keys);
  /// The rules of a recipe, by rule index. Kept; valid as long as this.
  Result<const std::vector<RuleInfo>*> rules(std::int64_t recipe);

 private:
  struct Rows;  ///< Row numbers that lead from the document to its parts.

  Result<Rows> load_document(std::int64_t key, StoredDocument& out);
  Status load_map(std::int64_t key, StoredDocument& out);
  Status load_statements(std::int64_t key, StoredDocument& out);
  Status load_outlet(std::int64_t capture, Article& article);
  Status load_copy(std::int64_t key, Article& article);
  Status load_sightings(std::int64_t capture, StoredDocument& out);

  Queries* queries_;
  SightingReader sightings_;
  std::map<std::int64_t, std::vector<RuleInfo>> rules_;
};

}  // namespace headwater
