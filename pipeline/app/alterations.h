#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "record/article.h"

namespace headwater {

/// A place where the cleaned text of a copy differs from that of the reference copy. `here` is in T
/// of the copy, `there` in T of the reference; each reaches from the first to the last letter or
/// mark of what is not shared, cuts between them included. One of them may be empty: then it is the
/// point at which the other side has more.
struct Alteration {
  TextSpan here;
  TextSpan there;
  bool adds() const { return !here.empty(); }
  bool cuts() const { return !there.empty(); }
};

/// What two texts do not share.
struct Alterations {
  std::vector<Alteration> places;  ///< In the order of the copy.
  /// False where the edge has as many passages as are kept: then nothing is said of what follows
  /// the last one.
  bool complete = true;
};

/// What stands between the aligned passages of an edge, seen from `here`. Where passages follow
/// each other in both texts, what stands between them was replaced; else it was added or cut. Words
/// that are the same but too few for a passage count as altered. Requires: `passages` as in a
/// CopyEdge. Passages outside of the texts are passed over.
Alterations find_alterations(const Article& here, const Article& there,
                             std::span<const AlignedPassage> passages);

/// The cleaned text within `span` as one line: what was cut is left out, white space is one space.
std::string line_within(const Article& article, TextSpan span);

}  // namespace headwater
