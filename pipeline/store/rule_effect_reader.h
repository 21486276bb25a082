#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"
#include "store/queries.h"
#include "store/store.h"

namespace headwater {

/// What `rule` removed from the current documents, with at most `samples` passages. Reads the cuts
/// of all documents once, and the texts of a bounded number.
Result<RuleEffect> read_rule_effect(Queries& queries, const std::string& rule, std::size_t samples);

/// What cleaning under `recipe` changed, and what its rules whose id begins with `rules` removed.
Result<RecipeEffect> read_recipe_effect(Queries& queries, const Digest& recipe,
                                        std::string_view rules);

}  // namespace headwater
