#pragma once

#include <cstdint>
#include <memory>

#include "base/byte_stream.h"

namespace headwater {

/// What the gzip members of another stream hold, piece by piece, in constant memory: for containers
/// too large to be held whole, so there is no limit on size. kTruncated where the last member ends
/// early, kBadGzip where one is damaged or lies about its size or where other bytes follow a
/// member; the message names the byte of the compressed stream.
class GunzipStream final : public ByteStream {
 public:
  /// `compressed` must outlive this.
  explicit GunzipStream(ByteStream& compressed);
  ~GunzipStream() override;
  GunzipStream(const GunzipStream&) = delete;
  GunzipStream& operator=(const GunzipStream&) = delete;

  Result<std::size_t> read(std::span<char> buffer) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace headwater
