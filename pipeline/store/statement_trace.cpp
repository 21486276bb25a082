#include "store/statement_trace.h"

#include <algorithm>
#include <optional>
#include <string>

#include "record/document_map.h"
#include "record/fold_text.h"
#include "store/span_list.h"

namespace headwater {
namespace {

/// Entries with one key that are looked at, or twice the limit of the search where that is more.
/// Most of a common sentence's are equal, and reading stops at that limit; the rest are superseded
/// documents.
constexpr std::size_t kMostEqual = 2000;
/// Words of a statement, the longest ones, of which the rarest are looked up.
constexpr std::size_t kWordsWeighed = 12;
/// Words that are looked up together. Each further one costs a list of places and gains little.
constexpr std::size_t kWordsTogether = 5;
/// Documents with all of these words that are looked through, and with each pair of the rarest
/// three: about 10 ms in all.
constexpr std::size_t kMostWithAll = 400;
constexpr std::size_t kMostWithPair = 150;
/// Documents read because the search index does not know them yet: about 10 ms. A running ingest is
/// rarely further behind.
constexpr std::int64_t kMostUnindexed = 300;

constexpr std::string_view kCurrentText =
    "SELECT t.statements, t.text FROM document d JOIN document_text t ON t.document = d.document"
    " WHERE d.document = ? AND d.superseded_by IS NULL";

}  // namespace

struct StatementTrace::Shown {
  std::string id;
  std::optional<std::string> published_at;
  DocumentMap map;
  std::vector<Sighting> sightings;
};

Result<TraceAnswer> StatementTrace::find(std::string_view text, double least, std::size_t limit) {
  Result<Search> found = search(text, least, limit);
  if (!found) return found.error();
  return show(*found);
}

Result<CarrierAnswer> StatementTrace::find_carriers(std::string_view text, double least,
                                                    std::size_t limit) {
  Result<Search> found = search(text, least, limit);
  if (!found) return found.error();
  // One sentence of a document may say it twice, so the best of each is taken before the limit.
  std::set<std::int64_t> documents;
  CarrierAnswer answer{{}, found->cut || found->matches.size() > limit, found->alike_cut};
  for (Match& match : found->matches) {
    if (!documents.insert(match.document).second) continue;
    if (answer.carriers.size() >= limit) {
      answer.cut = true;
      break;
    }
    Result<Query> row =
        queries_->row("SELECT lower(hex(id)) FROM document WHERE document = ?", match.document);
    if (!row) return std::move(row.error());
    answer.carriers.push_back({match.document, std::string((*row)->text(0)), match.span,
                               std::move(match.text), match.similarity});
  }
  return answer;
}

Result<StatementTrace::Search> StatementTrace::search(std::string_view text, double least,
                                                      std::size_t limit) {
  Search search{FoldedStatement(text), least, limit, {}, {}, false, false};
  if (search.wanted.empty()) {
    return Error{ErrorCode::kBadArgument, "the statement to trace has no word in it"};
  }
  if (Status status = find_equal(search, statement_key(text)); !status) return status.error();
  if (Status status = find_alike(search); !status) return status.error();
  if (Status status = find_unindexed(search); !status) return status.error();
  std::ranges::sort(search.matches, [](const Match& a, const Match& b) {
    if (a.similarity != b.similarity) return a.similarity > b.similarity;
    return a.document != b.document ? a.document < b.document : a.span < b.span;
  });
  return search;
}

Status StatementTrace::find_equal(Search& search, std::uint64_t key) {
  std::vector<StatementEntry> entries;
  const std::size_t most = std::max(kMostEqual, 2 * search.limit);
  if (Status status = keys_->find(key, most, entries); !status) return status;
  search.cut = entries.size() >= most;
  // Rows grow with time: the earliest are shown where there are too many.
  std::ranges::sort(entries, {}, [](const StatementEntry& entry) {
    return std::pair(entry.document, entry.ordinal);
  });
  for (const StatementEntry& entry : entries) {
    if (search.matches.size() > search.limit) return {};
    if (Status status = compare(search, entry.document, entry.ordinal); !status) return status;
  }
  return {};
}

Status StatementTrace::find_alike(Search& search) {
  if (search_ == nullptr || search.matches.size() > search.limit) return {};
  std::vector<std::string> words = telling_words(search.wanted, kWordsWeighed);
  if (Status status = search_->sort_by_rarity(words); !status) return status;
  if (words.size() > kWordsTogether) words.resize(kWordsTogether);
  if (Status status = find_words(search, words, kMostWithAll); !status) return status;
  if (words.size() < 3) return {};
  // Where some words were changed, two of the rarest three are often left.
  for (const auto& [a, b] : {std::pair(0, 1), std::pair(0, 2), std::pair(1, 2)}) {
    const std::vector<std::string> pair = {words[static_cast<std::size_t>(a)],
                                           words[static_cast<std::size_t>(b)]};
    if (Status status = find_words(search, pair, kMostWithPair); !status) return status;
  }
  return {};
}

Status StatementTrace::find_words(Search& search, const std::vector<std::string>& words,
                                  std::size_t limit) {
  std::vector<std::int64_t> documents;
  if (Status status = search_->candidates(words, limit, documents); !status) return status;
  search.alike_cut = search.alike_cut || documents.size() >= limit;
  for (const std::int64_t document : documents) {
    if (Status status = compare_holding(search, document, words); !status) return status;
  }
  return {};
}

Status StatementTrace::find_unindexed(Search& search) {
  std::int64_t known = 0;
  if (search_ != nullptr) {
    const Result<std::int64_t> indexed = search_->last_document();
    if (!indexed) return indexed.error();
    known = *indexed;
  }
  Result<Query> query = queries_->get(
      "SELECT document FROM document WHERE document > ? AND superseded_by IS NULL"
      " ORDER BY document DESC LIMIT ?");
  if (!query) return query.error();
  (*query)->bind_integer(known).bind_integer(kMostUnindexed + 1);
  std::vector<std::int64_t> documents;
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) documents.push_back((*query)->integer(0));
  if (!row) return row.error();
  if (documents.size() > kMostUnindexed) {
    documents.pop_back();
    search.alike_cut = true;
  }
  for (const std::int64_t document : documents) {
    if (Status status = compare_all(search, document); !status) return status;
  }
  return {};
}

Status StatementTrace::compare(Search& search, std::int64_t document, std::uint32_t ordinal) {
  if (!search.seen.emplace(document, ordinal).second) return {};
  Result<Query> row = queries_->row(kCurrentText, document);
  // Superseded documents stay in both indexes.
  if (!row && row.error().code == ErrorCode::kNotFound) return {};
  if (!row) return row.error();
  const std::optional<TextSpan> span = span_at((*row)->text(0), ordinal);
  if (span) compare_span(search, document, *span, (*row)->text(1));
  return {};
}

Status StatementTrace::compare_holding(Search& search, std::int64_t document,
                                       const std::vector<std::string>& words) {
  Result<Query> row = queries_->row(kCurrentText, document);
  if (!row && row.error().code == ErrorCode::kNotFound) return {};
  if (!row) return row.error();
  SpanListReader statements((*row)->text(0));
  const std::string_view text = (*row)->text(1);
  std::uint32_t ordinal = 0;
  for (; const std::optional<TextSpan> span = statements.next(); ++ordinal) {
    if (span->begin >= span->end || span->end > text.size()) continue;  // for verify to report
    folded_.clear();
    fold_text(slice(text, *span), folded_);
    const auto stands_there = [&](const std::string& word) { return holds_words(folded_, word); };
    if (!std::ranges::all_of(words, stands_there)) continue;
    if (!search.seen.emplace(document, ordinal).second) continue;
    compare_span(search, document, *span, text);
  }
  return {};
}

Status StatementTrace::compare_all(Search& search, std::int64_t document) {
  Result<Query> row =
      queries_->row("SELECT statements, text FROM document_text WHERE document = ?", document);
  if (!row && row.error().code == ErrorCode::kNotFound) return {};  // for verify to report
  if (!row) return row.error();
  SpanListReader statements((*row)->text(0));
  const std::string_view text = (*row)->text(1);
  std::uint32_t ordinal = 0;
  while (const std::optional<TextSpan> span = statements.next()) {
    if (!search.seen.emplace(document, ordinal++).second) continue;
    compare_span(search, document, *span, text);
  }
  return {};
}

void StatementTrace::compare_span(Search& search, std::int64_t document, TextSpan span,
                                  std::string_view text) {
  if (span.begin >= span.end || span.end > text.size()) return;  // for verify to report
  consider(search, {document, span, 0, std::string(slice(text, span))});
}

void StatementTrace::consider(Search& search, Match match) {
  const FoldedStatement folded(match.text);
  match.similarity = folded.similarity(search.wanted);
  if (match.similarity >= search.least || folded.contains(search.wanted)) {
    search.matches.push_back(std::move(match));
  }
}

Result<TraceAnswer> StatementTrace::show(Search& search) {
  TraceAnswer answer;
  answer.cut = search.cut || search.alike_cut;
  for (const Match& match : search.matches) {
    if (answer.occurrences.size() >= search.limit) {
      answer.cut = true;
      break;
    }
    const Result<Shown> shown = load_shown(match.document);
    if (!shown) return shown.error();
    if (Status status = add_occurrences(match, *shown, answer); !status) return status.error();
  }
  std::ranges::stable_sort(answer.occurrences, [](const Occurrence& a, const Occurrence& b) {
    if (a.similarity != b.similarity) return a.similarity > b.similarity;
    return a.sighting.captured_at < b.sighting.captured_at;
  });
  if (answer.occurrences.size() > search.limit) {
    answer.cut = true;
    answer.occurrences.erase(answer.occurrences.begin() + static_cast<std::ptrdiff_t>(search.limit),
                             answer.occurrences.end());
  }
  return answer;
}

Result<StatementTrace::Shown> StatementTrace::load_shown(std::int64_t document) {
  Result<Query> row = queries_->row(
      "SELECT lower(hex(d.id)), d.published_at, d.capture, t.map FROM document d"
      " JOIN document_text t ON t.document = d.document WHERE d.document = ?",
      document);
  if (!row) return std::move(row.error());
  Shown shown{std::string((*row)->text(0)), (*row)->text_or_nothing(1), {}, {}};
  Result<DocumentMap> map = decode_map((*row)->blob(3));
  if (!map) {
    return Error{ErrorCode::kStoreDamaged,
                 "document " + shown.id + ": map: " + map.error().message};
  }
  shown.map = std::move(*map);
  Result<std::vector<Sighting>> sightings = sightings_.of_document((*row)->integer(2));
  if (!sightings) return std::move(sightings.error());
  shown.sightings = std::move(*sightings);
  return shown;
}

Status StatementTrace::add_occurrences(const Match& match, const Shown& shown,
                                       TraceAnswer& answer) {
  if (match.span.end > shown.map.text_size) {
    return Error{ErrorCode::kStoreDamaged,
                 "document " + shown.id + ": the map is for another text"};
  }
  for (const Sighting& sighting : shown.sightings) {
    Occurrence occurrence{shown.id,   match.document,     sighting,    {},
                          {},         shown.published_at, match.span,  {},
                          match.text, match.similarity,   std::nullopt};
    shown.map.source.raw_spans(match.span, occurrence.raw);
    const std::uint64_t shift = sighting.container ? sighting.container->shift() : 0;
    for (RawSpan& raw : occurrence.raw) raw = {raw.begin + shift, raw.end + shift};
    Result<Query> tag =
        queries_->row("SELECT outlet, name FROM outlet_tag WHERE capture = ?", sighting.capture);
    if (!tag && tag.error().code != ErrorCode::kNotFound) return tag.error();
    if (tag) {
      occurrence.outlet_id = (*tag)->text_or_nothing(0);
      if (occurrence.outlet_id) occurrence.outlet_name = (*tag)->text(1);
    }
    answer.occurrences.push_back(std::move(occurrence));
  }
  return {};
}

}  // namespace headwater
