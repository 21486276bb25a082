#pragma once

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace headwater {

/// A partition of the numbers from 0 on that only grows coarser (union-find with path halving). One
/// thread.
class DisjointSets {
 public:
  std::uint32_t size() const { return static_cast<std::uint32_t>(parents_.size()); }
  /// Adds sets of one number each up to `count` numbers; never takes any away.
  void grow(std::uint32_t count) {
    const std::uint32_t before = size();
    if (count <= before) return;
    parents_.resize(count);
    std::iota(parents_.begin() + before, parents_.end(), before);
  }
  /// The number that stands for the set of `number`. Requires: below size().
  std::uint32_t find(std::uint32_t number) {
    while (parents_[number] != number) {
      parents_[number] = parents_[parents_[number]];
      number = parents_[number];
    }
    return number;
  }
  /// Makes one set of two. The smaller number stands for it.
  void unite(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    if (a > b) std::swap(a, b);
    parents_[b] = a;
  }

 private:
  std::vector<std::uint32_t> parents_;
};

}  // namespace headwater
