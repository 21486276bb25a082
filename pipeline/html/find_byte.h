#pragma once

#include <cstring>
#include <string_view>

#include "html/ascii.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace headwater::html {

/// The offset of the first `byte` in `text` at or after `from`, or text.size(). Inlined, since most
/// finds end within 16 bytes, where a call to memchr costs more than the search.
inline std::size_t find_byte(std::string_view text, std::size_t from, char byte) {
#ifdef __SSE2__
  const __m128i wanted = _mm_set1_epi8(byte);
  for (; from + sizeof(__m128i) <= text.size(); from += sizeof(__m128i)) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
    const int hits = _mm_movemask_epi8(_mm_cmpeq_epi8(block, wanted));
    if (hits != 0)
      return from + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(hits)));
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

/// Whether `text` is white space and NULs only.
inline bool is_blank(std::string_view text) {
  std::size_t from = 0;
#ifdef __SSE2__
  for (; from + sizeof(__m128i) <= text.size(); from += sizeof(__m128i)) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
    const auto equal = [block](char byte) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(byte)); };
    const __m128i lines = _mm_or_si128(equal('\n'), equal('\r'));
    const __m128i gaps = _mm_or_si128(equal(' '), equal('\t'));
    const __m128i rare = _mm_or_si128(equal('\f'), equal('\0'));
    const __m128i blank = _mm_or_si128(_mm_or_si128(lines, gaps), rare);
    if (_mm_movemask_epi8(blank) != 0xFFFF) return false;
  }
#endif
  while (from < text.size() && (is_space(text[from]) || text[from] == '\0')) ++from;
  return from == text.size();
}

}  // namespace headwater::html
