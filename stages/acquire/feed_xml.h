#pragma once

#include <string_view>

#include "base/charset.h"
#include "base/result.h"
#include "stages/acquire/feed.h"

namespace headwater {

/// Reads the feed in `xml`, whose encoding is known, from behind its byte order mark on. Positions
/// count in `xml`. kBadFeed where no element is a feed or an entry. Requires: as XmlCursor.
Result<Feed> parse_xml_feed(std::string_view xml, Encoding encoding, std::size_t mark,
                            std::string_view uri);

}  // namespace headwater
