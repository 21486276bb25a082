#pragma once

#include <string_view>

namespace headwater::testing {

/// How much of a text another one has: runs of four words in common, as the public benchmark of
/// article extraction counts them. 0 to 1; a text without words has none in common with any.
struct GramScore {
  double precision = 0;
  double recall = 0;
};

GramScore score_grams(std::string_view truth, std::string_view found);

}  // namespace headwater::testing
