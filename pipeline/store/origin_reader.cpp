#include "store/origin_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/domain.h"
#include "store/evidence_json.h"

namespace headwater {
namespace {

constexpr std::string_view kDocument =
    "SELECT lower(hex(d.id)), d.capture, d.folded, d.title, d.byline, d.dateline, d.published_at,"
    " d.language, d.fields, o.wire_agency, o.syndicated, o.wire_evidence,"
    " EXISTS (SELECT 1 FROM recipe_step p WHERE p.recipe = d.recipe AND p.stage = 'link_copies')"
    " FROM document d"
    " LEFT JOIN outlet_tag o ON o.capture = d.capture WHERE d.document = ?";

/// The first capture and those that show the same bytes again.
constexpr std::string_view kSeen =
    "SELECT c.captured_at, c.uri, o.outlet, o.name FROM capture c"
    " LEFT JOIN outlet_tag o ON o.capture = c.capture WHERE c.capture = ?1"
    " UNION ALL SELECT * FROM (SELECT c.captured_at, c.uri, o.outlet, o.name FROM capture c"
    " LEFT JOIN outlet_tag o ON o.capture = c.capture WHERE c.revisit_of = ?1"
    " ORDER BY c.capture LIMIT ?2)";

std::optional<Field> field_column(const SqlStatement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Field{std::string(row.text(column)), {}};
}

/// Fills in what stands in the row of the document; returns the row of its first capture.
Result<std::int64_t> read_document(Queries& queries, std::int64_t document, DocumentOrigin& out) {
  Result<Query> found = queries.row(kDocument, document);
  if (!found) return std::move(found.error());
  const SqlStatement& row = **found;
  out.key = document;
  out.document = row.text(0);
  out.folded = digest_column(row, 2);
  out.compared = row.integer(12) != 0;
  Article article;
  article.title = field_column(row, 3);
  article.byline = field_column(row, 4);
  article.dateline = field_column(row, 5);
  article.published_at = field_column(row, 6);
  article.language = field_column(row, 7);
  if (Status read = field_evidence_from_json(row.text(8), article); !read) return read.error();
  if (article.title) out.title = std::move(article.title->value);
  out.published_at = std::move(article.published_at);
  if (!row.is_null(10)) {
    Result<std::vector<Evidence>> evidence = evidence_from_json(row.text(11));
    if (!evidence) return evidence.error();
    out.wire = WireCredit{row.text_or_nothing(9), row.integer(10) != 0, std::move(*evidence)};
  }
  return row.integer(1);
}

void add_sighting(const SqlStatement& row, std::vector<SeenAt>& seen) {
  const Timestamp time{row.integer(0)};
  const std::optional<std::string> outlet = row.text_or_nothing(2);
  const auto known = std::ranges::find_if(seen, [&](const SeenAt& other) {
    return other.outlet == outlet && (outlet || host_of(other.uri) == host_of(row.text(1)));
  });
  if (known == seen.end()) {
    const std::string_view name = outlet ? row.text(3) : std::string_view();
    seen.push_back({outlet, std::string(name), time, std::string(row.text(1)), 1});
    return;
  }
  ++known->captures;
  if (time >= known->first_seen) return;
  known->first_seen = time;
  known->uri = row.text(1);
}

}  // namespace

Result<DocumentOrigin> read_origin(Queries& queries, std::int64_t document) {
  DocumentOrigin out;
  const Result<std::int64_t> capture = read_document(queries, document, out);
  if (!capture) {
    return Error{capture.error().code, "document " + out.document + ": " + capture.error().message};
  }
  Result<Query> query = queries.get(kSeen);
  if (!query) return std::move(query.error());
  (*query)->bind_integer(*capture).bind_integer(kMostSightings - 1);
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) add_sighting(**query, out.seen);
  if (!row) return std::move(row.error());
  if (out.seen.empty()) {
    return Error{ErrorCode::kStoreDamaged, "document " + out.document + " has no capture"};
  }
  std::ranges::stable_sort(out.seen.begin() + 1, out.seen.end(), {}, &SeenAt::first_seen);
  return out;
}

}  // namespace headwater
