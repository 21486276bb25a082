#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Takes the sketch of the cleaned text, by which texts that share passages are found.
StageKind sketch_text_kind();

}  // namespace headwater
