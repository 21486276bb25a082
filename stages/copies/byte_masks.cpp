#include "stages/copies/byte_masks.h"

#include <array>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace headwater {
namespace {

constexpr std::array<bool, 256> kWordBytes = [] {
  std::array<bool, 256> table{};
  for (unsigned c = 0; c < 256; ++c) {
    table[c] =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
  }
  return table;
}();

#if defined(__x86_64__)
/// Signed comparisons: a byte beyond ASCII is negative, and taken by its own sign.
__attribute__((target("avx2"))) inline std::uint32_t word_bits(__m256i bytes) {
  const __m256i lower = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
  const __m256i letter = _mm256_and_si256(_mm256_cmpgt_epi8(lower, _mm256_set1_epi8('a' - 1)),
                                          _mm256_cmpgt_epi8(_mm256_set1_epi8('z' + 1), lower));
  const __m256i digit = _mm256_and_si256(_mm256_cmpgt_epi8(bytes, _mm256_set1_epi8('0' - 1)),
                                         _mm256_cmpgt_epi8(_mm256_set1_epi8('9' + 1), bytes));
  const __m256i word = _mm256_or_si256(_mm256_or_si256(letter, digit), bytes);
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(word));
}

__attribute__((target("avx2"))) void find_word_bytes_avx2(const char* bytes,
                                                          std::span<std::uint64_t> masks) {
  const auto* blocks = reinterpret_cast<const __m256i*>(bytes);
  for (std::uint64_t& mask : masks) {
    const std::uint64_t low = word_bits(_mm256_loadu_si256(blocks));
    const std::uint64_t high = word_bits(_mm256_loadu_si256(blocks + 1));
    mask = low | high << 32U;
    blocks += 2;
  }
}
#endif

}  // namespace

void find_word_bytes_portable(const char* bytes, std::span<std::uint64_t> masks) {
  for (std::uint64_t& mask : masks) {
    mask = 0;
    for (std::size_t i = 0; i < kMaskBytes; ++i) {
      mask |= static_cast<std::uint64_t>(kWordBytes[static_cast<unsigned char>(bytes[i])]) << i;
    }
    bytes += kMaskBytes;
  }
}

FindWordBytes best_word_byte_finder() {
#if defined(__x86_64__)
  static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
  if (has_avx2) return find_word_bytes_avx2;
#endif
  return find_word_bytes_portable;
}

}  // namespace headwater
