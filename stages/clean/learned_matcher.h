#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "record/article.h"
#include "record/rule_table.h"
#include "stage/stage_kind.h"
#include "stages/clean/learned_set.h"

namespace headwater {

/// The learned sets of a configuration, ready to propose cuts: passages are looked up by their
/// masked words, no pattern is tried. The last set in the order of the configuration holds; those
/// before it are its history, but what their owner marked as kept is kept. What was found formulaic
/// is never cut. Const use is thread-safe.
class LearnedMatcher {
 public:
  /// Reads the learned sets among the rule packs of `context` and enters their rules in the rule
  /// table. kBadConfig lists every mistake with its place.
  static Result<LearnedMatcher> load(const StageContext& context);

  /// Proposes a cut for every learned passage of the article's outlet, or of any outlet, that is
  /// not sheltered (see Passage).
  void propose_cuts(Article& article) const;

 private:
  struct Entry {
    std::string owner;
    PassageKind kind;
    RuleIndex rule;
  };
  const Entry* find(std::string_view words, PassageKind kind, std::string_view owner) const;

  std::unordered_multimap<std::string, Entry> entries_;  // by words
};

}  // namespace headwater
