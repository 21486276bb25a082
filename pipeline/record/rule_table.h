#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/cut_reason.h"

namespace headwater {

/// Position of a rule in the rule table of a recipe.
using RuleIndex = std::uint32_t;

/// What can be said of a rule that cuts text: its name ("syndication.auto-generated"), the reason
/// it gives, and in one sentence why it is right to cut.
struct RuleInfo {
  std::string id;
  CutReason reason = CutReason::kOther;
  std::string why;
};

/// All rules of a recipe. Filled while the stages are built, constant afterwards: indices are valid
/// for the life of the recipe and are what cuts and stored maps hold.
class RuleTable {
 public:
  /// The index of the rule named `rule.id`, added if it is new.
  RuleIndex add(RuleInfo rule);
  /// Requires: index < size().
  const RuleInfo& at(RuleIndex index) const { return rules_[index]; }
  std::size_t size() const { return rules_.size(); }
  const std::vector<RuleInfo>& rules() const { return rules_; }

 private:
  std::vector<RuleInfo> rules_;
};

}  // namespace headwater
