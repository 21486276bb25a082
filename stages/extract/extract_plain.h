#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Finds the paragraphs of plain text and what stands above its prose: title, byline, date,
/// dateline. Each is kept as a field with its evidence and proposed as a cut; a field that an outer
/// format gave already stays as it is. In doubt nothing is cut.
StageKind extract_plain_kind();

}  // namespace headwater
