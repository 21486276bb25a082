#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Says of each document what it repeats: the same payload again is dropped as another sighting of
/// the document that is stored; the same words in another payload are marked as a copy of the
/// earliest document that has them.
StageKind link_copies_kind();

}  // namespace headwater
