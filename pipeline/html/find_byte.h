#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "html/ascii.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace headwater::html {

#ifdef __SSE2__
/// How many bytes one look takes in: most finds end within them, so that the search costs the same,
/// and is no guess for the processor, whatever the distance.
inline constexpr std::size_t kLook = 64;

/// A bit for each of the kLook bytes at `at` that is `byte`, the lowest bit for the first one.
inline std::uint64_t look_for(const char* at, char byte) {
  const __m128i wanted = _mm_set1_epi8(byte);
  const auto hits = [at, wanted](std::size_t part) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at) + part);
    return std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(block, wanted)))};
  };
  return hits(0) | hits(1) << 16 | hits(2) << 32 | hits(3) << 48;
}
#endif

/// The offset of the first `byte` in `text` at or after `from`, or text.size(). Inlined, since most
/// finds end within 64 bytes, where a call to memchr costs more than the search.
inline std::size_t find_byte(std::string_view text, std::size_t from, char byte) {
#ifdef __SSE2__
  for (; from + kLook <= text.size(); from += kLook) {
    const std::uint64_t hits = look_for(text.data() + from, byte);
    if (hits != 0) return from + static_cast<std::size_t>(std::countr_zero(hits));
  }
#endif
  if (from >= text.size()) return text.size();
  const void* hit = std::memchr(text.data() + from, byte, text.size() - from);
  return hit == nullptr ? text.size()
                        : static_cast<std::size_t>(static_cast<const char*>(hit) - text.data());
}

/// The offset of a byte at or after `from` before which no name of a tag or attribute ends: the
/// first white space, control character, "/", "=" or ">" if it is near, else `from` or the end of a
/// block.
inline std::size_t find_name_end(std::string_view text, std::size_t from) {
#ifdef __SSE2__
  if (from + sizeof(__m128i) > text.size()) return from;
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
  const auto equal = [block](char byte) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(byte)); };
  const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(' ')), block);
  const __m128i ends =
      _mm_or_si128(_mm_or_si128(low, equal('/')), _mm_or_si128(equal('='), equal('>')));
  const auto hits = static_cast<unsigned>(_mm_movemask_epi8(ends));
  return from + (hits == 0 ? sizeof block : static_cast<std::size_t>(__builtin_ctz(hits)));
#else
  return from;
#endif
}

/// Whether the bytes from `begin` to `end` of `page` are white space and NULs only. Looks at whole
/// blocks, which may reach beyond `end`: texts between tags are short, and of any length.
inline bool is_blank(std::string_view page, std::size_t begin, std::size_t end) {
#ifdef __SSE2__
  for (; begin < end && begin + sizeof(__m128i) <= page.size(); begin += sizeof(__m128i)) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(page.data() + begin));
    const auto equal = [block](char byte) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(byte)); };
    const __m128i lines = _mm_or_si128(equal('\n'), equal('\r'));
    const __m128i gaps = _mm_or_si128(equal(' '), equal('\t'));
    const __m128i rare = _mm_or_si128(equal('\f'), equal('\0'));
    const __m128i blank = _mm_or_si128(_mm_or_si128(lines, gaps), rare);
    const unsigned wanted = (1U << std::min(end - begin, sizeof block)) - 1;
    if ((~static_cast<unsigned>(_mm_movemask_epi8(blank)) & wanted) != 0) return false;
  }
#endif
  while (begin < end && (is_space(page[begin]) || page[begin] == '\0')) ++begin;
  return begin >= end;
}

}  // namespace headwater::html
