#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace headwater {

/// A body with its chunked framing undone.
struct Dechunked {
  std::string bytes;
  bool was_chunked = true;  ///< If not, `bytes` is the body as it was.
  std::string note;         ///< What was odd but harmless; else empty.
};

/// Undoes the chunked transfer coding (RFC 9112, section 7.1). Chunk extensions and trailers are
/// passed over, lines may end in LF alone. Archives hold bodies that are labelled chunked but are
/// stored without framing: what does not begin with a chunk is taken as it is. Where the framing
/// breaks off later, the rest is taken as it is; where the body ends inside a chunk, what is there
/// is taken. All three are noted. kBadCoding for a chunk size that no 64-bit number holds. Pure;
/// the result is never longer than `body`.
Result<Dechunked> undo_chunked(std::string_view body);

}  // namespace headwater
