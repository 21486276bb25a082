#include "record/fold_text.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/digest.h"
#include "base/utf8.h"

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

/// Whether the eight bytes at `bytes` are ASCII.
bool is_ascii_word(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return (word & 0x8080808080808080) == 0;
}

/// The folded text under construction. Writes into storage that is large enough from the start, so
/// that the loop over ASCII has neither a branch nor a size check per byte.
class Folding {
 public:
  explicit Folding(char* begin) : begin_(begin), end_(begin) {}

  /// Takes the ASCII that `text` begins with and returns its size. A space after a space (or at the
  /// beginning) leaves no trace. The state is held in locals, so that it stays in registers.
  std::size_t add_ascii(std::string_view text) {
    char* end = end_;
    bool after_space = after_space_;
    const auto add = [&](char byte) {
      const char c = kAsciiFold[static_cast<std::uint8_t>(byte)];
      const bool space = c == ' ';
      *end = c;
      end += !(after_space && space);
      after_space = space;
    };
    std::size_t size = 0;
    for (; size + 8 <= text.size() && is_ascii_word(text.data() + size); size += 8) {
      for (std::size_t i = 0; i < 8; ++i) add(text[size + i]);
    }
    while (size < text.size() && static_cast<std::uint8_t>(text[size]) < 0x80) add(text[size++]);
    end_ = end;
    after_space_ = after_space;
    return size;
  }

  void add_beyond_ascii(const CodePoint& point) {
    const auto c = static_cast<UChar32>(point.value);
    if (!point.valid) {
      add_ascii(" ");
    } else if (u_isalnum(c) || (is_mark(c) && !after_space_)) {
      scratch_.clear();
      append_utf8(static_cast<char32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT)), scratch_);
      end_ = std::copy(scratch_.begin(), scratch_.end(), end_);
      after_space_ = false;
    } else if (!u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
      add_ascii(" ");
    }
  }

  /// The size of the result without a space at its end.
  std::size_t finish() const {
    return static_cast<std::size_t>(end_ - begin_) - (end_ != begin_ && after_space_ ? 1 : 0);
  }

 private:
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

std::uint64_t statement_key(std::string_view text) {
  thread_local std::string folded;
  folded.clear();
  fold_text(text, folded);
  return sha256(folded).prefix64();
}

}  // namespace headwater
