#include "stages/extract/text_segment.h"

#include <algorithm>

#include "html/ascii.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace headwater {
namespace {

bool is_plain(char c) { return static_cast<signed char>(c) > 0 && c != '&'; }

#ifdef __SSE2__
constexpr std::uint32_t kBlock = sizeof(__m128i);

/// What a block of bytes holds, a bit a byte.
struct BlockMarks {
  std::uint32_t space = 0;    ///< White space.
  std::uint32_t plain = 0;    ///< Spaces proper.
  std::uint32_t special = 0;  ///< Bytes that are not their own text.
};

std::uint32_t bits(__m128i mask) { return static_cast<std::uint32_t>(_mm_movemask_epi8(mask)); }

BlockMarks marks_of(const char* bytes) {
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  const auto equal = [block](char byte) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(byte)); };
  BlockMarks marks;
  marks.plain = bits(equal(' '));
  marks.space = marks.plain;
  marks.special = bits(_mm_or_si128(block, equal('&')));  // the high bit of bytes beyond ASCII
  const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(' ')), block);
  if (bits(low) == marks.plain) return marks;
  const __m128i lines = _mm_or_si128(equal('\n'), equal('\r'));
  marks.space |= bits(_mm_or_si128(lines, _mm_or_si128(equal('\t'), equal('\f'))));
  marks.special |= bits(equal('\0'));
  return marks;
}
#endif

}  // namespace

TextSegment next_segment(std::string_view page, ByteRange text) {
  TextSegment segment{text.begin, true};
  std::uint32_t& at = segment.end;
#ifdef __SSE2__
  // Reads beyond the text, but not beyond the page.
  while (at < text.end && std::size_t{at} + kBlock < page.size()) {
    const BlockMarks marks = marks_of(page.data() + at);
    const std::uint32_t size = std::min(kBlock, text.end - at);
    const std::uint32_t inside = (1U << size) - 1;
    // The last byte of the text counts as followed by white space: that is for the next text to
    // say.
    std::uint32_t next = marks.space >> 1U;
    if (size < kBlock || at + kBlock == text.end || html::is_space(page[at + kBlock])) {
      next |= 1U << (size - 1);
    }
    const std::uint32_t stops = marks.space & (~marks.plain | next) & inside;
    const std::uint32_t before = stops == 0 ? inside : (stops & (0U - stops)) - 1;
    segment.plain = segment.plain && (marks.special & before) == 0;
    if (stops != 0) {
      at += static_cast<std::uint32_t>(__builtin_ctz(stops));
      return segment;
    }
    at += size;
  }
#endif
  for (; at < text.end; ++at) {
    const char c = page[at];
    const bool last = at + 1 == text.end;
    if (html::is_space(c) && (c != ' ' || last || html::is_space(page[at + 1]))) break;
    segment.plain = segment.plain && is_plain(c);
  }
  return segment;
}

}  // namespace headwater
