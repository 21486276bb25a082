#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/sqlite.h"

namespace headwater {

/// The file of the words of all documents in the store at `store`: search.db.
std::filesystem::path search_file(const std::filesystem::path& store);

/// Fills search.db from the committed rows of headwater.db, on a thread of its own and through
/// connections of its own, so that it never holds up a commit. It may lag, and it may be lost:
/// derived data with its own cursor, caught up at the end of a run and at the next start; a file
/// that is missing, damaged or ahead of the store is made anew. Methods may be called from any
/// thread.
class SearchIndex {
 public:
  virtual ~SearchIndex() = default;
  /// There are new rows: fills in large portions, as it finds them worth a transaction.
  virtual void notify() = 0;
  /// Returns when everything committed before the call can be found, or with the first error since
  /// the last call.
  virtual Status catch_up() = 0;
};

/// Opens the index of the store at `store` for filling. `repair` is set to what had to be repaired.
Result<std::unique_ptr<SearchIndex>> open_search_index(const std::filesystem::path& store,
                                                       std::string& repair);

/// The reading side. One thread.
class SearchLookup {
 public:
  /// kNotFound if the store has no search index yet.
  static Result<SearchLookup> open(const std::filesystem::path& store);
  /// Sorts `words` by how many of the store's first documents hold them, the rarest first: the
  /// longer a list of places, the longer it takes to look through.
  Status sort_by_rarity(std::vector<std::string>& words);
  /// Appends to `out` the documents whose statements hold all of `words` together, in order of
  /// their rows, until it holds `limit`. Words are those of `fold_text`. Superseded documents may
  /// be among them, and of the newest ones some may be missing. Requires: at least one word.
  Status candidates(const std::vector<std::string>& words, std::size_t limit,
                    std::vector<std::int64_t>& out);
  /// The newest document row that the index knows.
  Result<std::int64_t> last_document();

 private:
  explicit SearchLookup(Database database);
  Database database_;
  SqlStatement match_;
  SqlStatement count_;
};

}  // namespace headwater
