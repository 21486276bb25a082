#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/origin_fields.h"
#include "app/version_place.h"
#include "base/result.h"
#include "stages/identify/outlet_registry.h"
#include "store/store.h"

namespace headwater {

/// A member of a cluster and its place in it. Members are named by their index in the story.
struct CopyMember {
  OriginMember member;
  std::optional<VersionPlace> version;  ///< Read for those that are listed only.
  /// What links it to other members, by index; read for those that are listed only.
  struct Link {
    std::size_t other = 0;
    CopyEdge edge;       ///< Seen from this member.
    bool stored = true;  ///< False where the two texts were compared only now.
  };
  std::vector<Link> links;
  /// The link to its nearest relative: of the highest share, then the earliest in the timeline. An
  /// index of `links`.
  std::optional<std::size_t> nearest;
  /// The link to the reference copy, or to one of the same text as it. Not every pair of a large
  /// cluster has been compared, so where none is stored the two texts are compared now.
  std::optional<std::size_t> to_reference;
  /// The first member with the same text, where that is another one.
  std::optional<std::size_t> same_text_as;
  /// In the cluster only by way of others: it shares a passage with the reference copy at most.
  bool chained = false;
};

/// Why a copy is what the others are compared with.
enum class ReferenceReason { kEarliestDated, kFirstSeen, kSmallestId };
std::string_view reference_reason(ReferenceReason reason);

/// A document outside of the cluster that shares a passage with the one asked for.
struct PassageNeighbour {
  DocumentOrigin origin;
  CopyEdge edge;  ///< Seen from the document asked for.
};

/// What is known about who copied whom.
struct CopyStory {
  CopyCluster cluster;
  std::size_t asked = 0;            ///< The member asked for.
  std::vector<CopyMember> members;  ///< By earliest date, those without one last; then first seen.
  std::vector<std::size_t> listed;  ///< Which of them are told of, ascending.
  std::size_t reference = 0;        ///< The member that others are compared with: no origin.
  ReferenceReason reason = ReferenceReason::kSmallestId;
  OriginFields origin;  ///< Of all members, not only those listed.
  std::vector<PassageNeighbour> neighbours;
  bool more_neighbours = false;
};

/// Reads the story of the document with this id; at most `limit` members and neighbours are listed,
/// the one asked for and the reference copy always. Errors as StoreReader::document.
Result<CopyStory> read_copy_story(std::string_view id, std::size_t limit,
                                  const OutletRegistry& registry, StoreReader& reader);

}  // namespace headwater
