#pragma once

#include <cstdint>
#include <string>

#include "record/article.h"

namespace headwater {

/// A page that is larger when its coding is undone is no page.
inline constexpr std::uint64_t kMostDecodedBytes = std::uint64_t{64} << 20U;

/// Gives the arrival the bytes that were received, and the payload that they are when the codings
/// in `content_encoding` are undone; a fault where that cannot be done.
void undo_codings(Arrival& arrival, std::string received);

}  // namespace headwater
