#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/origin_fields.h"
#include "base/result.h"
#include "stages/identify/outlet_registry.h"
#include "store/store.h"

namespace headwater {

/// Documents that carry a statement in copies of one text. Documents and groups are named by their
/// index.
struct OriginGroup {
  std::string cluster;                ///< Its id.
  std::size_t cluster_documents = 1;  ///< Those that do not carry the statement included.
  bool complete = true;               ///< Whether the cluster was walked to its end.
  std::vector<std::size_t> documents;
  OriginFields origin;  ///< Of its documents; indexes count in `documents`.
  /// Other groups with which a document shares a passage that reaches beyond the statement.
  std::vector<std::size_t> shares_passage_with;
  std::size_t strand = 0;  ///< The same for groups that such passages connect, from 0.
  /// The same for groups of one strand, groups that credit the same, and those of which one credits
  /// an outlet of the other; from 0.
  std::size_t source = 0;
};

/// Of how many sources a statement is.
struct OriginAnswer {
  std::vector<Carrier> carriers;      ///< By similarity, then in order of arrival.
  std::vector<OriginMember> members;  ///< The document of each.
  std::vector<OriginGroup> groups;    ///< The largest first: texts that are no copies.
  std::size_t independent = 0;        ///< Texts at most that share no longer passage.
  std::size_t sources = 0;            ///< Of these, what is left if all that is credited is true.
  OriginFields origin;                ///< Of all documents.
  bool cut = false;                   ///< See CarrierAnswer.
  bool alike_cut = false;

  /// The members that the indexes in `group.origin` count in.
  std::vector<OriginMember> members_of(const OriginGroup& group) const;
};

/// Puts documents into groups by cluster; `group_of` has the number of the cluster of each. Does
/// not depend on the order of documents but for their indexes and for the order of groups of one
/// size.
std::vector<OriginGroup> group_by_cluster(std::span<const OriginMember> members,
                                          std::span<const std::size_t> group_of,
                                          std::span<const CopyCluster> clusters);

/// Gives groups their strands and sources by the passages that they share and by what their
/// documents credit. Credits for parts of a text, and feeds without a name, put nothing together.
void number_sources(std::span<const OriginMember> members, std::vector<OriginGroup>& groups);

/// Answers for `text`, with at most `limit` documents. Errors as StoreReader::trace.
Result<OriginAnswer> find_origins(std::string_view text, double least, std::size_t limit,
                                  const OutletRegistry& registry, StoreReader& reader);

}  // namespace headwater
