#include "stages/clean/sentence_starts.h"

#include <cstdint>

#include "base/text_lines.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace headwater {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == '\xa0'; }

bool is_bracket(char c) { return c == '(' || c == '['; }

bool continues_sentence(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ',';
}

/// Whether a start may be near: the byte is a bracket, or something that ends no word stands before
/// a space.
bool is_candidate(char c, char next) {
  return is_bracket(c) || (!continues_sentence(c) && is_space(next));
}

/// Whether what stands before a space is the end of a sentence, or a mark that sets a passage off.
bool breaks_before(std::string_view before) {
  before = trim(before);
  constexpr std::string_view kBreaks = ")]:;-*|>";
  return before.empty() || ends_sentence(before) ||
         kBreaks.find(before.back()) != std::string_view::npos || before.ends_with("–") ||
         before.ends_with("—") || before.ends_with("•");
}

#ifdef __SSE2__
/// The first candidate in the blocks of 16 bytes from `at` on, or where the last whole block ends.
std::size_t skip_blocks(std::string_view text, std::size_t at) {
  const auto below = [](__m128i block, char first, char count) {
    const __m128i moved = _mm_sub_epi8(block, _mm_set1_epi8(first));
    return _mm_cmpeq_epi8(_mm_min_epu8(moved, _mm_set1_epi8(static_cast<char>(count - 1))), moved);
  };
  const auto equal = [](__m128i block, char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
  for (; at + sizeof(__m128i) < text.size(); at += sizeof(__m128i)) {
    const char* bytes = text.data() + at;
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
    const __m128i next = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 1));
    const __m128i letters = below(_mm_or_si128(block, _mm_set1_epi8(0x20)), 'a', 26);
    const __m128i words =
        _mm_or_si128(_mm_or_si128(letters, below(block, '0', 10)), equal(block, ','));
    const __m128i spaces =
        _mm_or_si128(_mm_or_si128(below(next, '\t', 5), equal(next, ' ')), equal(next, '\xa0'));
    const __m128i brackets = _mm_or_si128(equal(block, '('), equal(block, '['));
    const __m128i hits = _mm_or_si128(_mm_andnot_si128(words, spaces), brackets);
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hits));
    if (mask != 0) return at + static_cast<std::size_t>(__builtin_ctz(mask));
  }
  return at;
}
#else
std::size_t skip_blocks(std::string_view, std::size_t at) { return at; }
#endif

/// The first candidate from `at` on; the last byte if there is none.
std::size_t find_candidate(std::string_view text, std::size_t at) {
  at = skip_blocks(text, at);
  while (at + 1 < text.size() && !is_candidate(text[at], text[at + 1])) ++at;
  return at;
}

}  // namespace

std::size_t next_sentence_start(std::string_view paragraph, std::size_t from) {
  if (from == 0) return 0;
  // What decides about a start stands two bytes before it.
  for (std::size_t at = from < 2 ? 0 : from - 2; at < paragraph.size(); ++at) {
    at = find_candidate(paragraph, at);
    if (is_bracket(paragraph[at]) && at >= from) return at;
    const std::size_t start = at + 2;
    if (start < from || start >= paragraph.size()) continue;
    if (is_space(paragraph[start]) || !is_candidate(paragraph[at], paragraph[at + 1])) continue;
    if (is_space(paragraph[start - 1]) && breaks_before(paragraph.substr(0, start))) return start;
  }
  return paragraph.size();
}

}  // namespace headwater
