#include "record/fold_text.h"

#include <unicode/uchar.h>

#include <array>

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

/// The folded text under construction. Writes into storage that is large enough from the start, so
/// that the loop over ASCII has neither a branch nor a size check per byte.
class Folding {
 public:
  explicit Folding(char* begin) : begin_(begin), end_(begin) {}

  /// A letter or digit, or a space; a space after a space (or at the beginning) leaves no trace.
  void add(char c) {
    *end_ = c;
    end_ += !(after_space_ && c == ' ');
    after_space_ = c == ' ';
  }

  void add_beyond_ascii(const CodePoint& point) {
    const auto c = static_cast<UChar32>(point.value);
    if (!point.valid) return add(' ');
    if (u_isalnum(c) || (is_mark(c) && !after_space_)) {
      scratch_.clear();
      append_utf8(static_cast<char32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT)), scratch_);
      for (const char byte : scratch_) add(byte);
    } else if (!u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
      add(' ');
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
  for (std::size_t offset = 0; offset < text.size();) {
    const auto byte = static_cast<std::uint8_t>(text[offset]);
    if (byte < 0x80) {
      folding.add(kAsciiFold[byte]);
      ++offset;
    } else {
      const CodePoint point = decode_utf8(text, offset);
      folding.add_beyond_ascii(point);
      offset += point.length;
    }
  }
  out.resize(start + folding.finish());
}

std::uint64_t statement_key(std::string_view text) {
  thread_local std::string folded;
  folded.clear();
  fold_text(text, folded);
  return sha256(folded).prefix64();
}

}  // namespace headwater
