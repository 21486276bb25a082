#include "record/fold_text.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <bit>

#include "base/digest.h"
#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace headwater {
namespace {

/// What an ASCII byte becomes: its letter or digit in lower case, or a space.
constexpr std::array<char, 128> kAsciiFold = [] {
  std::array<char, 128> table{};
  for (int c = 0; c < 128; ++c) {
    const bool digit_or_small = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    const bool capital = c >= 'A' && c <= 'Z';
    table[static_cast<std::size_t>(c)] =
        digit_or_small ? static_cast<char>(c) : (capital ? static_cast<char>(c | 0x20) : ' ');
  }
  return table;
}();

/// Simple folding lengthens a character from two bytes to three at most.
std::size_t most_folded_size(std::size_t size) { return size + size / 2 + 1; }

bool is_mark(UChar32 c) { return (U_MASK(u_charType(c)) & U_GC_M_MASK) != 0; }

/// Whether the character's script puts no spaces between words.
bool is_unspaced(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(c, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

FoldedCharacter classify(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  const auto folded = static_cast<char32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT));
  if (is_mark(c)) return {FoldedKind::kMark, folded};
  if (u_isalnum(c)) {
    if (c < 0x0E00) return {FoldedKind::kWord, folded};  // where the first unspaced script begins
    const bool unspaced = is_unspaced(c);
    return {unspaced ? FoldedKind::kUnspaced : FoldedKind::kWord, folded};
  }
  const bool unseen = u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
  return {unseen ? FoldedKind::kUnseen : FoldedKind::kGap, folded};
}

/// The characters that most texts beyond ASCII consist of, asked for once: Latin, Greek, Cyrillic,
/// Hebrew and Arabic letters (two bytes of UTF-8), and the marks of typography.
class CommonCharacters {
 public:
  CommonCharacters() {
    for (char32_t c = 0; c < kLetters; ++c) letters_[c] = classify(c);
    for (char32_t c = 0; c < kMarks; ++c) marks_[c] = classify(kFirstMark + c);
  }
  /// Null where the character is none of them.
  const FoldedCharacter* find(char32_t c) const {
    if (c < kLetters) return &letters_[c];
    return c - kFirstMark < kMarks ? &marks_[c - kFirstMark] : nullptr;
  }

 private:
  static constexpr char32_t kLetters = 0x800;
  static constexpr char32_t kFirstMark = 0x2000;  // General Punctuation
  static constexpr char32_t kMarks = 0x70;
  std::array<FoldedCharacter, kLetters> letters_;
  std::array<FoldedCharacter, kMarks> marks_;
};

const FoldedCharacter* find_common(char32_t c) {
  static const CommonCharacters characters;
  return characters.find(c);
}

#ifdef __SSE2__
/// Sixteen bytes as kAsciiFold has them. Bit i of the masks is about byte i.
struct FoldedBlock {
  __m128i bytes;
  std::uint32_t spaces;        ///< What became a space; means nothing beyond ASCII.
  std::uint32_t beyond_ascii;  ///< What is to be folded in another way.
};
constexpr std::size_t kBlock = sizeof(__m128i);

FoldedBlock fold_block(const char* bytes) {
  const auto within = [](__m128i block, char first, char count) {
    const __m128i moved = _mm_sub_epi8(block, _mm_set1_epi8(first));
    return _mm_cmpeq_epi8(_mm_min_epu8(moved, _mm_set1_epi8(static_cast<char>(count - 1))), moved);
  };
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  const __m128i lower = _mm_or_si128(block, _mm_set1_epi8(0x20));
  const __m128i letters = within(lower, 'a', 26);
  const __m128i digits = within(block, '0', 10);
  const __m128i words = _mm_or_si128(letters, digits);
  // A digit has the bit that makes a letter small.
  const __m128i folded =
      _mm_or_si128(_mm_and_si128(words, lower), _mm_andnot_si128(words, _mm_set1_epi8(' ')));
  return {folded, static_cast<std::uint32_t>(_mm_movemask_epi8(words)) ^ 0xFFFFU,
          static_cast<std::uint32_t>(_mm_movemask_epi8(block))};
}
#endif

/// The folded text under construction. Writes into storage that is large enough from the start, so
/// that the loop over ASCII has neither a branch nor a size check per byte.
class Folding {
 public:
  explicit Folding(char* begin) : begin_(begin), end_(begin) {}

  /// Takes the ASCII that `text` begins with and returns its size. A space after a space (or at the
  /// beginning) leaves no trace.
  std::size_t add_ascii(std::string_view text) {
    std::size_t size = 0;
#ifdef __SSE2__
    while (size + kBlock <= text.size()) {
      const std::size_t taken = add_block(text.data() + size);
      size += taken;
      if (taken == 0) return size;
    }
#endif
    while (size < text.size() && static_cast<std::uint8_t>(text[size]) < 0x80) {
      const char c = kAsciiFold[static_cast<std::uint8_t>(text[size++])];
      const bool space = c == ' ';
      *end_ = c;
      end_ += !(after_space_ && space);
      after_space_ = space;
    }
    return size;
  }

  void add_beyond_ascii(const CodePoint& point) {
    const auto c = static_cast<UChar32>(point.value);
    const FoldedCharacter* common = point.valid ? find_common(point.value) : nullptr;
    if (common != nullptr) {
      add_common(*common);
    } else if (!point.valid) {
      add_ascii(" ");
    } else if (u_isalnum(c) || (is_mark(c) && !after_space_)) {
      add_character(static_cast<char32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT)));
    } else if (!u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
      add_ascii(" ");
    }
  }

  /// The size of the result without a space at its end.
  std::size_t finish() const {
    return static_cast<std::size_t>(end_ - begin_) - (end_ != begin_ && after_space_ ? 1 : 0);
  }

 private:
  void add_common(const FoldedCharacter& character) {
    const bool mark = character.kind == FoldedKind::kMark;
    if (character.kind == FoldedKind::kWord || (mark && !after_space_)) {
      add_character(character.value);
    } else if (character.kind != FoldedKind::kUnseen) {
      add_ascii(" ");
    }
  }

  void add_character(char32_t c) {
    scratch_.clear();
    append_utf8(c, scratch_);
    end_ = std::copy(scratch_.begin(), scratch_.end(), end_);
    after_space_ = false;
  }

#ifdef __SSE2__
  /// Adds what the sixteen bytes at `bytes` begin with, up to spaces that leave no trace and
  /// through them, or up to what is not ASCII; returns how many bytes that are. What is written
  /// behind the end has room: the result of these sixteen bytes may be longer.
  std::size_t add_block(const char* bytes) {
    const FoldedBlock block = fold_block(bytes);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(end_), block.bytes);
    const auto ascii = static_cast<unsigned>(std::countr_zero(block.beyond_ascii | 1U << kBlock));
    const std::uint32_t untraced =
        block.spaces & (block.spaces << 1 | (after_space_ ? 1U : 0U)) & ((1U << ascii) - 1);
    if (untraced == 0) {
      end_ += ascii;
      if (ascii > 0) after_space_ = (block.spaces >> (ascii - 1) & 1U) != 0;
      return ascii;
    }
    const auto kept = static_cast<unsigned>(std::countr_zero(untraced));
    end_ += kept;
    after_space_ = true;
    return kept + static_cast<unsigned>(std::countr_one(untraced >> kept));
  }
#endif

  char* begin_;
  char* end_;
  bool after_space_ = true;
  std::string scratch_;  // at most four bytes: never on the heap
};

}  // namespace

void fold_text(std::string_view text, std::string& out) {
  const std::size_t start = out.size();
  out.resize(start + most_folded_size(text.size()));
  Folding folding(out.data() + start);
  for (std::size_t offset = folding.add_ascii(text); offset < text.size();) {
    const CodePoint point = decode_utf8(text, offset);
    folding.add_beyond_ascii(point);
    offset += point.length;
    offset += folding.add_ascii(text.substr(offset));
  }
  out.resize(start + folding.finish());
}

std::string folded_text(std::string_view text) {
  std::string out;
  fold_text(text, out);
  return out;
}

FoldedCharacter fold_character(char32_t character) {
  const FoldedCharacter* common = find_common(character);
  return common == nullptr ? classify(character) : *common;
}

std::uint64_t statement_key(std::string_view text) {
  thread_local std::string folded;
  folded.clear();
  fold_text(text, folded);
  return sha256(folded).prefix64();
}

}  // namespace headwater
