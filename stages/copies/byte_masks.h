#pragma once

#include <cstdint>

namespace headwater {

/// Bytes that are looked at together.
constexpr std::size_t kMaskBytes = 64;

/// A bit for each of the 64 bytes at `bytes`, the first one lowest: set for ASCII letters and
/// digits and for every byte beyond ASCII.
using WordMask = std::uint64_t (*)(const char* bytes);
std::uint64_t word_mask_portable(const char* bytes);
/// The fastest one that this processor can run.
WordMask best_word_mask();

}  // namespace headwater
