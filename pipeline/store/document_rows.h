#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/result.h"
#include "record/article.h"
#include "store/prepared_document.h"
#include "store/sqlite.h"
#include "store/statement_index.h"

namespace headwater {

/// The id of a document as the store keeps it: the first 16 bytes of its payload's digest, which
/// `document_id` spells. Valid as long as `payload`.
inline std::string_view id_bytes(const Digest& payload) {
  return {reinterpret_cast<const char*>(payload.bytes.data()), 16};
}

/// The row under which a document is current.
struct CurrentDocument {
  std::int64_t document = 0;
  std::int64_t recipe = 0;              ///< Row of the recipe it was cleaned under.
  std::int64_t capture = 0;             ///< Its first sighting.
  std::optional<std::int64_t> version;  ///< Row of it, where it belongs to an article.
};

/// Under what a document's row is filed.
struct DocumentRow {
  std::int64_t capture = 0;
  std::int64_t recipe = 0;
  std::int64_t run = 0;
  std::optional<std::int64_t> version;
};

/// Writes documents with their texts, maps, cuts, statements and copies, within the caller's
/// transactions, and finds them again. One thread; the database must outlive it.
class DocumentRows {
 public:
  static Result<DocumentRows> open(Database& database);

  /// The current document with this payload, whatever the recipe.
  Result<std::optional<CurrentDocument>> find_current(const Digest& payload);
  /// The current document in that row belongs to an article from now on.
  Status set_version(std::int64_t document, std::int64_t version);
  /// The id of the current document with this folded text that was captured first.
  Result<std::optional<std::string>> find_folded(const Digest& folded);
  /// Adds the document; where `old` is given the new row supersedes it. Statements go to `index`
  /// too.
  Result<std::int64_t> add(const Article& article, const PreparedDocument& prepared,
                           const DocumentRow& row, const std::optional<CurrentDocument>& old,
                           StatementIndex& index);

 private:
  explicit DocumentRows(Database& database) : database_(&database) {}
  Status insert_document(const Article& article, const PreparedDocument& prepared,
                         const DocumentRow& row);
  Status insert_text(const Article& article, const PreparedDocument& prepared,
                     std::int64_t document);

  Database* database_;
  SqlStatement insert_document_;
  SqlStatement insert_text_;
  SqlStatement supersede_;
  SqlStatement set_version_;
  SqlStatement find_current_;
  SqlStatement find_folded_;
};

}  // namespace headwater
