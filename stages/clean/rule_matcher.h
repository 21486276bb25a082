#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/text_span.h"
#include "stages/clean/rule.h"

namespace headwater {

/// A passage that a rule wants cut. `rule` counts in the rules the matcher was built from.
struct RuleHit {
  TextSpan span;
  std::size_t rule = 0;
  auto operator<=>(const RuleHit&) const = default;
};

/// What the matcher looks at: T, where its paragraphs are, a passage that no rule may take, and
/// those that are no part of the article.
struct MatchInput {
  std::string_view text;
  std::span<const TextSpan>
      paragraphs;       ///< Ascending, disjoint, without white space at their ends.
  TextSpan title = {};  ///< Empty where there is none.
  /// Ascending and disjoint. Lines inside of them are as if they were not there: they are no head
  /// or tail, and nobody looks at them.
  std::span<const TextSpan> left_out = {};
};

/// Finds what a set of rules would cut, in time linear in the text. All patterns of a zone are
/// tried at once (one automaton), on whole lines or from where a sentence begins, so that prose is
/// left after a few bytes and a rule that is not met costs next to nothing. Passages inside
/// quotation marks, and the title, are left alone. Const use is thread-safe.
class RuleMatcher {
 public:
  /// kBadConfig with RE2's words if a pattern is refused or matches the empty text. Only the rules'
  /// id, where, pattern and max_length matter.
  static Result<RuleMatcher> build(std::span<const Rule> rules);
  ~RuleMatcher();
  RuleMatcher(RuleMatcher&&) noexcept;
  RuleMatcher& operator=(RuleMatcher&&) noexcept;

  /// Appends the hits in `input` to `hits`, by line; spans are exact, without surrounding white
  /// space.
  void find(const MatchInput& input, std::vector<RuleHit>& hits) const;

 private:
  struct State;
  explicit RuleMatcher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace headwater
