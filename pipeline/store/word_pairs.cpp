#include "store/word_pairs.h"

#include <algorithm>
#include <functional>
#include <string>

#include "record/fold_text.h"

namespace headwater {
namespace {

void add_pairs(std::string_view folded, std::vector<std::uint64_t>& out) {
  const std::hash<std::string_view> hash;
  std::size_t begin = 0;
  std::size_t middle = std::min(folded.find(' '), folded.size());
  do {
    const std::size_t end = std::min(folded.find(' ', middle + 1), folded.size());
    out.push_back(hash(folded.substr(begin, end - begin)));
    begin = middle + 1;
    middle = end;
  } while (middle < folded.size());
}

}  // namespace

WordPairs::WordPairs(std::string_view text, std::span<const Statement> statements) {
  std::string folded;
  for (const Statement& statement : statements) {
    folded.clear();
    fold_text(slice(text, statement.span), folded);
    if (!folded.empty()) add_pairs(folded, hashes_);
  }
  std::ranges::sort(hashes_);
  hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
}

double WordPairs::share(const WordPairs& other) const {
  std::vector<std::uint64_t> common;
  std::ranges::set_intersection(hashes_, other.hashes_, std::back_inserter(common));
  const std::size_t shorter = std::min(hashes_.size(), other.hashes_.size());
  return shorter == 0 ? 0 : static_cast<double>(common.size()) / static_cast<double>(shorter);
}

}  // namespace headwater
