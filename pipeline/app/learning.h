#pragma once

#include "base/result.h"
#include "stages/clean/learned_set.h"
#include "store/store.h"

namespace headwater {

/// What the documents of a store teach, read twice; the same set for the same documents.
Result<LearnedSet> learn_from(StoreReader& reader);

}  // namespace headwater
