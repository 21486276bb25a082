#include "stages/copies/copy_index.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "stages/copies/shingles.h"

namespace headwater {
namespace {

/// Few documents should not have to grow the table often.
constexpr std::size_t kFirstSlots = 1U << 12U;
/// Tags that wait to be inserted together at most: 128 MiB, and as much again while they are
/// sorted.
constexpr std::size_t kMostWaiting = std::size_t{16} << 20;
/// Parts of the table that are filled one after the other.
constexpr std::uint32_t kParts = 1024;

/// Shingles that a tag stands for.
double rate_of(SketchSize sketch) { return sketch.sampled ? static_cast<double>(kSketchRate) : 1; }

}  // namespace

SketchSize sketch_size(std::uint64_t shingles, std::size_t tags) {
  return {static_cast<std::uint32_t>(tags), shingles > kMostUnsampled};
}

MostShared most_shared(SketchSize a, SketchSize b, std::uint32_t shared) {
  const double size_a = a.tags * rate_of(a);
  const double size_b = b.tags * rate_of(b);
  double common = shared;
  if (a.sampled || b.sampled) {
    // A sampled shingle is one of kSketchRate by chance, so the tags shared are spread as a Poisson
    // variable is; two more, because the spread of few is not known from few.
    common = (common + 3 * std::sqrt(common) + 2) * static_cast<double>(kSketchRate);
  }
  const double smaller = std::min(size_a, size_b);
  common = std::min(common, smaller);
  return {common / (size_a + size_b - common), common / smaller};
}

std::uint32_t CopyIndex::add_document(std::string_view id, std::int64_t order, SketchSize sketch) {
  assert(id.size() == 16);
  Document document;
  std::copy_n(id.begin(), document.id.size(), document.id.begin());
  document.order = order;
  document.sketch = sketch;
  documents_.push_back(document);
  shared_.emplace_back();
  clusters_.grow(size());
  return size() - 1;
}

std::uint32_t CopyIndex::add(std::string_view id, std::int64_t order, std::uint64_t shingles,
                             std::span<const std::uint32_t> tags) {
  const SketchSize sketch = headwater::sketch_size(shingles, tags.size());
  const std::uint32_t number = add_document(id, order, sketch);
  reserve(tags.size());
  prefetch(tags);
  common_tags_.clear();
  for (const std::uint32_t tag : tags) {
    if (!insert({tag, number + 1})) common_tags_.push_back(tag);
  }
  if (!common_tags_.empty()) common_.add(number, common_tags_, sketch.tags, sketch.sampled);
  return number;
}

void CopyIndex::add_later(std::string_view id, std::int64_t order, std::uint64_t shingles,
                          std::span<const std::uint32_t> tags) {
  const SketchSize sketch = headwater::sketch_size(shingles, tags.size());
  const std::uint32_t number = add_document(id, order, sketch);
  for (const std::uint32_t tag : tags) waiting_.push_back({tag, number + 1});
  if (waiting_.size() >= kMostWaiting) insert_waiting();
}

void CopyIndex::finish_adding() {
  insert_waiting();
  waiting_ = {};
}

/// In the order of the table, a part of it at a time that fits into the cache: a sort by the upper
/// bits of the tags, in which the documents of a tag keep their order.
void CopyIndex::insert_waiting() {
  reserve(waiting_.size());
  std::array<std::size_t, kParts + 1> begins{};
  const auto part_of = [](const Slot& slot) { return slot.tag / (UINT32_MAX / kParts + 1); };
  for (const Slot& slot : waiting_) ++begins[part_of(slot) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<Slot> sorted(waiting_.size());
  for (const Slot& slot : waiting_) sorted[begins[part_of(slot)]++] = slot;
  waiting_.clear();
  for (const Slot& slot : sorted) {
    if (!insert(slot)) waiting_.push_back(slot);
  }
  std::ranges::sort(waiting_, {}, [](const Slot& s) { return std::pair(s.holder, s.tag); });
  for (auto slot = waiting_.begin(); slot != waiting_.end();) {
    const std::uint32_t holder = slot->holder;
    common_tags_.clear();
    for (; slot != waiting_.end() && slot->holder == holder; ++slot) {
      common_tags_.push_back(slot->tag);
    }
    const SketchSize sketch = documents_[holder - 1].sketch;
    common_.add(holder - 1, common_tags_, sketch.tags, sketch.sampled);
  }
  waiting_.clear();
}

/// Each tag is somewhere else in memory: asked for together, they come in the time of a few.
void CopyIndex::prefetch(std::span<const std::uint32_t> tags) const {
  for (const std::uint32_t tag : tags) __builtin_prefetch(&slots_[place(tag)]);
}

/// False if the tag has as many holders as the table keeps.
bool CopyIndex::insert(Slot slot) {
  std::uint32_t holders = 0;
  std::size_t at = place(slot.tag);
  for (; slots_[at].holder != 0; at = after(at)) {
    if (slots_[at].tag == slot.tag && ++holders == kMostHolders) return false;
  }
  slots_[at] = slot;
  ++used_;
  return true;
}

void CopyIndex::reserve(std::size_t more) {
  if ((used_ + more) * 5 <= slots_.size() * 4) return;
  const std::size_t wanted = std::max((used_ + more) * 5 / 4 + 1, slots_.size() * 3 / 2);
  Slots old(std::max(wanted, kFirstSlots));
  old.swap(slots_);
  used_ = 0;
  for (const Slot& slot : old) {
    if (slot.holder != 0) insert(slot);
  }
}

/// Whether the tag with these holders_ stands in texts that have little else in common.
bool CopyIndex::is_slogan() {
  if (holders_.size() <= kFewHolders) return false;
  std::array<std::uint32_t, kFewClusters> met{};
  std::size_t clusters = 0;
  for (const std::uint32_t holder : std::span(holders_).first(kFewHolders)) {
    const std::uint32_t cluster = clusters_.find(holder);
    if (std::find(met.begin(), met.begin() + clusters, cluster) != met.begin() + clusters) continue;
    if (clusters == kFewClusters) return true;
    met[clusters++] = cluster;
  }
  return false;
}

/// True if the tag has as many holders as the table keeps.
bool CopyIndex::count_holders(std::uint32_t tag) {
  holders_.clear();
  for (std::size_t at = place(tag); slots_[at].holder != 0; at = after(at)) {
    if (slots_[at].tag != tag) continue;
    holders_.push_back(slots_[at].holder - 1);
    if (holders_.size() == kMostHolders) break;
  }
  const std::uint32_t telling = is_slogan() ? 0 : 1;
  for (const std::uint32_t document : holders_) {
    Shared& shared = shared_[document];
    if (shared.tags++ == 0) touched_.push_back(document);
    shared.telling += telling;
  }
  return holders_.size() == kMostHolders;
}

bool CopyIndex::is_candidate(std::uint32_t document, SketchSize sketch,
                             std::uint32_t shared) const {
  if (documents_[document].removed) return false;
  if (shared >= 2) return true;
  const SketchSize other = documents_[document].sketch;
  return sketch.sampled != other.sampled && std::min(sketch.tags, other.tags) <= kFewShingles;
}

void CopyIndex::find(const TextSketch& sketch, std::vector<CopyCandidate>& out) {
  out.clear();
  for (const std::uint32_t document : touched_) shared_[document] = {};
  touched_.clear();
  if (slots_.empty()) return;
  prefetch(sketch.tags);
  common_tags_.clear();
  for (const std::uint32_t tag : sketch.tags) {
    if (count_holders(tag) && !common_.empty()) common_tags_.push_back(tag);
  }
  common_.find(common_tags_);
  const SketchSize size = headwater::sketch_size(sketch.shingles, sketch.tags.size());
  for (const std::uint32_t document : touched_) {
    const std::uint32_t shared = shared_[document].tags + common_.shared_with(document);
    if (is_candidate(document, size, shared))
      out.push_back({document, shared, shared_[document].telling});
  }
  std::ranges::sort(out, [this](const CopyCandidate& a, const CopyCandidate& b) {
    return a.shared != b.shared ? a.shared > b.shared : id(a.document) < id(b.document);
  });
}

std::uint64_t CopyIndex::bytes() const {
  return slots_.capacity() * sizeof(Slot) + documents_.capacity() * sizeof(Document) +
         shared_.capacity() * sizeof(Shared) + touched_.capacity() * sizeof(std::uint32_t) +
         clusters_.size() * sizeof(std::uint32_t) + common_.bytes();
}

}  // namespace headwater
