#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Stage "unwrap_json": takes the article out of a JSON record (media type application/json) and
/// passes everything else on untouched. The content becomes, of the first that is not blank:
///   1. the text of the first member that the setting text_fields names (of ninjs 1: body_text);
///   2. the HTML of the first that html_fields names (of ninjs 1: body_html, body_xhtml), which
///      extract_html reads;
///   3. a body of an item of ninjs 2 or 3: read_ninjs (ninjs.h) says which. Of one in NITF it is
///      the inside of body.content.
/// It is unescaped and has its map; text that begins with a tag is HTML, too. Title, byline, date
/// and language become fields whose evidence is the member they stand in. An item of ninjs 2 or 3
/// gives its headline before its title, and its supplier as an agency.
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
