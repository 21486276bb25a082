#pragma once

#include "feed/feed_entry.h"
#include "feed/xml_cursor.h"

namespace headwater {

/// Whether the element that began last is an entry of a feed: item or entry.
bool is_xml_entry(const XmlCursor& cursor);

/// Reads the entry at whose start `cursor` stands and leaves it behind its end. Positions count in
/// cursor.xml().
FeedEntry read_xml_entry(XmlCursor& cursor);

}  // namespace headwater
