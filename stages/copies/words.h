#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "record/text_span.h"

namespace headwater {

/// A word of a text: where it stands in T and the hash of its folded characters. In scripts that
/// put no spaces between words each character is one, hashed with the two before it.
struct Word {
  std::uint64_t hash = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// In thirds of a word: 3, or 1 for a character of an unspaced script.
  std::uint32_t weight = 3;
  bool operator==(const Word&) const = default;
};

/// How words are found. All give the same words.
enum class WordFinder { kBest, kPortable };

/// Longer texts have no words: positions are of 32 bits.
constexpr std::uint64_t kLongestText = UINT32_MAX;

/// Appends the words of the `kept` parts of `text` (all of T) to `words`. Words are what
/// `fold_text` leaves between spaces; the hash has fixed constants and is the same on every
/// machine. Nothing for a text longer than kLongestText. Requires: `kept` ascends.
void find_words(std::string_view text, std::span<const TextSpan> kept, std::vector<Word>& words,
                WordFinder finder = WordFinder::kBest);

}  // namespace headwater
