#include "store/document_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

#include "record/fold_text.h"
#include "store/evidence_json.h"

namespace headwater {

struct DocumentReader::Rows {
  std::int64_t capture = 0;
  std::int64_t recipe = 0;
};

namespace {

constexpr std::size_t kIdDigits = 32;
constexpr std::size_t kLeastIdDigits = 6;
/// Ids that a message about an ambiguous one names at most.
constexpr std::int64_t kCandidatesNamed = 5;

bool is_hex(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return std::isxdigit(c) != 0; });
}

/// The 16 bytes of `prefix` filled up to a whole id with the hexadecimal digit `fill`.
std::string filled_id(std::string_view prefix, char fill) {
  std::string hex(prefix);
  hex.resize(2 * kIdDigits, fill);  // as long as a digest, whose reader is then of use
  const Digest digest = digest_from_hex(hex).value_or(Digest{});
  return {reinterpret_cast<const char*>(digest.bytes.data()), kIdDigits / 2};
}

Error no_document(std::string_view id) {
  return {ErrorCode::kNotFound, "no document has an id that starts with " + std::string(id) +
                                    "; `headwater documents` lists them"};
}

/// The one key among candidates, or why there is none.
Result<std::int64_t> choose(std::string_view id, Query& query) {
  std::int64_t key = 0;
  std::string candidates;
  std::int64_t count = 0;
  Result<bool> row = query->step();
  for (; row && *row; row = query->step()) {
    key = query->integer(0);
    if (++count <= kCandidatesNamed) candidates += " " + std::string(query->text(1));
  }
  if (!row) return std::move(row.error());
  if (count == 0) return no_document(id);
  if (count == 1) return key;
  if (count > kCandidatesNamed) candidates += " ...";
  return Error{ErrorCode::kBadArgument, "several documents have an id that starts with " +
                                            std::string(id) + ":" + candidates};
}

std::optional<Field> field_column(const SqlStatement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Field{std::string(row.text(column)), {}};
}

Error damaged(std::string what) { return {ErrorCode::kStoreDamaged, std::move(what)}; }

/// What the first sighting says, as the arrival it was.
void fill_arrival(const Sighting& sighting, Arrival& arrival) {
  arrival.source = sighting.source;
  arrival.uri = sighting.uri;
  arrival.container = sighting.container;
  arrival.media_type = sighting.media_type;
  arrival.charset = sighting.charset;
  arrival.content_encoding = sighting.content_encoding;
  arrival.captured_at = sighting.captured_at;
}

Status check_cut_rules(const StoredDocument& document) {
  for (const Cut& cut : document.map.cuts) {
    if (cut.rule < document.rules.size()) continue;
    return damaged("a cut names rule " + std::to_string(cut.rule) + ", but its recipe has " +
                   std::to_string(document.rules.size()) + " rules");
  }
  return {};
}

}  // namespace

Result<std::int64_t> DocumentReader::find(std::string_view id) {
  if (id.size() < kLeastIdDigits || id.size() > kIdDigits || !is_hex(id)) {
    return Error{ErrorCode::kBadArgument, "\"" + std::string(id) +
                                              "\" is no document id: give 6 to 32 hexadecimal "
                                              "digits"};
  }
  Result<Query> query = queries_->get(
      "SELECT document, lower(hex(id)) FROM document"
      " WHERE id BETWEEN ? AND ? AND superseded_by IS NULL ORDER BY id LIMIT 6");
  if (!query) return std::move(query.error());
  const std::string low = filled_id(id, '0');
  const std::string high = filled_id(id, 'f');
  (*query)->bind_blob(low).bind_blob(high);
  return choose(id, *query);
}

Status DocumentReader::list(std::int64_t since, std::size_t limit,
                            std::vector<std::int64_t>& keys) {
  Result<Query> query = queries_->get(
      "SELECT document FROM document WHERE document > ? AND superseded_by IS NULL"
      " ORDER BY document LIMIT ?");
  if (!query) return query.error();
  (*query)->bind_integer(since).bind_unsigned(limit);
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) keys.push_back((*query)->integer(0));
  return row ? Status() : Status(row.error());
}

Result<StoredDocument> DocumentReader::load(std::int64_t key) {
  StoredDocument out;
  out.key = key;
  const Result<Rows> rows = load_document(key, out);
  if (!rows) return rows.error();
  const Result<const std::vector<RuleInfo>*> rules = this->rules(rows->recipe);
  if (!rules) return rules.error();
  out.rules = **rules;
  // In this order: the map needs the text, the statements and the cuts need the map.
  for (const Status& status : {load_map(key, out), load_statements(key, out), check_cut_rules(out),
                               load_outlet(rows->capture, out.article), load_copy(key, out.article),
                               load_sightings(rows->capture, out)}) {
    if (!status) {
      return Error{status.error().code,
                   "document " + out.article.id + ": " + status.error().message};
    }
  }
  return out;
}

Result<DocumentReader::Rows> DocumentReader::load_document(std::int64_t key, StoredDocument& out) {
  Result<Query> found = queries_->row(
      "SELECT d.capture, d.recipe, lower(hex(d.id)), d.charset, d.charset_evidence, d.replaced,"
      " d.title, d.byline, d.dateline, d.published_at, d.language, d.fields, d.text_sha256,"
      " d.folded, r.id FROM document d JOIN recipe r ON r.recipe = d.recipe WHERE d.document = ?",
      key);
  if (!found) return std::move(found.error());
  const SqlStatement& row = **found;
  Article& article = out.article;
  article.id = row.text(2);
  article.decoding = {std::string(row.text(3)), std::string(row.text(4)), row.unsigned_integer(5)};
  article.title = field_column(row, 6);
  article.byline = field_column(row, 7);
  article.dateline = field_column(row, 8);
  article.published_at = field_column(row, 9);
  article.language = field_column(row, 10);
  if (Status status = field_evidence_from_json(row.text(11), article); !status) {
    return damaged("document " + article.id + ": " + status.error().message);
  }
  out.text_digest = digest_column(row, 12);
  article.text_digest = out.text_digest;
  article.folded_digest = digest_column(row, 13);
  out.recipe = digest_column(row, 14);
  return Rows{row.integer(0), row.integer(1)};
}

Status DocumentReader::load_map(std::int64_t key, StoredDocument& out) {
  Result<Query> row = queries_->row("SELECT text, map FROM document_text WHERE document = ?", key);
  if (!row) return row.error();
  out.article.text = (*row)->text(0);
  Result<DocumentMap> map = decode_map((*row)->blob(1));
  if (!map) return damaged("map: " + map.error().message);
  if (map->text_size != out.article.text.size()) {
    return damaged("the map is for a text of another size");
  }
  Result<EditMap> edits = EditMap::from_cuts(map->cuts, map->text_size);
  if (!edits) return damaged("map: " + edits.error().message);
  out.article.edits = std::move(*edits);
  out.article.source_map = map->source;
  out.map = std::move(*map);
  return {};
}

Status DocumentReader::load_statements(std::int64_t key, StoredDocument& out) {
  Result<Query> query =
      queries_->get("SELECT begin, end FROM statement WHERE document = ? ORDER BY ordinal");
  if (!query) return query.error();
  (*query)->bind_integer(key);
  const std::string_view text = out.article.text;
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) {
    const TextSpan span{(*query)->unsigned_integer(0), (*query)->unsigned_integer(1)};
    if (span.begin >= span.end || span.end > text.size()) {
      return damaged("a statement lies outside the text");
    }
    out.article.statements.push_back({span, statement_key(slice(text, span))});
  }
  return row ? Status() : Status(row.error());
}

Status DocumentReader::load_outlet(std::int64_t capture, Article& article) {
  Result<Query> found = queries_->row(
      "SELECT outlet, name, confidence, evidence, wire_agency, syndicated, wire_evidence"
      " FROM outlet_tag WHERE capture = ?",
      capture);
  if (!found && found.error().code == ErrorCode::kNotFound) return {};
  if (!found) return found.error();
  const SqlStatement& row = **found;
  article.outlet.id = row.text_or_nothing(0);
  article.outlet.name = row.text(1);
  article.outlet.confidence = row.real(2);
  Result<std::vector<Evidence>> evidence = evidence_from_json(row.text(3));
  if (!evidence) return evidence.error();
  article.outlet.evidence = std::move(*evidence);
  if (row.is_null(5)) return {};
  Result<std::vector<Evidence>> wire = evidence_from_json(row.text(6));
  if (!wire) return wire.error();
  article.wire = WireCredit{row.text_or_nothing(4), row.integer(5) != 0, std::move(*wire)};
  return {};
}

Status DocumentReader::load_copy(std::int64_t key, Article& article) {
  Result<Query> found = queries_->row(
      "SELECT lower(hex(original)), kind FROM copy WHERE document = ? AND repeats = 1", key);
  if (!found && found.error().code == ErrorCode::kNotFound) return {};
  if (!found) return found.error();
  const std::optional<CopyKind> kind = copy_kind_from_name((*found)->text(1));
  if (!kind) return damaged("unknown kind of copy: " + std::string((*found)->text(1)));
  article.copy_of = CopyOf{std::string((*found)->text(0)), *kind};
  return {};
}

Status DocumentReader::load_sightings(std::int64_t capture, StoredDocument& out) {
  const Result<Sighting> first = sightings_.by_capture(capture);
  if (!first) return first.error();
  out.article.payload_digest = first->payload;
  fill_arrival(*first, out.article.arrival);
  Result<std::vector<Sighting>> sightings = sightings_.of_document(capture);
  if (!sightings) return sightings.error();
  out.sightings = std::move(*sightings);
  return {};
}

Result<const std::vector<RuleInfo>*> DocumentReader::rules(std::int64_t recipe) {
  const auto known = rules_.find(recipe);
  if (known != rules_.end()) return &known->second;
  Result<Query> query =
      queries_->get("SELECT rule, id, reason, why FROM recipe_rule WHERE recipe = ? ORDER BY rule");
  if (!query) return std::move(query.error());
  (*query)->bind_integer(recipe);
  std::vector<RuleInfo> rules;
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) {
    const std::optional<CutReason> reason = reason_from_name((*query)->text(2));
    if (!reason || (*query)->unsigned_integer(0) != rules.size()) {
      return damaged("the rules of recipe " + std::to_string(recipe) + " are not as written");
    }
    rules.push_back({std::string((*query)->text(1)), *reason, std::string((*query)->text(3))});
  }
  if (!row) return std::move(row.error());
  return &rules_.emplace(recipe, std::move(rules)).first->second;
}

}  // namespace headwater
