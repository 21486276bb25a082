#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Proposes to cut what was added round the text on its way: syndication notices, sign-offs of
/// agencies, captions, copyright lines. Rules come from the packs. A line that tag_outlet
/// recognised as the signature of an outlet is cut here too, so that names are kept in the registry
/// alone.
StageKind strip_boilerplate_kind();

}  // namespace headwater
