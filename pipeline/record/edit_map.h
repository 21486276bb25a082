#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/rule_table.h"
#include "record/text_span.h"

namespace headwater {

/// One passage of T that is not part of the cleaned text, and the rule that decided it.
struct Cut {
  TextSpan span;
  RuleIndex rule = 0;
  auto operator<=>(const Cut&) const = default;
};

/// T to C: the passages that are left out. Stages propose cuts in any order and without regard to
/// each other; `settle` turns the proposals into the canonical list, which depends only on the set
/// of proposals. A value; const use is thread-safe.
class EditMap {
 public:
  /// Proposes a cut. Requires: span lies in T, not empty, edges on code-point edges.
  void propose(Cut cut) { proposed_.push_back(cut); }
  const std::vector<Cut>& proposed() const { return proposed_; }

  /// Makes the canonical list from the proposals for `text` (all of T): where proposals overlap the
  /// one that begins first (then the longer, then the smaller rule) keeps its bytes; then each cut
  /// takes the white space that would be left dangling: a cut of whole lines takes what follows it
  /// up to the next kept byte, the last cut of a text also what precedes it, a cut inside a line
  /// one side. Runs again from all proposals, so it may be called after each stage.
  void settle(std::string_view text);

  /// The canonical list: ascending, disjoint, none empty.
  const std::vector<Cut>& cuts() const { return cuts_; }
  /// A map with exactly these canonical `cuts`, as read back from a store; kBadMap if not
  /// canonical.
  static Result<EditMap> from_cuts(std::vector<Cut> cuts, std::uint64_t text_size);

  /// Appends the kept spans of a T of `text_size` bytes to `out`, ascending.
  void kept_spans(std::uint64_t text_size, std::vector<TextSpan>& out) const;
  /// The kept parts of `span`, ascending.
  std::vector<TextSpan> kept_within(TextSpan span) const;
  /// Appends C to `out`.
  void append_cleaned(std::string_view text, std::string& out) const;
  std::string cleaned(std::string_view text) const;
  /// The cut that holds the byte of T at `offset`, or null. Valid until the map changes.
  const Cut* cut_at(std::uint64_t offset) const;

 private:
  std::vector<Cut> proposed_;
  std::vector<Cut> cuts_;
};

}  // namespace headwater
