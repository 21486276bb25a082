#include "store/search_source.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "record/fold_text.h"
#include "store/span_list.h"

namespace headwater {
namespace {

/// A portion ends at the document that takes it over either.
constexpr std::size_t kPortionDocuments = 256;
constexpr std::size_t kPortionBytes = std::size_t{4} << 20;

}  // namespace

Result<SearchSource> SearchSource::open(const std::filesystem::path& database_file) {
  DatabaseOptions options;
  options.cache_bytes = std::int64_t{2} << 20;  // each page is read once
  Result<Database> database = Database::open(database_file, options);
  if (!database) return database.error();
  SearchSource source(std::move(*database));
  const Status prepared = source.database_.prepare_all(
      {{&source.texts_,
        "SELECT document, cuts, statements, text FROM document_text WHERE document > ?"
        " ORDER BY document"}});
  if (!prepared) return prepared.error();
  return source;
}

Status SearchSource::read(std::int64_t after, SearchPortion& portion) {
  portion.words.clear();
  portion.rows.clear();
  portion.last_document = after;
  if (Status begun = database_.execute("BEGIN"); !begun) return begun;
  Status status = read_rows(after, portion);
  texts_.reset();
  const Status ended = database_.execute("COMMIT");
  return status ? ended : status;
}

Status SearchSource::read_rows(std::int64_t after, SearchPortion& portion) {
  texts_.bind_integer(after);
  while (portion.rows.size() < kPortionDocuments && portion.words.size() < kPortionBytes) {
    const Result<bool> row = texts_.step();
    if (!row) return row.error();
    if (!*row) return {};
    const std::int64_t document = texts_.integer(0);
    read_statements(document, texts_.text(3), portion);
    portion.last_document = document;
  }
  return {};
}

/// Reads the row of document_text that `texts_` stands at.
void SearchSource::read_statements(std::int64_t document, std::string_view text,
                                   SearchPortion& portion) {
  cuts_.clear();
  SpanListReader cuts(texts_.text(1));
  while (const std::optional<TextSpan> cut = cuts.next()) cuts_.push_back(*cut);
  const std::size_t begin = portion.words.size();
  distinct_.begin(portion.words);
  SpanListReader statements(texts_.text(2));
  while (const std::optional<TextSpan> span = statements.next()) {
    // `verify` tells of spans that do not lie in their text.
    if (span->begin > span->end || span->end > text.size()) continue;
    folded_.clear();
    fold_text(kept_text(text, *span), folded_);
    distinct_.add(folded_);
  }
  portion.rows.push_back({document, begin, portion.words.size()});
}

/// What of `span` is in the cleaned text. Valid until the next call.
std::string_view SearchSource::kept_text(std::string_view text, TextSpan span) {
  const auto ends_before = [](const TextSpan& cut, std::uint64_t at) { return cut.end <= at; };
  auto cut = std::lower_bound(cuts_.begin(), cuts_.end(), span.begin, ends_before);
  if (cut == cuts_.end() || cut->begin >= span.end) return slice(text, span);
  kept_.clear();
  std::uint64_t at = span.begin;
  for (; cut != cuts_.end() && cut->begin < span.end; ++cut) {
    if (cut->begin > at) kept_ += slice(text, TextSpan{at, cut->begin});
    at = std::max(at, cut->end);
  }
  if (at < span.end) kept_ += slice(text, TextSpan{at, span.end});
  return kept_;
}

Result<std::int64_t> SearchSource::last_document() {
  const auto last = database_.integer("SELECT max(document) FROM document_text");
  if (!last) return last.error();
  return last->value_or(0);
}

}  // namespace headwater
