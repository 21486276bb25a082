#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Stage "unwrap_json": takes the article out of a JSON record (media type application/json) and
/// passes everything else on untouched. The content becomes the unescaped text with its map, or
/// where there is none the HTML, which extract_html reads; text that begins with a tag is HTML,
/// too. Title, byline, date and language become fields whose evidence is the member they stand in.
///
/// Quarantined, with line and byte in the message: what is not one JSON object in UTF-8 (kBadJson;
/// also one that names a member twice, because readers disagree on which counts), nesting beyond
/// kMaxJsonDepth (kTooDeep), text with U+0000 (kBinary), and a record without text or whose text is
/// no string (kMissingField).
///
/// A lone surrogate becomes U+FFFD and is counted in the lineage detail. So are metadata members
/// that say nothing usable (a date that is no date): they are ignored, not fatal.
StageKind unwrap_json_kind();

}  // namespace headwater
