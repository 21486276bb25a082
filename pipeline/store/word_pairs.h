#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "record/article.h"

namespace headwater {

/// The words that stand side by side in a text, whatever its punctuation: what tells whether two
/// texts are printings of one article. A headline or a fact that was edited changes few pairs;
/// other texts of one outlet have hardly any in common, although they share most of their short
/// words.
class WordPairs {
 public:
  /// Of those statements of `text`. A statement of one word counts as a pair of its own.
  WordPairs(std::string_view text, std::span<const Statement> statements);

  /// Pairs in common over the pairs of the shorter text, each counted once; 0 if one has none.
  double share(const WordPairs& other) const;

 private:
  std::vector<std::uint64_t> hashes_;  ///< Ascending, each once. In memory only.
};

}  // namespace headwater
