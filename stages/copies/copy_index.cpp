#include "stages/copies/copy_index.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "stages/copies/shingles.h"

namespace headwater {
namespace {

/// Few documents should not have to grow the table often.
constexpr std::size_t kFirstSlots = 1U << 12U;

bool is_sampled(std::uint64_t shingles) { return shingles > kMostUnsampled; }

}  // namespace

std::uint32_t CopyIndex::add(std::string_view id, std::int64_t order, std::uint64_t shingles,
                             std::span<const std::uint32_t> tags) {
  assert(id.size() == 16);
  const std::uint32_t number = size();
  Document document;
  std::copy_n(id.begin(), document.id.size(), document.id.begin());
  document.order = order;
  document.shingles = static_cast<std::uint32_t>(std::min<std::uint64_t>(shingles, UINT32_MAX));
  documents_.push_back(document);
  shared_.push_back(0);
  reserve(tags.size());
  prefetch(tags);
  for (const std::uint32_t tag : tags) insert({tag, number + 1});
  return number;
}

/// Each tag is somewhere else in memory: asked for together, they come in the time of a few.
void CopyIndex::prefetch(std::span<const std::uint32_t> tags) const {
  for (const std::uint32_t tag : tags) __builtin_prefetch(&slots_[place(tag)]);
}

void CopyIndex::insert(Slot slot) {
  std::uint32_t holders = 0;
  std::size_t at = place(slot.tag);
  for (; slots_[at].holder != 0; at = after(at)) {
    if (slots_[at].tag == slot.tag && ++holders == kMostHolders) return;
  }
  slots_[at] = slot;
  ++used_;
}

void CopyIndex::reserve(std::size_t more) {
  if ((used_ + more) * 5 <= slots_.size() * 4) return;
  const std::size_t wanted = std::max((used_ + more) * 5 / 4 + 1, slots_.size() * 3 / 2);
  std::vector<Slot> old(std::max(wanted, kFirstSlots));
  old.swap(slots_);
  used_ = 0;
  for (const Slot& slot : old) {
    if (slot.holder != 0) insert(slot);
  }
}

void CopyIndex::count_holders(std::uint32_t tag) {
  for (std::size_t at = place(tag); slots_[at].holder != 0; at = after(at)) {
    if (slots_[at].tag != tag) continue;
    const std::uint32_t document = slots_[at].holder - 1;
    if (shared_[document] == 0) touched_.push_back(document);
    if (shared_[document] < UINT16_MAX) ++shared_[document];
  }
}

bool CopyIndex::is_candidate(const Document& document, std::uint64_t shingles,
                             std::uint32_t shared) const {
  if (document.removed) return false;
  if (shared >= 2) return true;
  return is_sampled(shingles) != is_sampled(document.shingles) &&
         std::min<std::uint64_t>(shingles, document.shingles) <= kFewShingles;
}

void CopyIndex::find(const TextSketch& sketch, std::vector<CopyCandidate>& out) {
  out.clear();
  if (slots_.empty()) return;
  prefetch(sketch.tags);
  for (const std::uint32_t tag : sketch.tags) count_holders(tag);
  for (const std::uint32_t document : touched_) {
    const std::uint32_t shared = std::exchange(shared_[document], std::uint16_t{0});
    if (is_candidate(documents_[document], sketch.shingles, shared)) {
      out.push_back({document, shared});
    }
  }
  touched_.clear();
  std::ranges::sort(out, [this](const CopyCandidate& a, const CopyCandidate& b) {
    return a.shared != b.shared ? a.shared > b.shared : id(a.document) < id(b.document);
  });
}

std::uint64_t CopyIndex::bytes() const {
  return slots_.capacity() * sizeof(Slot) + documents_.capacity() * sizeof(Document) +
         shared_.capacity() * sizeof(std::uint16_t) + touched_.capacity() * sizeof(std::uint32_t);
}

}  // namespace headwater
