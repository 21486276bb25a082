#include "stages/extract/block_features.h"

#include <algorithm>
#include <array>
#include <bit>

#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace headwater {
namespace {

/// Prose has this many letters at least; a shorter paragraph that is a sentence may be prose, too.
constexpr std::uint32_t kProseLetters = 80;
constexpr std::uint32_t kShortProseLetters = 40;

enum class CharacterKind : std::uint8_t { kOther, kLetter, kDense, kStop, kComma, kQuote, kSpace };

/// Scripts that are written without spaces between words: kana, Han, Thai, Lao, Khmer, Burmese.
bool is_dense(char32_t c) {
  return (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
         (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
         (c >= 0x1780 && c <= 0x17FF);
}

CharacterKind kind_of(char32_t c) {
  if (c >= 0xC0 && c < 0x0600) return CharacterKind::kLetter;
  switch (c) {
    case 0x2026:  // horizontal ellipsis
    case 0x3002:  // ideographic full stop
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:
    case 0x0964:  // danda
    case 0x06D4:  // Arabic full stop
    case 0x061F:  // Arabic question mark
      return CharacterKind::kStop;
    case 0x3001:
    case 0xFF0C:
    case 0x060C:
      return CharacterKind::kComma;
    case 0x00AB:
    case 0x00BB:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x300D:
    case 0x300F:
    case 0xFF09:
      return CharacterKind::kQuote;
    case 0x00A0:
    case 0x3000:
      return CharacterKind::kSpace;
    default:
      break;
  }
  if (is_dense(c)) return CharacterKind::kDense;
  const bool punctuation = (c >= 0x80 && c <= 0xBF) || (c >= 0x2000 && c <= 0x206F) ||
                           (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
                           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFF00 && c <= 0xFF0F);
  return punctuation ? CharacterKind::kOther : CharacterKind::kLetter;
}

constexpr CharacterKind kind_of_ascii(char c) {
  const bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  if (letter) return CharacterKind::kLetter;
  if (c == ' ' || c == '\n' || c == '\t') return CharacterKind::kSpace;
  if (c == '.' || c == '!' || c == '?') return CharacterKind::kStop;
  if (c == ',') return CharacterKind::kComma;
  if (c == '"' || c == '\'' || c == ')' || c == ']') return CharacterKind::kQuote;
  return CharacterKind::kOther;
}

constexpr std::array<CharacterKind, 128> kAsciiKinds = [] {
  std::array<CharacterKind, 128> kinds = {};
  for (std::size_t i = 0; i < kinds.size(); ++i) kinds[i] = kind_of_ascii(static_cast<char>(i));
  return kinds;
}();

/// Counts characters; a local object, so that all of it stays in registers.
struct Counter {
  std::uint32_t letters = 0;
  std::uint32_t words = 0;
  std::uint32_t dense = 0;
  bool in_word = false;
  bool ends = false;
  bool has_sentence = false;

  /// `kind` is not that of a letter.
  void count_other(CharacterKind kind) {
    if (kind == CharacterKind::kDense) {
      ++dense;
      letters += 3;
      ends = false;
      return;
    }
    in_word = in_word && kind == CharacterKind::kQuote;
    if (kind == CharacterKind::kStop) {
      has_sentence = has_sentence || words + dense >= 5;
      ends = true;
    } else if (kind != CharacterKind::kQuote && kind != CharacterKind::kSpace) {
      ends = false;
    }
  }

  void count(CharacterKind kind) {
    if (kind != CharacterKind::kLetter) return count_other(kind);
    words += in_word ? 0U : 1U;
    in_word = true;
    ++letters;
    ends = false;
  }
};

#ifdef __SSE2__
/// A bit for each byte of 16 that is of a kind, the lowest one for the first byte.
struct KindBits {
  unsigned letters;
  unsigned stops;
  unsigned quotes;
  unsigned spaces;
};

/// The kinds of 16 bytes of ASCII, as kind_of_ascii() tells them.
KindBits kinds_of_ascii(__m128i block) {
  const auto equal = [block](char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
  const auto bits = [](__m128i mask) { return static_cast<unsigned>(_mm_movemask_epi8(mask)); };
  const auto within = [](__m128i bytes, char low, char high) {
    return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(low - 1))),
                         _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(high + 1))));
  };
  const __m128i lower = _mm_or_si128(block, _mm_set1_epi8(0x20));
  const __m128i brackets = _mm_or_si128(equal(')'), equal(']'));
  return {
      .letters = bits(_mm_or_si128(within(lower, 'a', 'z'), within(block, '0', '9'))),
      .stops = bits(_mm_or_si128(equal('.'), _mm_or_si128(equal('!'), equal('?')))),
      .quotes = bits(_mm_or_si128(brackets, _mm_or_si128(equal('"'), equal('\'')))),
      .spaces = bits(_mm_or_si128(equal(' '), _mm_or_si128(equal('\n'), equal('\t')))),
  };
}

/// What Counter::count() does with each of 16 bytes of ASCII, for all at once.
void count_ascii(__m128i block, Counter& counter) {
  const KindBits kinds = kinds_of_ascii(block);
  const unsigned carry = counter.in_word ? 1 : 0;
  // A quote after a letter, and the quotes after it, are inside of a word: adding a bit to a run of
  // quotes carries through it.
  const unsigned first_quotes = kinds.quotes & (kinds.letters << 1U | carry);
  const unsigned inner_quotes = ((first_quotes + kinds.quotes) ^ kinds.quotes) & kinds.quotes;
  const unsigned inside = kinds.letters | inner_quotes;
  const unsigned word_starts = kinds.letters & ~(inside << 1U | carry);
  if (!counter.has_sentence) {
    for (unsigned stops = kinds.stops; stops != 0; stops &= stops - 1) {
      const unsigned before = (stops & -stops) - 1;
      const auto words = static_cast<unsigned>(std::popcount(word_starts & before));
      counter.has_sentence = counter.has_sentence || counter.words + words + counter.dense >= 5;
    }
  }
  counter.words += static_cast<std::uint32_t>(std::popcount(word_starts));
  counter.letters += static_cast<std::uint32_t>(std::popcount(kinds.letters));
  counter.in_word = (inside >> 15U & 1U) != 0;
  const unsigned decisive = ~(kinds.quotes | kinds.spaces) & 0xFFFFU;
  if (decisive != 0) counter.ends = (std::bit_floor(decisive) & kinds.stops) != 0;
}
#endif

Counter count_characters(std::string_view text) {
  Counter counter;
  for (std::size_t at = 0; at < text.size();) {
#ifdef __SSE2__
    if (at + sizeof(__m128i) <= text.size()) {
      const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
      if (_mm_movemask_epi8(block) == 0) {
        count_ascii(block, counter);
        at += sizeof block;
        continue;
      }
    }
#endif
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) {
      counter.count(kAsciiKinds[c]);
      ++at;
    } else if (c >= 0xC3 && c <= 0xDF && at + 1 < text.size()) {
      // Two bytes: letters of Latin, Greek, Cyrillic, Hebrew and Arabic, nearly all of them.
      const auto low = static_cast<unsigned char>(text[at + 1]) & 0x3FU;
      counter.count(kind_of((c & 0x1FU) << 6U | low));
      at += 2;
    } else {
      const CodePoint point = decode_utf8(text, at);
      counter.count(kind_of(point.value));
      at += std::max<std::uint32_t>(point.length, 1);
    }
  }
  return counter;
}

}  // namespace

bool BlockFeatures::is_prose() const {
  if (hidden || kind == BlockKind::kHeading || kind == BlockKind::kCaption) return false;
  if (linked * 2 > letters) return false;
  if (letters >= kProseLetters)
    return has_sentence || ends_sentence || letters >= 2 * kProseLetters;
  return letters >= kShortProseLetters && ends_sentence && linked * 4 <= letters;
}

BlockFeatures features_of(std::string_view text, const Block& block, const HtmlBlock& html) {
  BlockFeatures features;
  features.kind = block.kind;
  features.hidden = html.hidden;
  const std::string_view own = slice(text, block.span);
  const Counter counter = count_characters(own);
  features.letters = counter.letters;
  features.words = counter.words + counter.dense / 2;
  features.ends_sentence = counter.ends;
  features.has_sentence = counter.has_sentence;
  if (!own.empty()) {
    features.linked =
        static_cast<std::uint32_t>(std::uint64_t{features.letters} * html.link_bytes / own.size());
  }
  return features;
}

}  // namespace headwater
