#include "stages/copies/tag_table.h"

#include <algorithm>
#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace headwater {
namespace {

/// With so many buckets those tags that belong to one of them differ in their lower halves.
constexpr std::size_t kFirstSize = 1U << 16U;
/// Pairs a bucket, on average, at which the table grows: one bucket in seven has a spare one then.
constexpr double kMostPairs = 7.5;
/// Buckets that are moved while what another one needs comes from memory.
constexpr std::size_t kAhead = 24;

}  // namespace

void TagTable::Buckets::grow(std::size_t count) {
  while (pieces_.size() * kPiece < count) pieces_.emplace_back(kPiece);
}

/// A bit for each place of the bucket that holds the tag.
std::uint32_t TagTable::matches(const Bucket& bucket, std::uint32_t tag) {
  const std::uint32_t used = (1U << bucket.used()) - 1;
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi16(static_cast<short>(tag));
  const auto* tags = reinterpret_cast<const __m128i*>(&bucket);
  const __m128i low = _mm_cmpeq_epi16(_mm_load_si128(tags), wanted);
  // Beyond the tags there is something else, which `used` leaves out.
  const __m128i high = _mm_cmpeq_epi16(_mm_load_si128(tags + 1), wanted);
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(low, high))) & used;
#else
  std::uint32_t found = 0;
  for (std::uint32_t i = 0; i < kRoom; ++i) {
    found |= (bucket.tags[i] == static_cast<std::uint16_t>(tag) ? 1U : 0U) << i;
  }
  return found & used;
#endif
}

void TagTable::prefetch(std::span<const std::uint32_t> tags) const {
  if (size_ == 0) return;
  for (const std::uint32_t tag : tags) __builtin_prefetch(&buckets_[place(tag)]);
  for (const std::uint32_t tag : tags) {
    const Bucket& bucket = buckets_[place(tag)];
    if (bucket.spare() != 0) __builtin_prefetch(&spares_[bucket.spare() - 1]);
  }
}

void TagTable::find(std::uint32_t tag, std::uint32_t most, std::vector<std::uint32_t>& out) const {
  if (size_ == 0) return;
  for (const Bucket* bucket = &buckets_[place(tag)];; bucket = &spares_[bucket->spare() - 1]) {
    for (std::uint32_t found = matches(*bucket, tag); found != 0; found &= found - 1) {
      if (most-- == 0) return;
      out.push_back(bucket->documents[static_cast<std::size_t>(std::countr_zero(found))]);
    }
    if (bucket->spare() == 0) return;
  }
}

bool TagTable::add(std::uint32_t tag, std::uint32_t document, std::uint32_t most) {
  std::uint32_t holders = 0;
  Bucket* bucket = &buckets_[place(tag)];
  for (;; bucket = &spares_[bucket->spare() - 1]) {
    holders += static_cast<std::uint32_t>(std::popcount(matches(*bucket, tag)));
    if (holders >= most) return false;
    if (bucket->spare() == 0) break;
  }
  append(*bucket, tag, document);
  ++pairs_;
  return true;
}

TagTable::Bucket& TagTable::last_of_chain(std::uint32_t tag) {
  Bucket* bucket = &buckets_[place(tag)];
  while (bucket->spare() != 0) bucket = &spares_[bucket->spare() - 1];
  return *bucket;
}

void TagTable::append(Bucket& last, std::uint32_t tag, std::uint32_t document) {
  Bucket* bucket = &last;
  if (bucket->used() == kRoom) {
    const std::uint32_t spare = take_spare();
    bucket->state |= (spare + 1) << 4U;
    bucket = &spares_[spare];
  }
  const std::uint32_t at = bucket->state++ & 15U;
  bucket->tags[at] = static_cast<std::uint16_t>(tag);
  bucket->documents[at] = document;
}

std::uint32_t TagTable::take_spare() {
  if (!free_spares_.empty()) {
    const std::uint32_t spare = free_spares_.back();
    free_spares_.pop_back();
    return spare;
  }
  spares_.grow(spares_made_ + std::size_t{1});
  return spares_made_++;
}

void TagTable::reserve(std::size_t more) {
  const auto wanted = static_cast<std::size_t>(static_cast<double>(pairs_ + more) / kMostPairs) + 1;
  if (wanted <= size_) return;
  resize(std::max({kFirstSize, wanted + wanted / 50, size_ + size_ / 2}));
}

void TagTable::resize(std::size_t size) {
  const std::size_t before = size_;
  buckets_.grow(size);
  size_ = size;
  for (std::size_t number = before; number-- > 0;) {
    prefetch_for_move(number, before);
    move(number, before);
  }
}

/// Asks for what move() needs some buckets later.
void TagTable::prefetch_for_move(std::size_t number, std::size_t before) {
  if (number < kAhead) return;
  const std::size_t later = number - kAhead;
  __builtin_prefetch(&buckets_[later]);
  __builtin_prefetch(&buckets_[later * size_ / before], 1);
  const Bucket& sooner = buckets_[number - kAhead / 2];
  if (sooner.spare() != 0) __builtin_prefetch(&spares_[sooner.spare() - 1]);
}

/// Moves what was in a bucket of a table of `before` to where it belongs now: there, or further on.
void TagTable::move(std::size_t number, std::size_t before) {
  const auto first = static_cast<std::uint32_t>(
      ((static_cast<std::uint64_t>(number) << 32U) + before - 1) / before);
  for (Bucket* bucket = &buckets_[number];;) {
    const Bucket old = *bucket;
    bucket->state = 0;
    for (std::uint32_t i = 0; i < old.used(); ++i) {
      const std::uint32_t tag = first + static_cast<std::uint16_t>(old.tags[i] - first);
      append(last_of_chain(tag), tag, old.documents[i]);
    }
    if (old.spare() == 0) return;
    bucket = &spares_[old.spare() - 1];
    free_spares_.push_back(old.spare() - 1);
  }
}

std::uint64_t TagTable::bytes() const {
  return buckets_.bytes() + spares_.bytes() + free_spares_.capacity() * sizeof(std::uint32_t);
}

}  // namespace headwater
