#include "record/rule_table.h"

#include <utility>

namespace headwater {

RuleIndex RuleTable::add(RuleInfo rule) {
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (rules_[i].id == rule.id) return static_cast<RuleIndex>(i);
  }
  rules_.push_back(std::move(rule));
  return static_cast<RuleIndex>(rules_.size() - 1);
}

}  // namespace headwater
