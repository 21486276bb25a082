#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "record/article.h"
#include "stages/copies/words.h"

namespace headwater {

/// Words in a shingle.
constexpr std::size_t kShingleWords = 5;
/// A text with at most so many shingles is sketched by all of them, a longer one by those whose
/// hash is divisible by kSketchRate. Chosen by the hash alone (FracMinHash), so the sketch of a
/// part is part of the sketch, whatever else the text holds.
constexpr std::uint64_t kMostUnsampled = 256;
constexpr std::uint64_t kSketchRate = 8;

/// Appends the 64-bit hash of each window of kShingleWords words to `out`, in order: shingle i
/// begins with word i. None where there are fewer words.
void make_shingles(std::span<const Word> words, std::vector<std::uint64_t>& out);

/// The sketch of a text with these shingles: the upper 32 bits of those kept.
TextSketch make_sketch(std::span<const std::uint64_t> shingles);

}  // namespace headwater
