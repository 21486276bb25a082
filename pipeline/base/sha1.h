#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace headwater {

/// A SHA-1 digest (FIPS 180-4). Only to check what others say of their files: it is no identity.
using Sha1Digest = std::array<std::uint8_t, 20>;

/// The digest of `data`. Thread-safe; reuses one context a thread.
Sha1Digest sha1(std::string_view data);

}  // namespace headwater
