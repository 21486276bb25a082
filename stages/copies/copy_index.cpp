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
  table_.reserve(tags.size());
  table_.prefetch(tags);
  common_tags_.clear();
  for (const std::uint32_t tag : tags) {
    if (!table_.add(tag, number, kMostHolders)) common_tags_.push_back(tag);
  }
  if (!common_tags_.empty()) common_.add(number, common_tags_, sketch.tags, sketch.sampled);
  return number;
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
  table_.find(tag, kMostHolders, holders_);
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
  table_.prefetch(sketch.tags);
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
  return table_.bytes() + documents_.capacity() * sizeof(Document) +
         shared_.capacity() * sizeof(Shared) + touched_.capacity() * sizeof(std::uint32_t) +
         clusters_.size() * sizeof(std::uint32_t) + common_.bytes();
}

}  // namespace headwater
