#pragma once

#include <array>
#include <cstdint>

#include "record/rule_table.h"

namespace headwater {

/// Every rule by which blocks of a page are cut; select_rules.inc says of each its id, its reason
/// and why it is right. kKeep is none: the block is article.
enum class SelectRule : std::uint8_t {
  kKeep,
#define X(name, id, reason, why) name,
#include "stages/extract/select_rules.inc"
#undef X
  kCount,
};

/// The places of the rules in a recipe's table.
class SelectRules {
 public:
  explicit SelectRules(RuleTable& table);
  /// Requires: rule is neither kKeep nor kCount.
  RuleIndex index_of(SelectRule rule) const { return indices_[static_cast<std::size_t>(rule)]; }

 private:
  std::array<RuleIndex, static_cast<std::size_t>(SelectRule::kCount)> indices_ = {};
};

/// The reason that a rule gives.
CutReason reason_of(SelectRule rule);

}  // namespace headwater
