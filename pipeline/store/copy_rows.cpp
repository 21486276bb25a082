#include "store/copy_rows.h"

#include <cstring>
#include <string>
#include <vector>

#include "store/document_rows.h"
#include "store/passage_list.h"
#include "store/span_list.h"

namespace headwater {
namespace {

/// What is left of a text of `size` bytes beside the cuts.
void find_kept(std::string_view cuts, std::uint64_t size, std::vector<TextSpan>& kept) {
  kept.clear();
  SpanListReader reader(cuts);
  std::uint64_t begin = 0;
  while (const std::optional<TextSpan> cut = reader.next()) {
    if (cut->begin > begin && cut->begin <= size) kept.push_back({begin, cut->begin});
    begin = cut->end;
  }
  if (begin < size) kept.push_back({begin, size});
}

}  // namespace

Result<CopyRows> CopyRows::open(Database& database) {
  CopyRows rows;
  const Status prepared = database.prepare_all(
      {{&rows.insert_edge_,
        "INSERT INTO copy (document, original, kind, repeats, jaccard, share_here, share_there,"
        " passages) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"},
       {&rows.insert_sketch_,
        "INSERT INTO copy_sketch (document, id, capture, shingles, tags) VALUES (?, ?, ?, ?, ?)"},
       {&rows.forget_sketch_, "DELETE FROM copy_sketch WHERE document = ?"},
       {&rows.sketches_, "SELECT id, capture, shingles, tags FROM copy_sketch ORDER BY document"},
       {&rows.links_,
        "SELECT d.id, y.original FROM copy y JOIN document d ON d.document = y.document"
        " WHERE d.superseded_by IS NULL AND y.kind NOT IN ('identical', 'shares-passage')"},
       {&rows.text_,
        "SELECT t.text, t.cuts FROM document d JOIN document_text t ON t.document = d.document"
        " WHERE d.id = ? AND d.superseded_by IS NULL"}});
  if (!prepared) return prepared.error();
  return rows;
}

Status CopyRows::add(const Article& article, std::int64_t document, std::int64_t capture) {
  bool repeats = false;
  for (const CopyEdge& edge : article.copies) {
    const bool first = article.copy_of && article.copy_of->document == edge.document;
    repeats = repeats || first;
    if (Status added = insert_edge(edge, first, document); !added) return added;
  }
  if (article.copy_of && !repeats) {
    CopyEdge edge;
    edge.document = article.copy_of->document;
    edge.kind = article.copy_of->kind;
    if (Status added = insert_edge(edge, true, document); !added) return added;
  }
  if (article.sketch.tags.empty()) return {};
  return insert_sketch(article, document, capture);
}

Status CopyRows::forget(std::int64_t document) {
  return forget_sketch_.bind_integer(document).run();
}

Status CopyRows::insert_sketch(const Article& article, std::int64_t document,
                               std::int64_t capture) {
  insert_sketch_.bind_integer(document).bind_blob(id_bytes(article.payload_digest));
  insert_sketch_.bind_integer(capture);
  insert_sketch_.bind_unsigned(article.sketch.shingles);
  return insert_sketch_
      .bind_blob({reinterpret_cast<const char*>(article.sketch.tags.data()),
                  article.sketch.tags.size() * sizeof(std::uint32_t)})
      .run();
}

Status CopyRows::insert_edge(const CopyEdge& edge, bool repeats, std::int64_t document) {
  const std::string original = id_from_hex(edge.document);
  const std::string passages = passages_to_json(edge.passages);
  insert_edge_.bind_integer(document).bind_blob(original).bind_text(copy_kind_name(edge.kind));
  insert_edge_.bind_integer(repeats ? 1 : 0).bind_real(edge.jaccard).bind_real(edge.share_here);
  return insert_edge_.bind_real(edge.share_there).bind_text(passages).run();
}

Status CopyRows::each_sketch(const std::function<void(const SketchedDocument&)>& each) {
  std::vector<std::uint32_t> tags;
  Result<bool> row = sketches_.step();
  for (; row && *row; row = sketches_.step()) {
    const std::string_view bytes = sketches_.blob(3);
    tags.resize(bytes.size() / sizeof(std::uint32_t));
    std::memcpy(tags.data(), bytes.data(), tags.size() * sizeof(std::uint32_t));
    each({sketches_.blob(0), sketches_.integer(1), sketches_.unsigned_integer(2), tags});
  }
  return row ? Status() : Status(row.error());
}

Status CopyRows::each_link(const std::function<void(std::string_view, std::string_view)>& each) {
  Result<bool> row = links_.step();
  for (; row && *row; row = links_.step()) each(links_.blob(0), links_.blob(1));
  return row ? Status() : Status(row.error());
}

Result<bool> CopyRows::find_text(std::string_view document, StoredText& out) {
  const std::string id = id_from_hex(document);
  const Result<bool> row = text_.bind_blob(id).step();
  if (!row) return row.error();
  if (!*row) return false;
  out.text = text_.text(0);
  find_kept(text_.text(1), out.text.size(), out.kept);
  text_.reset();
  return true;
}

}  // namespace headwater
