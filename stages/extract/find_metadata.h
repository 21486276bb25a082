#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Stage "find_metadata": reads what a page of HTML says of its article into fields, each with its
/// evidence and the bytes of the page it stands in: title, byline, dates, language, and the facts
/// of PageFacts. A field that an outer format gave already stays as it is. Documents without a page
/// pass untouched. Never quarantines: a page that says nothing leaves its fields empty.
///
/// The lineage detail tells what was there but could not be used: linked data that is broken, dates
/// that are none.
StageKind find_metadata_kind();

}  // namespace headwater
