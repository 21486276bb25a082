#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Proposes to cut what asks something of the reader: advertisements, newsletter and app prompts,
/// share lines, links to other articles. Rules come from the packs; see `asks_the_reader` for
/// which.
StageKind strip_ads_kind();

}  // namespace headwater
