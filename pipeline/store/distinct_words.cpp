#include "store/distinct_words.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace headwater {
namespace {

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15;
constexpr std::uint64_t kOther = 0xC2B2AE3D27D4EB4F;

template <class Number>
std::uint64_t load(const char* bytes) {
  Number number = 0;
  std::memcpy(&number, bytes, sizeof number);
  return number;
}

/// The last bytes of a word that is not empty, eight at most, and the first ones: for most words
/// that is all of it, and nothing is done byte by byte.
std::uint64_t ends_of(std::string_view word) {
  const char* const begin = word.data();
  const char* const end = begin + word.size();
  if (word.size() >= 8) return load<std::uint64_t>(begin) * kOther ^ load<std::uint64_t>(end - 8);
  if (word.size() >= 4) return load<std::uint32_t>(begin) << 32 ^ load<std::uint32_t>(end - 4);
  const auto byte = [](char c) { return std::uint64_t{static_cast<std::uint8_t>(c)}; };
  return byte(*begin) << 16 ^ byte(begin[word.size() / 2]) << 8 ^ byte(end[-1]);
}

/// Good enough for words: half of the bits choose a slot, the others tell its words apart.
std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = word.size() * kOther;
  for (std::string_view left = word; left.size() > 16; left.remove_prefix(8)) {
    hash = std::rotl(hash ^ load<std::uint64_t>(left.data()), 29) * kGolden;
  }
  hash = (hash ^ ends_of(word)) * kGolden;
  return (hash ^ hash >> 32) * kOther;
}

}  // namespace

void DistinctWords::begin(std::string& out) {
  if (++text_ == 0) {  // Texts of four thousand million ago are not to be taken for this one.
    std::ranges::fill(slots_, Slot{});
    text_ = 1;
  }
  out_ = &out;
}

void DistinctWords::add(std::string_view folded) {
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    if (end > 0) add_word(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
}

void DistinctWords::add_word(std::string_view word) {
  const std::uint64_t hash = hash_of(word);
  const auto tag = static_cast<std::uint32_t>(hash);
  Slot& slot = slots_[hash >> (64 - kSlotBits)];
  const bool known = slot.text == text_ && slot.hash == tag && slot.size == word.size() &&
                     out_->compare(slot.begin, slot.size, word) == 0;
  if (known) return;
  slot = {text_, tag, static_cast<std::uint32_t>(out_->size()),
          static_cast<std::uint32_t>(word.size())};
  out_->append(word).push_back(' ');
}

}  // namespace headwater
