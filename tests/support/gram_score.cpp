#include "support/gram_score.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "record/fold_text.h"

namespace headwater::testing {
namespace {

constexpr std::size_t kGram = 4;

/// How often each run of four words occurs, by its hash.
using Counts = std::unordered_map<std::size_t, std::uint64_t>;

Counts count_grams(std::string_view text) {
  std::string folded;
  fold_text(text, folded);
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (folded[at] != ' ' && (at == 0 || folded[at - 1] == ' ')) begins.push_back(at);
  }
  Counts counts;
  if (begins.empty()) return counts;
  for (std::size_t i = 0; i == 0 || i + kGram <= begins.size(); ++i) {
    const std::size_t last = std::min(i + kGram, begins.size());
    const std::size_t end = last < begins.size() ? begins[last] - 1 : folded.size();
    const auto gram = std::string_view(folded).substr(begins[i], end - begins[i]);
    ++counts[std::hash<std::string_view>()(gram)];
  }
  return counts;
}

std::uint64_t sum(const Counts& counts) {
  std::uint64_t total = 0;
  for (const auto& [gram, count] : counts) total += count;
  return total;
}

double share(std::uint64_t part, std::uint64_t all) {
  return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

}  // namespace

GramScore score_grams(std::string_view truth, std::string_view found) {
  const Counts wanted = count_grams(truth);
  const Counts given = count_grams(found);
  std::uint64_t common = 0;
  for (const auto& [gram, count] : given) {
    const auto other = wanted.find(gram);
    if (other != wanted.end()) common += std::min(count, other->second);
  }
  return {share(common, sum(given)), share(common, sum(wanted))};
}

}  // namespace headwater::testing
