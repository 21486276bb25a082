#pragma once

#include <string>
#include <vector>

#include "base/digest.h"
#include "record/rule_table.h"

namespace headwater {

/// A step as the recipe and the lineage name it.
struct RecipeStep {
  std::string stage;  ///< Kind in the catalog, such as "decode_text".
  int version = 1;
};

/// Under which rules a document was cleaned. `id` is the digest of `description`, a canonical JSON
/// object with the program's version, the steps with versions and settings, and the digests of the
/// rule packs and of the outlet registry.
struct Recipe {
  Digest id;
  std::string description;
  std::vector<RecipeStep> steps;
  RuleTable rules;
};

}  // namespace headwater
