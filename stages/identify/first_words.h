#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace headwater {

/// The words that a set of names begin with: tells of a text in one pass that it holds none of
/// them. Words are what spaces stand between, as fold_text makes them. A value; const use is
/// thread-safe.
class FirstWords {
 public:
  /// Adds the first word of `folded`; an empty name has none.
  void add(std::string_view folded);
  /// Whether some word of `folded` is one of them.
  bool any_in(std::string_view folded) const;

 private:
  /// Few enough bits for a processor's first cache, many enough that of the words of a paragraph
  /// hardly any has to be looked up in the list.
  static constexpr int kBits = 15;
  static std::size_t bit_of(std::uint32_t hash) {
    // The upper bits of a product with the golden ratio depend on all bits of the hash.
    return (hash * std::uint32_t{2654435769}) >> (32 - kBits);
  }
  bool has(std::string_view word) const;

  std::bitset<std::size_t{1} << kBits> seen_;
  std::vector<std::string> words_;  // ascending
};

}  // namespace headwater
