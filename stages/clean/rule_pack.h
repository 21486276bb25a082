#pragma once

#include <span>
#include <vector>

#include "base/config_mistake.h"
#include "stage/stage_kind.h"
#include "stages/clean/rule.h"

namespace headwater {

/// What a set of rule packs holds: its rules in order of files and entries, and everything that is
/// wrong with how they are written. Rules with a mistake are left out.
struct RulePacks {
  std::vector<Rule> rules;
  std::vector<ConfigMistake> mistakes;
};

/// Reads rule packs (TOML, an array of tables called "rule"). Every rule must have an id of its
/// own, a reason of the closed list, a place, a pattern, the sentence that says why, and samples of
/// what it removes and of what it keeps.
RulePacks parse_rule_packs(std::span<const ConfigFile> files);

/// Appends what is wrong with `rule` when it is put to work: a pattern that is refused, and every
/// sample that it treats otherwise than it says.
void check_rule(const Rule& rule, std::vector<ConfigMistake>& mistakes);

/// All mistakes of `files`, by place: what `headwater check` prints. None: the packs are in order.
std::vector<ConfigMistake> check_rule_packs(std::span<const ConfigFile> files);

}  // namespace headwater
