#pragma once

#include <span>

#include "stage/stage_kind.h"

namespace headwater {

/// All kinds of stage, in the order of the default plan.
std::span<const StageKind> stage_kinds();
/// All kinds of source.
std::span<const SourceKind> source_kinds();

}  // namespace headwater
