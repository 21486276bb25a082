#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "support/outlet_corpus.h"

namespace headwater::testing {

/// Paragraphs of a corpus, and which of them went.
struct LearnScore {
  std::size_t ads = 0;
  std::size_t ads_cut = 0;
  std::size_t real_cut = 0;
  double precision() const {
    return static_cast<double>(ads_cut) / static_cast<double>(ads_cut + real_cut);
  }
  double recall() const { return static_cast<double>(ads_cut) / static_cast<double>(ads); }
  /// Notes a paragraph.
  void count(bool is_ad, bool was_cut);
};

/// The articles as JSON Lines to ingest.
std::string json_lines_of(const std::vector<OutletArticle>& articles);

/// The cleaned texts, as they stand in JSON, by the article's id.
using CleanedTexts = std::unordered_map<std::string, std::string>;

/// Those of what `export` printed.
CleanedTexts cleaned_texts(std::string_view exported);

/// What became of the paragraphs from one state of a store to the next: real ones that rules
/// written by hand had cut before are not counted. An article that `after` does not have was the
/// same to the byte as another.
LearnScore score_learning(const std::vector<OutletArticle>& articles, const CleanedTexts& before,
                          const CleanedTexts& after);

}  // namespace headwater::testing
