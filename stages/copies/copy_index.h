#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/article.h"
#include "stages/copies/common_tags.h"
#include "stages/copies/disjoint_sets.h"
#include "stages/copies/tag_table.h"

namespace headwater {

/// A document that shares tags with the one asked about.
struct CopyCandidate {
  std::uint32_t document = 0;  ///< Number in the index.
  std::uint32_t shared = 0;    ///< Tags in common.
  std::uint32_t telling = 0;   ///< Of these, tags that are no slogan, see CopyIndex.
  bool operator==(const CopyCandidate&) const = default;
};

/// How many tags a text has, and whether they are a sample of its shingles or all of them.
struct SketchSize {
  std::uint32_t tags = 0;
  bool sampled = false;
};
SketchSize sketch_size(std::uint64_t shingles, std::size_t tags);

/// The most that two texts can have in common by what their sketches share: the estimate and three
/// standard deviations more. Depends on the pair alone.
struct MostShared {
  double jaccard = 0;
  double containment = 0;  ///< Of the shorter text.
};
MostShared most_shared(SketchSize a, SketchSize b, std::uint32_t shared);

/// Which documents share tags with a text: a TagTable and 52 bytes a document (vectors may hold as
/// much again while they grow). The holders of a tag beyond the first kMostHolders are kept by
/// groups, see CommonTags. A tag that many clusters have is a slogan: what an outlet prints in
/// every article. Whether one is depends on what was added before; nothing else that is said of a
/// pair does. One thread.
class CopyIndex {
 public:
  static constexpr std::uint32_t kMostHolders = 256;
  /// A slogan has more holders, of which the first ones are of more clusters.
  static constexpr std::uint32_t kFewHolders = 16;
  static constexpr std::size_t kFewClusters = 4;
  /// A text with so few shingles shares hardly any tag with a sampled one: one is enough then.
  static constexpr std::uint32_t kFewShingles = 64;

  /// Adds a document; `id` has 16 bytes, `order` grows with the time at which it was first seen.
  /// Returns its number, from 0. Requires: tags ascend, each once.
  std::uint32_t add(std::string_view id, std::int64_t order, const TextSketch& sketch) {
    return add(id, order, sketch.shingles, sketch.tags);
  }
  std::uint32_t add(std::string_view id, std::int64_t order, std::uint64_t shingles,
                    std::span<const std::uint32_t> tags);
  /// Makes room for documents with so many tags together, in one go.
  void reserve(std::uint64_t tags) { table_.reserve(tags); }
  /// Two documents are of one cluster.
  void unite(std::uint32_t a, std::uint32_t b) { clusters_.unite(a, b); }
  /// The number that stands for a document's cluster: that of the member added first.
  std::uint32_t cluster(std::uint32_t document) { return clusters_.find(document); }
  /// The document is found no more.
  void remove(std::uint32_t document) { documents_[document].removed = true; }

  /// Replaces `out` by documents that share at least two tags with `sketch`, or one where a text of
  /// at most kFewShingles meets a sampled one: all of them but those that only groups lead to. Most
  /// shared first, then by id.
  void find(const TextSketch& sketch, std::vector<CopyCandidate>& out);
  /// The groups with common tags of that sketch.
  std::span<const std::uint32_t> groups() const { return common_.found(); }
  CommonGroup& group(std::uint32_t number) { return common_.group(number); }
  std::uint32_t shared_by(std::uint32_t group) const { return common_.shared_by(group); }
  /// Whether a document was looked at by the last find(), or is to be found no more.
  bool settled(std::uint32_t document) const {
    return shared_[document].tags != 0 || documents_[document].removed;
  }
  /// Whether the last find() came upon the document, and it may still be found.
  bool found(std::uint32_t document) const {
    return shared_[document].tags != 0 && !documents_[document].removed;
  }

  std::string_view id(std::uint32_t document) const {
    return {documents_[document].id.data(), documents_[document].id.size()};
  }
  std::int64_t order(std::uint32_t document) const { return documents_[document].order; }
  SketchSize sketch_size(std::uint32_t document) const { return documents_[document].sketch; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(documents_.size()); }
  /// Memory held.
  std::uint64_t bytes() const;

 private:
  struct Shared {
    std::uint32_t tags = 0;
    std::uint32_t telling = 0;
  };
  struct Document {
    std::array<char, 16> id{};
    std::int64_t order = 0;
    SketchSize sketch;
    bool removed = false;
  };

  std::uint32_t add_document(std::string_view id, std::int64_t order, SketchSize sketch);
  bool count_holders(std::uint32_t tag);
  bool is_slogan();
  bool is_candidate(std::uint32_t document, SketchSize sketch, std::uint32_t shared) const;

  TagTable table_;
  CommonTags common_;
  std::vector<Document> documents_;
  std::vector<Shared> shared_;          ///< By document, zero but for those found last.
  std::vector<std::uint32_t> touched_;  ///< Those that are not zero.
  std::vector<std::uint32_t> common_tags_;
  std::vector<std::uint32_t> holders_;  ///< Of the tag in hand.
  DisjointSets clusters_;
};

}  // namespace headwater
