#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/byte_stream.h"

namespace headwater::testing {

/// Hands bytes out in pieces of a size. The bytes must outlive it.
class Pieces final : public ByteStream {
 public:
  explicit Pieces(std::string_view bytes, std::size_t piece = SIZE_MAX)
      : bytes_(bytes), piece_(piece) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t size = std::min({bytes_.size(), buffer.size(), piece_});
    bytes_.copy(buffer.data(), size);
    bytes_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view bytes_;
  std::size_t piece_;
};

}  // namespace headwater::testing
