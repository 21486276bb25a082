#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace headwater {

/// What a body holds once its codings are undone.
struct DecodedContent {
  std::string bytes;
  /// The codings that were undone, in the order in which they had been applied: what
  /// Arrival::content_encoding says. Undoing these again gives the same bytes. Empty where nothing
  /// was undone: `bytes` then is what was received.
  std::string codings;
  std::string note;  ///< What was odd but harmless, such as a label that is not true; else empty.
};

/// Undoes `codings`, a list as in Content-Encoding (RFC 9110, section 8.4.1): gzip and x-gzip;
/// deflate, in its zlib form and the raw one that servers confuse with it; br (RFC 7932); zstd (RFC
/// 9659). "chunked" is undone too, where it stands last (see `undo_chunked`), so that one list says
/// how the bytes of a web archive became a payload. "identity" is skipped. A label that is not true
/// of the bytes is passed over with a note, where the bytes begin like text or like no such coding.
///
/// kTooMany for more than kMaxCodings of them; kUnsupported for one that is not known; kTooLarge
/// where the result would exceed `limit` bytes or a coding grows as no text does (kMaxExpansion in
/// archive/gzip.h); kTruncated where coded data ends early; kBadGzip or kBadCoding where it is
/// damaged. Pure and thread-safe. Never holds more than `limit` and one inner coding at once.
Result<DecodedContent> decode_content(std::string_view received, std::string_view codings,
                                      std::uint64_t limit);

/// Codings at most, "chunked" and "identity" not counted. One is usual, two happen where a server
/// compresses what is compressed; more are bombs.
inline constexpr std::size_t kMaxCodings = 2;

}  // namespace headwater
