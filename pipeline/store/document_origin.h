#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "record/article.h"
#include "record/text_span.h"

namespace headwater {

/// An outlet at which a document was seen; where it is unknown, a host.
struct SeenAt {
  std::optional<std::string> outlet;  ///< Id; nothing where the outlet is unknown.
  std::string name;                   ///< Of the outlet; empty where it is unknown.
  Timestamp first_seen;
  std::string uri;             ///< Where it was first seen there.
  std::uint64_t captures = 0;  ///< How often.
};

/// What the store knows about where a document came from, without its text.
struct DocumentOrigin {
  std::int64_t key = 0;  ///< Row in the store.
  std::string document;  ///< Its id.
  Digest folded;         ///< Of the folded text: equal for copies that differ in form only.
  std::optional<std::string> title;
  std::optional<Field> published_at;  ///< In the form of Article::published_at.
  std::optional<WireCredit> wire;     ///< As its first capture says.
  bool compared = true;               ///< Whether its recipe looks for copies.
  /// By outlet, the first capture's first, then in order of first_seen; never empty.
  std::vector<SeenAt> seen;
};

/// A document that carries a statement, and the sentence of it that is most like the statement.
struct Carrier {
  std::int64_t key = 0;  ///< Row in the store.
  std::string document;  ///< Its id.
  TextSpan span;         ///< Of the sentence, in T.
  std::string text;      ///< The sentence as printed.
  double similarity = 0;
};

/// Which documents carry a statement.
struct CarrierAnswer {
  std::vector<Carrier> carriers;  ///< By similarity, then in order of arrival.
  bool cut = false;               ///< There are more than were asked for.
  /// Documents that word it otherwise were looked for among some only: those with its rarest words
  /// are too many, or too many wait for the search index.
  bool alike_cut = false;
};

/// Documents that are connected by copies of any kind but shares-passage.
struct CopyCluster {
  std::string id;                    ///< The smallest member's.
  std::vector<std::string> members;  ///< Ids, ascending.
  bool complete = true;              ///< Whether these are all; if not, `id` need not be the least.
};

/// Which of some documents are of one cluster.
struct ClusterGroups {
  std::vector<std::size_t> group_of;  ///< For each document asked for, an index of `clusters`.
  std::vector<CopyCluster> clusters;  ///< In order of their first document.
};

}  // namespace headwater
