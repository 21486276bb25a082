#include "stages/copies/shingles.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace headwater {
namespace {

constexpr std::uint64_t kBase = 0x9fb21c651e98df25U;

/// Shingles that are sampled together.
constexpr std::size_t kTagsTogether = 1024;

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

namespace {

/// Sorts what is spread as hashes are: by the upper bits into as many groups as there are tags, and
/// then each into its place, from which it is not far. A general sort takes four times as long.
void sort_tags(std::vector<std::uint32_t>& tags) {
  constexpr std::size_t kGroups = 256;
  if (tags.size() > 4 * kGroups) {
    std::ranges::sort(tags);
    return;
  }
  std::array<std::uint32_t, kGroups + 1> begins{};
  for (const std::uint32_t tag : tags) ++begins[(tag >> 24U) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::array<std::uint32_t, 4 * kGroups> grouped;
  for (const std::uint32_t tag : tags) grouped[begins[tag >> 24U]++] = tag;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const std::uint32_t tag = grouped[i];
    std::size_t at = i;
    for (; at > 0 && tags[at - 1] > tag; --at) tags[at] = tags[at - 1];
    tags[at] = tag;
  }
}

}  // namespace

TextSketch make_sketch(std::span<const std::uint64_t> shingles) {
  TextSketch sketch;
  sketch.shingles = shingles.size();
  const bool sampled = shingles.size() > kMostUnsampled;
  const std::uint64_t mask = sampled ? kSketchRate - 1 : 0;
  // A block is written whole, and kept is what the next one does not write over: one in eight, at
  // random, is what a processor cannot foresee.
  std::array<std::uint32_t, kTagsTogether> kept;
  for (std::size_t i = 0; i < shingles.size(); i += kept.size()) {
    std::size_t count = 0;
    for (const std::uint64_t shingle :
         shingles.subspan(i, std::min(kept.size(), shingles.size() - i))) {
      kept[count] = static_cast<std::uint32_t>(shingle >> 32U);
      count += (shingle & mask) == 0 ? 1 : 0;
    }
    sketch.tags.insert(sketch.tags.end(), kept.begin(), kept.begin() + count);
  }
  sort_tags(sketch.tags);
  sketch.tags.erase(std::unique(sketch.tags.begin(), sketch.tags.end()), sketch.tags.end());
  return sketch;
}

}  // namespace headwater
