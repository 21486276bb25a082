#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace headwater {

/// Bytes that are looked at together.
constexpr std::size_t kMaskBytes = 64;

/// Replaces each of `masks` by a bit for each of 64 bytes, the first one lowest: set for ASCII
/// letters and digits and for every byte beyond ASCII. Requires: 64 bytes at `bytes` for each mask.
using FindWordBytes = void (*)(const char* bytes, std::span<std::uint64_t> masks);
void find_word_bytes_portable(const char* bytes, std::span<std::uint64_t> masks);
/// The fastest one that this processor can run.
FindWordBytes best_word_byte_finder();

}  // namespace headwater
