#include "stages/copies/shingles.h"

#include <algorithm>

namespace headwater {
namespace {

constexpr std::uint64_t kBase = 0x9fb21c651e98df25U;

constexpr std::uint64_t kOldest = kBase * kBase * kBase * kBase;

/// Every bit of the sum decides every bit of the hash (the finish of MurmurHash3).
std::uint64_t mix(std::uint64_t sum) {
  sum = (sum ^ (sum >> 33U)) * 0xff51afd7ed558ccdU;
  sum = (sum ^ (sum >> 33U)) * 0xc4ceb9fe1a85ec53U;
  return sum ^ (sum >> 33U);
}

}  // namespace

void make_shingles(std::span<const Word> words, std::vector<std::uint64_t>& out) {
  if (words.size() < kShingleWords) return;
  out.reserve(out.size() + words.size() - kShingleWords + 1);
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kShingleWords - 1; ++i) sum = sum * kBase + words[i].hash;
  for (std::size_t i = kShingleWords - 1; i < words.size(); ++i) {
    sum = sum * kBase + words[i].hash;
    out.push_back(mix(sum));
    sum -= kOldest * words[i - (kShingleWords - 1)].hash;
  }
}

static_assert((kSketchRate & (kSketchRate - 1)) == 0, "divisible is told by the lowest bits");

TextSketch make_sketch(std::span<const std::uint64_t> shingles) {
  TextSketch sketch;
  sketch.shingles = shingles.size();
  const bool sampled = shingles.size() > kMostUnsampled;
  const std::uint64_t mask = sampled ? kSketchRate - 1 : 0;
  sketch.tags.reserve(sampled ? shingles.size() / kSketchRate + 64 : shingles.size());
  for (const std::uint64_t shingle : shingles) {
    if ((shingle & mask) == 0) sketch.tags.push_back(static_cast<std::uint32_t>(shingle >> 32U));
  }
  std::ranges::sort(sketch.tags);
  sketch.tags.erase(std::unique(sketch.tags.begin(), sketch.tags.end()), sketch.tags.end());
  return sketch;
}

}  // namespace headwater
