#pragma once

#include <cstddef>
#include <string_view>

#include "base/charset.h"

namespace headwater {

/// The encoding of a feed in XML, and what speaks for it.
struct FeedCharset {
  Encoding encoding = Encoding::kUtf8;
  std::string_view evidence;  ///< As in Decoding.
  std::size_t mark = 0;       ///< Size of the byte order mark.
};

/// Chooses the encoding of the feed in `bytes`: by its byte order mark, by `charset` (the label
/// that was declared from outside, or empty), by its XML declaration, else UTF-8, a detected one or
/// windows-1252 (RFC 7303, section 3; XML 1.0, appendix F). What the bytes refute does not count:
/// UTF-8 beyond chance is UTF-8, and what is declared as UTF-8 but is mostly not goes to detection.
/// Labels are those of the Encoding Standard, so UTF-7 and UTF-32 are none.
FeedCharset choose_feed_charset(std::string_view bytes, std::string_view charset);

/// Whether text in this encoding must be turned into UTF-8 before its markup can be found.
bool is_transcoded_feed(Encoding encoding);

}  // namespace headwater
