#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "record/document_map.h"
#include "store/document_reader.h"
#include "store/key_fingerprint.h"
#include "store/passage_list.h"
#include "store/verify_scope.h"

namespace headwater {
namespace {

/// Each document has one current row.
constexpr std::array kCurrentChecks = {
    QueryCheck{409,
               "SELECT 'document ' || lower(hex(id)), 'has several current rows' FROM document"
               " WHERE superseded_by IS NULL GROUP BY id HAVING count(*) > 1"},
    QueryCheck{409,
               "SELECT 'document ' || lower(hex(id)), 'has no current row' FROM document"
               " GROUP BY id HAVING sum(superseded_by IS NULL) = 0"},
};

/// What is said of copies: edges lead to documents that are there, each once to the one repeated,
/// and sketches are as written.
constexpr std::array kCopyChecks = {
    QueryCheck{411,
               "SELECT 'copy of document ' || y.document, 'leads to document ' ||"
               " lower(hex(y.original)) || ', which is not there' FROM copy y WHERE NOT EXISTS"
               " (SELECT 1 FROM document d WHERE d.id = y.original)"},
    QueryCheck{411,
               "SELECT 'document ' || document, 'is said to repeat several documents' FROM copy"
               " WHERE repeats = 1 GROUP BY document HAVING count(*) > 1"},
    QueryCheck{412,
               "SELECT 'sketch of document ' || document, 'has ' || length(tags) || ' bytes for '"
               " || shingles || ' shingles' FROM copy_sketch"
               " WHERE length(tags) % 4 <> 0 OR length(tags) / 4 > shingles OR length(tags) = 0"},
    QueryCheck{
        412,
        "SELECT 'sketch of document ' || s.document, 'is not that of a current document with'"
        " || ' its id and capture' FROM copy_sketch s"
        " LEFT JOIN document d ON d.document = s.document"
        " WHERE d.superseded_by IS NOT NULL OR d.id IS NOT s.id"
        " OR d.capture IS NOT s.capture"},
};

/// A document's row with its text and map. Views are valid until the next row.
struct DocumentRow {
  std::int64_t key = 0;
  std::string subject;
  std::int64_t recipe = 0;
  std::string_view id;
  std::string_view payload;
  std::uint64_t payload_size = 0;
  Digest text_digest;
  ByteAccount bytes;
  std::uint64_t text_size = 0;
  std::uint64_t statements = 0;
  std::string_view text;
  std::string_view map;
};

constexpr std::string_view kDocuments =
    "SELECT d.document, lower(hex(d.id)), d.recipe, d.id, c.payload, c.payload_size, d.text_sha256,"
    " d.kept, d.changed, d.removed, d.markup, d.text_size, d.statements, t.text, t.map"
    " FROM document d LEFT JOIN capture c ON c.capture = d.capture"
    " LEFT JOIN document_text t ON t.document = d.document ORDER BY d.document";

DocumentRow read_row(const SqlStatement& row) {
  DocumentRow out;
  out.key = row.integer(0);
  out.subject = "document " + std::string(row.text(1));
  out.recipe = row.integer(2);
  out.id = row.blob(3);
  out.payload = row.blob(4);
  out.payload_size = row.unsigned_integer(5);
  out.text_digest = digest_column(row, 6);
  out.bytes = {row.unsigned_integer(7), row.unsigned_integer(8), row.unsigned_integer(9),
               row.unsigned_integer(10)};
  out.text_size = row.unsigned_integer(11);
  out.statements = row.unsigned_integer(12);
  out.text = row.text(13);
  out.map = row.blob(14);
  return out;
}

/// Checks documents one by one against what their maps and texts say.
class DocumentCheck {
 public:
  explicit DocumentCheck(VerifyScope& scope)
      : scope_(scope), report_(scope.report), documents_(scope.queries) {}

  void check(const DocumentRow& row) {
    ++report_.counts().documents;
    const std::uint64_t findings = report_.counts().findings;
    if (row.id.size() != 16 || row.payload.substr(0, 16) != row.id) {
      report_.add(408, row.subject, "its id is not that of the payload of its first sighting");
    }
    if (const std::optional<DocumentMap> map = read_map(row)) check_map(row, *map);
    // Everything else a reader needs: evidence, outlet, copies, sightings.
    const Result<StoredDocument> whole = documents_.load(row.key);
    check_copies(row);
    if (whole) {
      keys_.add(whole->article.statements, row.key);
    } else if (report_.counts().findings == findings) {
      report_.add(401, row.subject, whole.error().message);
    }
  }

  const KeyFingerprint& keys() const { return keys_; }

 private:
  std::optional<DocumentMap> read_map(const DocumentRow& row) {
    Result<DocumentMap> map = decode_map(row.map);
    if (!map) {
      report_.add(402, row.subject, map.error().message);
      return std::nullopt;
    }
    if (map->text_size != row.text.size() || map->text_size != row.text_size ||
        map->raw_size != row.payload_size) {
      report_.add(402, row.subject, "the map is for a text or a payload of another size");
      return std::nullopt;
    }
    return std::move(*map);
  }

  void check_map(const DocumentRow& row, const DocumentMap& map) {
    const ByteAccount bytes = account(map);
    if (!(bytes == row.bytes) || bytes.total() != row.payload_size) {
      report_.add(403, row.subject,
                  "kept + changed + removed + markup of the row is " +
                      std::to_string(row.bytes.total()) + ", of the map " +
                      std::to_string(bytes.total()) + "; the payload has " +
                      std::to_string(row.payload_size) + " bytes");
    }
    const Result<EditMap> edits = EditMap::from_cuts(map.cuts, map.text_size);
    if (!edits) {
      report_.add(402, row.subject, edits.error().message);
      return;
    }
    if (sha256(edits->cleaned(row.text)) != row.text_digest) {
      report_.add(404, row.subject, "the cleaned text has another digest than was stored");
    }
    check_cuts(row, map);
    check_statements(row, *edits);
  }

  void check_cuts(const DocumentRow& row, const DocumentMap& map) {
    const Result<std::vector<Cut>> cuts = read_cuts(row.key);
    if (!cuts) return report_.add_unreadable("cuts of " + row.subject, cuts.error());
    if (*cuts != map.cuts) report_.add(405, row.subject, "the rows of cuts differ from the map");
    const Result<const std::vector<RuleInfo>*> rules = documents_.rules(row.recipe);
    if (!rules) return report_.add(406, row.subject, rules.error().message);
    for (const Cut& cut : map.cuts) {
      if (cut.rule < (*rules)->size()) continue;
      return report_.add(406, row.subject,
                         "a cut names rule " + std::to_string(cut.rule) + ", but the recipe has " +
                             std::to_string((*rules)->size()) + " rules");
    }
  }

  Result<std::vector<Cut>> read_cuts(std::int64_t document) {
    Result<Query> query =
        scope_.queries.get("SELECT begin, end, rule FROM cut WHERE document = ? ORDER BY ordinal");
    if (!query) return std::move(query.error());
    (*query)->bind_integer(document);
    std::vector<Cut> cuts;
    Result<bool> row = (*query)->step();
    for (; row && *row; row = (*query)->step()) {
      cuts.push_back({{(*query)->unsigned_integer(0), (*query)->unsigned_integer(1)},
                      static_cast<RuleIndex>((*query)->integer(2))});
    }
    if (!row) return std::move(row.error());
    return cuts;
  }

  void check_statements(const DocumentRow& row, const EditMap& edits) {
    Result<Query> query = scope_.queries.get(
        "SELECT begin, end, ordinal FROM statement WHERE document = ? ORDER BY ordinal");
    if (!query) return report_.add_unreadable("statements", query.error());
    (*query)->bind_integer(row.key);
    std::uint64_t count = 0;
    std::uint64_t end = 0;
    bool good = true;
    Result<bool> more = (*query)->step();
    for (; more && *more; more = (*query)->step()) {
      const TextSpan span{(*query)->unsigned_integer(0), (*query)->unsigned_integer(1)};
      good = good && (*query)->unsigned_integer(2) == count && span.begin >= end &&
             span.begin < span.end && span.end <= row.text.size() &&
             edits.kept_within(span) == std::vector{span};
      end = span.end;
      ++count;
    }
    if (!more) return report_.add_unreadable("statements of " + row.subject, more.error());
    if (good && count == row.statements) return;
    report_.add(407, row.subject,
                "its statements are not as many as stored, out of order, or not in kept text");
  }

  void check_copies(const DocumentRow& row) {
    Result<Query> query = scope_.queries.get("SELECT kind, passages FROM copy WHERE document = ?");
    if (!query) return report_.add_unreadable("copies", query.error());
    (*query)->bind_integer(row.key);
    bool good = true;
    Result<bool> more = (*query)->step();
    for (; more && *more; more = (*query)->step()) {
      const auto passages = passages_from_json((*query)->text(1));
      good = good && passages && copy_kind_from_name((*query)->text(0)) &&
             (passages->empty() || passages->back().here.end <= row.text.size());
    }
    if (!more) return report_.add_unreadable("copies of " + row.subject, more.error());
    if (!good) report_.add(411, row.subject, "its copies are not as written");
  }

  VerifyScope& scope_;
  VerifyReport& report_;
  DocumentReader documents_;
  KeyFingerprint keys_;
};

void check_keys(VerifyScope& scope, const KeyFingerprint& expected) {
  const Result<KeyFingerprint> index = read_key_fingerprint(scope.queries);
  if (!index) return scope.report.add(410, "table statement_key", index.error().message);
  if (*index == expected) return;
  scope.report.add(410, "table statement_key",
                   "the index has " + std::to_string(index->entries()) + " entries for " +
                       std::to_string(expected.entries()) +
                       " statements, or entries of other statements");
}

}  // namespace

void verify_documents(VerifyScope& scope) {
  DocumentCheck documents(scope);
  const std::uint64_t findings = scope.report.counts().findings;
  const Status status = for_each_row(
      scope.queries, kDocuments, [&](const SqlStatement& row) { documents.check(read_row(row)); });
  if (!status) scope.report.add_unreadable("documents", status.error());
  // Statements of a document that cannot be read have no known key.
  if (scope.report.counts().findings == findings) check_keys(scope, documents.keys());
  for (const QueryCheck& check : kCurrentChecks) run_query_check(scope, check);
  for (const QueryCheck& check : kCopyChecks) run_query_check(scope, check);
}

}  // namespace headwater
