#pragma once

#include <cstddef>
#include <span>

#include "base/result.h"

namespace headwater {

/// Bytes that come one piece after the other: a file, or what a compressed file holds. One thread.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Fills the front of `buffer` and says how far; 0 is the end. Everything that could be read
  /// before an Error has been handed out before it. Requires: `buffer` is not empty; not called
  /// after 0 or an Error.
  virtual Result<std::size_t> read(std::span<char> buffer) = 0;
};

}  // namespace headwater
