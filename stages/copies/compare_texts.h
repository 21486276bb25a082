#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "record/article.h"
#include "stages/copies/words.h"

namespace headwater {

/// From what on two texts are said to be related, see CopyKind.
struct CopyThresholds {
  double copy_jaccard = 0.8;
  double edited_jaccard = 0.3;
  double excerpt_share = 0.75;      ///< Of the shingles of the shorter text.
  std::uint64_t passage_words = 8;  ///< Of one aligned passage.
};

/// A text made ready for exact comparison: its words, its shingles, and where each occurs. Reused
/// from text to text, so that comparing allocates nothing once the buffers have grown.
class ComparedText {
 public:
  /// Replaces what it was: the first kMostComparedBytes of `text`. Keeps no reference to `text`.
  void assign(std::string_view text, std::span<const TextSpan> kept);

  std::span<const Word> words() const { return words_; }
  std::span<const std::uint64_t> shingles() const { return shingles_; }
  /// How many of the shingles are different.
  std::uint64_t distinct() const { return distinct_; }
  /// The first place of a shingle, or kNone; then the next place of the same.
  static constexpr std::uint32_t kNone = UINT32_MAX;
  std::uint32_t first(std::uint64_t shingle) const;
  std::uint32_t next(std::uint32_t place) const { return next_[place]; }

 private:
  std::vector<Word> words_;
  std::vector<std::uint64_t> shingles_;
  std::vector<std::uint32_t> table_;  ///< First places, open addressing; kNone: empty.
  std::vector<std::uint32_t> next_;
  std::uint64_t distinct_ = 0;
  unsigned shift_ = 63;
};

/// Bytes of a text that are compared at most, from its beginning: what comparing takes in memory is
/// about nine times that.
constexpr std::uint64_t kMostComparedBytes = std::uint64_t{16} << 20;
/// Passages of an edge that are kept at most, in the order of the text.
constexpr std::size_t kMostPassages = 256;
/// The shorter text of an excerpt has so many shingles at least: a line or two stand in many texts.
constexpr std::uint64_t kFewestOfExcerpt = 20;

/// Compares two texts exactly. True, and `edge` filled but for its document, if they are related.
/// The answer depends on the two texts alone: the other way round it is the same with the sides
/// exchanged. Requires: not the same object.
bool compare_texts(const ComparedText& here, const ComparedText& there,
                   const CopyThresholds& thresholds, CopyEdge& edge);

/// Whether they are related by more than a passage: the same answer without looking for passages.
bool are_linked(const ComparedText& here, const ComparedText& there,
                const CopyThresholds& thresholds);

}  // namespace headwater
