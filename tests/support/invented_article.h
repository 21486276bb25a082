#pragma once

#include <vector>

#include "record/article.h"
#include "record/rule_table.h"

namespace headwater::testing {

/// An article of an invented outlet, the second line of a JSON Lines file, with every section
/// filled: an entity-like run, two cuts, two statements. For tests of what is printed.
Article invented_article();

/// The rules that its cuts name.
std::vector<RuleInfo> invented_rules();

}  // namespace headwater::testing
