#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace headwater {

/// Leaves out words that a text has had already. A cache of fixed size, so it takes no memory by
/// the text and forgets some words of a long one: what comes out holds every word at least once,
/// and most only once. One thread.
class DistinctWords {
 public:
  /// Begins a text, whose words are appended to `out` with a space behind each. `out` is changed
  /// by nobody else until the text ends with the last call of `add`, and stays below 4 GiB.
  void begin(std::string& out);
  /// Takes folded text: words with a space between, see `fold_text`.
  void add(std::string_view folded);

 private:
  /// A word in `out_`, of the text with this number.
  struct Slot {
    std::uint32_t text = 0;
    std::uint32_t hash = 0;  ///< The half that did not choose the slot.
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };
  /// A page of the web has some 600 different words: few of them share a slot.
  static constexpr unsigned kSlotBits = 12;

  void add_word(std::string_view word);

  std::vector<Slot> slots_ = std::vector<Slot>(std::size_t{1} << kSlotBits);
  std::uint32_t text_ = 0;
  std::string* out_ = nullptr;
};

}  // namespace headwater
