#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Says which agency or press-release service supplied the text, from what the text itself says:
/// dateline, notice, copyright line, byline, source line, sign-off, thanks for contributions. Each
/// is evidence with its place. The strongest kind names the agency; the outlet itself is never its
/// own supplier. The way a desk signs without a name counts only where no supplier is named. Where
/// the text stood before ("origin-notice") and what its page links to as the original
/// ("canonical-link", "based-on") are evidence too; they name no agency. A press release carries
/// one evidence of kind "press-release" more. Reads the first and last lines only. Names come from
/// the registry.
StageKind find_wire_credit_kind();

}  // namespace headwater
