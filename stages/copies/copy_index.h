#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/article.h"

namespace headwater {

/// A document that shares tags with the one asked about.
struct CopyCandidate {
  std::uint32_t document = 0;  ///< Number in the index.
  std::uint32_t shared = 0;    ///< Tags in common.
  bool operator==(const CopyCandidate&) const = default;
};

/// Which documents have a tag: one flat table of (tag, document) with linear probing, in memory.
/// 8 bytes a tag at a load between 0.53 and 0.8, and 34 bytes a document (vectors may hold half as
/// much again while they grow). A slot's place follows
/// from its tag alone, so the table grows without anything else being kept.
///
/// What is found depends on the documents that were added, not on their order, but for one bound
/// that keeps the time for a document limited: a tag remembers the first kMostHolders documents.
/// Where a passage stands in more texts, what is found depends on which of them came first. One
/// thread.
class CopyIndex {
 public:
  static constexpr std::uint32_t kMostHolders = 1024;
  /// A text with so few shingles shares hardly any tag with a sampled one: one is enough then.
  static constexpr std::uint64_t kFewShingles = 64;

  /// Adds a document; `id` has 16 bytes, `order` grows with the time at which it was first seen.
  /// Returns its number, from 0. Requires: tags ascend, each once.
  std::uint32_t add(std::string_view id, std::int64_t order, const TextSketch& sketch) {
    return add(id, order, sketch.shingles, sketch.tags);
  }
  std::uint32_t add(std::string_view id, std::int64_t order, std::uint64_t shingles,
                    std::span<const std::uint32_t> tags);
  /// The document is found no more.
  void remove(std::uint32_t document) { documents_[document].removed = true; }
  /// Replaces `out` by the documents that share at least two tags with `sketch`, or one where a
  /// text of at most kFewShingles meets a sampled one. Most shared first, then by id.
  void find(const TextSketch& sketch, std::vector<CopyCandidate>& out);

  std::string_view id(std::uint32_t document) const {
    return {documents_[document].id.data(), documents_[document].id.size()};
  }
  std::int64_t order(std::uint32_t document) const { return documents_[document].order; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(documents_.size()); }
  /// Memory held.
  std::uint64_t bytes() const;

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t holder = 0;  ///< Number of the document plus 1; 0: empty.
  };
  struct Document {
    std::array<char, 16> id{};
    std::int64_t order = 0;
    std::uint32_t shingles = 0;
    bool removed = false;
  };

  std::size_t place(std::uint32_t tag) const {
    return static_cast<std::size_t>((static_cast<std::uint64_t>(tag) * slots_.size()) >> 32U);
  }
  std::size_t after(std::size_t slot) const { return slot + 1 == slots_.size() ? 0 : slot + 1; }
  void prefetch(std::span<const std::uint32_t> tags) const;
  void insert(Slot slot);
  void reserve(std::size_t more);
  void count_holders(std::uint32_t tag);
  bool is_candidate(const Document& document, std::uint64_t shingles, std::uint32_t shared) const;

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::vector<Document> documents_;
  std::vector<std::uint16_t> shared_;   ///< By document, zero between calls.
  std::vector<std::uint32_t> touched_;  ///< Those that are not zero.
};

}  // namespace headwater
