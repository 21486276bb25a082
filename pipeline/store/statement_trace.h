#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/queries.h"
#include "store/search_index.h"
#include "store/sighting_reader.h"
#include "store/statement_index.h"
#include "store/store.h"
#include "store/word_overlap.h"

namespace headwater {

/// Finds where a statement occurs. Equal statements come from the index of statement keys; those
/// that contain the text or are like it from the search index, and by reading the documents that
/// index does not know yet. Indexes only give candidates: every one is compared on its text. The
/// number of candidates is bounded, so a sentence of common words costs no more than another.
/// One thread; all that is handed over must outlive it.
class StatementTrace {
 public:
  StatementTrace(Queries& queries, StatementLookup& keys, SearchLookup* search)
      : queries_(&queries), sightings_(queries), keys_(&keys), search_(search) {}

  /// See StoreReader::trace.
  Result<TraceAnswer> find(std::string_view text, double least, std::size_t limit);
  /// See StoreReader::carriers.
  Result<CarrierAnswer> find_carriers(std::string_view text, double least, std::size_t limit);

 private:
  /// A statement whose text was compared.
  struct Match {
    std::int64_t document = 0;
    TextSpan span;
    double similarity = 0;
    std::string text;
  };
  /// One search on its way.
  struct Search {
    FoldedStatement wanted;
    double least = 0;
    std::size_t limit = 0;
    std::vector<Match> matches;
    std::set<std::pair<std::int64_t, std::uint32_t>> seen;  ///< Document and ordinal.
    bool cut = false;                                       ///< There are more equal ones.
    bool alike_cut = false;  ///< Those worded otherwise were looked for among some only.
  };
  struct Shown;  ///< What the occurrences of one document share.

  Result<Search> search(std::string_view text, double least, std::size_t limit);
  Status find_equal(Search& search, std::uint64_t key);
  Status find_alike(Search& search);
  Status find_words(Search& search, const std::vector<std::string>& words, std::size_t limit);
  Status find_unindexed(Search& search);
  Status compare(Search& search, std::int64_t document, std::uint32_t ordinal);
  Status compare_holding(Search& search, std::int64_t document,
                         const std::vector<std::string>& words);
  Status compare_all(Search& search, std::int64_t document);
  static void compare_span(Search& search, std::int64_t document, TextSpan span,
                           std::string_view text);
  static void consider(Search& search, Match match);
  Result<TraceAnswer> show(Search& search);
  Result<Shown> load_shown(std::int64_t document);
  Status add_occurrences(const Match& match, const Shown& shown, TraceAnswer& answer);

  Queries* queries_;
  SightingReader sightings_;
  StatementLookup* keys_;
  SearchLookup* search_;
  std::string folded_;  ///< Reused.
};

}  // namespace headwater
