#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Splits what is kept of each block into statements: sentences with their places in T and the keys
/// they are found by. A block's end and a cut end a statement. What has no word in it is none.
StageKind split_statements_kind();

}  // namespace headwater
