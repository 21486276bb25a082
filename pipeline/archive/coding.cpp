#include "archive/coding.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "archive/gzip.h"

namespace headwater {
namespace {

constexpr std::uint64_t kLeastRoom = std::uint64_t{64} << 10;
/// Growing by what is there already keeps the time linear; beyond this a step only wastes memory.
constexpr std::uint64_t kMostRoom = std::uint64_t{8} << 20;

}  // namespace

std::span<char> CodingOutput::room() {
  const std::uint64_t wanted = std::clamp<std::uint64_t>(made_, kLeastRoom, kMostRoom);
  // One byte more than is allowed, to see that there is more.
  bytes_.resize(made_ + std::min(wanted, limit_ - made_) + 1);
  return std::span(bytes_).subspan(made_);
}

Status CodingOutput::accept(std::size_t made, std::uint64_t used) {
  made_ += made;
  if (made_ > limit_) {
    return Error{ErrorCode::kTooLarge,
                 fmt::format("{} data holds more than {} bytes", name_, limit_)};
  }
  if (made_ > kRatioFreeBytes && made_ / std::max<std::uint64_t>(used, 1) > kMaxExpansion) {
    return Error{ErrorCode::kTooLarge,
                 fmt::format("{} data grows more than {} times when decompressed; decompress it by "
                             "hand if it is meant",
                             name_, kMaxExpansion)};
  }
  return {};
}

UndoneCoding CodingOutput::finish(std::uint64_t used) {
  bytes_.resize(made_);
  if (made_ < bytes_.capacity() / 2) bytes_.shrink_to_fit();
  return {std::move(bytes_), used};
}

Error CodingOutput::damaged(std::uint64_t used, std::string_view reason) const {
  return {ErrorCode::kBadCoding,
          fmt::format("{} data is damaged near byte {}: {}", name_, used, reason)};
}

Error CodingOutput::truncated(std::uint64_t used) const {
  return {ErrorCode::kTruncated, fmt::format("{} data ends early, after {} bytes", name_, used)};
}

}  // namespace headwater
