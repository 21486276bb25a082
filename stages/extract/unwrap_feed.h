#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Stage "unwrap_feed": takes the article out of an entry of a feed (a media type of
/// feed_entry_type, the payload one item or entry as it stood there) and passes everything else on
/// untouched. The content becomes what FeedEntry::body is, its outer escaping undone, with the map
/// to the bytes of the entry: HTML, which extract_html reads, or plain text. HTML that was escaped
/// once too often is unescaped once more. Title, byline, date of publication and of change,
/// language and whether it is free to read become fields with evidence of the kind "feed".
///
/// The entry stands alone: its charset is the arrival's, and prefixes of namespaces mean what they
/// usually do. A time without a zone gives its day only; a date before 1990 or more than a day
/// after the capture gives none.
///
/// Dropped as empty: an entry without text. Quarantined: what is no entry (kBadFeed, kBadJson), and
/// text with U+0000 (kBinary).
StageKind unwrap_feed_kind();

}  // namespace headwater
