#include "store/document_rows.h"

#include <algorithm>
#include <utility>

namespace headwater {
namespace {

std::string hex_from_bytes(std::string_view bytes) {
  Digest digest;
  std::copy_n(bytes.begin(), std::min(bytes.size(), digest.bytes.size()), digest.bytes.begin());
  return digest.hex().substr(0, 2 * bytes.size());
}

/// The value of a field, or null.
void bind_field(SqlStatement& statement, const std::optional<Field>& field) {
  field ? statement.bind_text(field->value) : statement.bind_null();
}

std::optional<std::int64_t> version_column(const SqlStatement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.integer(column);
}

std::int64_t folded_key(const Digest& folded) {
  return static_cast<std::int64_t>(folded.prefix64());
}

}  // namespace

Result<DocumentRows> DocumentRows::open(Database& database) {
  DocumentRows rows(database);
  const Status prepared = database.prepare_all(
      {{&rows.insert_document_,
        "INSERT INTO document (id, capture, recipe, run, charset, charset_evidence, replaced, "
        "title,"
        " byline, dateline, published_at, language, fields, text_sha256, folded, folded_key,"
        " text_size, statements, kept, changed, removed, markup, version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
       {&rows.insert_text_,
        "INSERT INTO document_text (document, cuts, statements, text, map)"
        " VALUES (?, ?, ?, ?, ?)"},
       {&rows.supersede_, "UPDATE document SET superseded_by = ? WHERE document = ?"},
       {&rows.set_version_, "UPDATE document SET version = ? WHERE document = ?"},
       {&rows.find_current_,
        "SELECT document, recipe, capture, version FROM document WHERE id = ? AND superseded_by IS "
        "NULL"},
       {&rows.find_folded_,
        "SELECT id, folded FROM document WHERE folded_key = ? AND superseded_by IS NULL"
        " ORDER BY capture"}});
  if (!prepared) return prepared.error();
  return rows;
}

Result<std::optional<CurrentDocument>> DocumentRows::find_current(const Digest& payload) {
  const Result<bool> row = find_current_.bind_blob(id_bytes(payload)).step();
  if (!row) return row.error();
  if (!*row) return std::optional<CurrentDocument>();
  const CurrentDocument current{find_current_.integer(0), find_current_.integer(1),
                                find_current_.integer(2), version_column(find_current_, 3)};
  find_current_.reset();
  return std::optional(current);
}

Status DocumentRows::set_version(std::int64_t document, std::int64_t version) {
  return set_version_.bind_integer(version).bind_integer(document).run();
}

Result<std::optional<std::string>> DocumentRows::find_folded(const Digest& folded) {
  const std::string_view wanted(reinterpret_cast<const char*>(folded.bytes.data()),
                                folded.bytes.size());
  find_folded_.bind_integer(folded_key(folded));
  std::optional<std::string> id;
  while (!id) {
    const Result<bool> row = find_folded_.step();
    if (!row) return row.error();
    if (!*row) return id;
    if (find_folded_.blob(1) == wanted) id = hex_from_bytes(find_folded_.blob(0));
  }
  find_folded_.reset();
  return id;
}

Result<std::int64_t> DocumentRows::add(const Article& article, const PreparedDocument& prepared,
                                       const DocumentRow& row,
                                       const std::optional<CurrentDocument>& old,
                                       StatementIndex& index) {
  if (Status inserted = insert_document(article, prepared, row); !inserted) return inserted.error();
  const std::int64_t document = database_->last_row();
  if (old) {
    Status superseded = supersede_.bind_integer(document).bind_integer(old->document).run();
    if (!superseded) return superseded.error();
  }
  if (Status inserted = insert_text(article, prepared, document); !inserted) {
    return inserted.error();
  }
  std::uint32_t ordinal = 0;
  for (const Statement& statement : article.statements) {
    index.add({statement.key, document, ordinal++});
  }
  return document;
}

Status DocumentRows::insert_document(const Article& article, const PreparedDocument& prepared,
                                     const DocumentRow& row) {
  SqlStatement& insert = insert_document_;
  insert.bind_blob(id_bytes(article.payload_digest)).bind_integer(row.capture);
  insert.bind_integer(row.recipe).bind_integer(row.run);
  insert.bind_text(article.decoding.charset).bind_text(article.decoding.evidence);
  insert.bind_unsigned(article.decoding.replaced);
  for (const auto* field : {&article.title, &article.byline, &article.dateline,
                            &article.published_at, &article.language}) {
    bind_field(insert, *field);
  }
  insert.bind_text(prepared.fields).bind_bytes(article.text_digest.bytes);
  insert.bind_bytes(article.folded_digest.bytes).bind_integer(folded_key(article.folded_digest));
  insert.bind_unsigned(article.text.size()).bind_unsigned(article.statements.size());
  const ByteAccount& bytes = prepared.head.bytes;
  insert.bind_unsigned(bytes.kept).bind_unsigned(bytes.changed);
  insert.bind_unsigned(bytes.removed).bind_unsigned(bytes.markup);
  row.version ? insert.bind_integer(*row.version) : insert.bind_null();
  return insert.run();
}

Status DocumentRows::insert_text(const Article& article, const PreparedDocument& prepared,
                                 std::int64_t document) {
  insert_text_.bind_integer(document).bind_text(prepared.cuts).bind_text(prepared.statements);
  return insert_text_.bind_text(article.text).bind_blob(prepared.map).run();
}

}  // namespace headwater
