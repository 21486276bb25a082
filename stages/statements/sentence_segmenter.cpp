#include "stages/statements/sentence_segmenter.h"

#include <unicode/ubrk.h>
#include <unicode/utf16.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "base/utf8.h"

namespace headwater {
namespace {

struct CloseIterator {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};

/// The root locale: the rules of other locales change with CLDR and with the machine's settings.
std::unique_ptr<UBreakIterator, CloseIterator> open_iterator() {
  UErrorCode status = U_ZERO_ERROR;
  return std::unique_ptr<UBreakIterator, CloseIterator>(
      ubrk_open(UBRK_SENTENCE, "root", nullptr, 0, &status));
}

/// What the segmentation makes of a byte, as far as it matters for what is left out.
enum class ByteClass : std::uint8_t {
  kOther,   ///< It may end a sentence, or say something about where one ends.
  kFiller,  ///< ASCII digits, commas and white space.
  kLetter,  ///< ASCII letters.
};

constexpr std::array<ByteClass, 256> kClasses = [] {
  std::array<ByteClass, 256> table{};
  for (const char c : {' ', '\n', '\r', '\t', ','}) {
    table[static_cast<std::uint8_t>(c)] = ByteClass::kFiller;
  }
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = ByteClass::kFiller;
  for (std::size_t c = 'a'; c <= 'z'; ++c) {
    table[c] = ByteClass::kLetter;
    table[c - ('a' - 'A')] = ByteClass::kLetter;
  }
  return table;
}();

/// A text in UTF-16 without what cannot matter to its segmentation, which costs some nanoseconds a
/// character. Sentences end after a terminator (UAX #29, SB11), and whether they do depends on the
/// characters up to the next letter (SB8) and on the one before (SB7). So between two characters
/// that may be a terminator the filler up to the first letter, that letter, and the last character
/// are enough. Line ends are spaces, because a sentence would end at each. Buffers are kept.
class Reduced {
 public:
  void assign(std::string_view text) {
    if (wide_.size() < text.size()) {
      wide_.resize(text.size());
      offsets_.resize(text.size());
    }
    size_ = 0;
    for (std::size_t at = 0; at < text.size();) {
      if (class_of(text[at]) == ByteClass::kOther) {
        at += add_character(text, at);
        continue;
      }
      while (at < text.size() && class_of(text[at]) == ByteClass::kFiller) add_ascii(text, at++);
      if (at == text.size() || class_of(text[at]) != ByteClass::kLetter) continue;
      add_ascii(text, at++);
      const std::size_t rest = at;
      while (at < text.size() && class_of(text[at]) != ByteClass::kOther) ++at;
      if (at > rest) add_ascii(text, at - 1);
    }
  }

  const char16_t* data() const { return wide_.data(); }
  std::size_t size() const { return size_; }
  /// The byte of the text that the unit at `unit` begins at.
  std::size_t offset_of(std::size_t unit) const { return offsets_[unit]; }

 private:
  static ByteClass class_of(char c) { return kClasses[static_cast<std::uint8_t>(c)]; }

  void add(char16_t unit, std::size_t offset) {
    wide_[size_] = unit;
    offsets_[size_++] = static_cast<std::uint32_t>(offset);
  }

  void add_ascii(std::string_view text, std::size_t at) {
    const char c = text[at];
    const bool line_end = c == '\n' || c == '\r' || c == '\t';
    add(line_end ? u' ' : static_cast<char16_t>(c), at);
  }

  std::size_t add_character(std::string_view text, std::size_t at) {
    const CodePoint point = decode_utf8(text, at);
    if (point.value >= 0x10000) {
      add(static_cast<char16_t>(U16_LEAD(point.value)), at);
      add(static_cast<char16_t>(U16_TRAIL(point.value)), at);
    } else {
      add(static_cast<char16_t>(point.value), at);
    }
    return point.length;
  }

  std::u16string wide_;
  std::vector<std::uint32_t> offsets_;
  std::size_t size_ = 0;
};

}  // namespace

void find_unicode_breaks(std::string_view text, std::vector<std::size_t>& breaks) {
  thread_local const auto iterator = open_iterator();
  thread_local Reduced reduced;
  reduced.assign(text);
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(iterator.get(), reduced.data(), static_cast<std::int32_t>(reduced.size()), &status);
  if (U_FAILURE(status)) return;
  for (std::int32_t at = ubrk_next(iterator.get()); at != UBRK_DONE;
       at = ubrk_next(iterator.get())) {
    const auto unit = static_cast<std::size_t>(at);
    if (unit < reduced.size()) breaks.push_back(reduced.offset_of(unit));
  }
}

}  // namespace headwater
