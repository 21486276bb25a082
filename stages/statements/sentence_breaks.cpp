#include "stages/statements/sentence_breaks.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>

#include <array>
#include <cassert>
#include <cstdint>
#include <memory>
#include <string>

#include "base/utf8.h"
#include "stages/statements/sentence_rules.h"

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

constexpr std::array<char16_t, 128> kWidened = [] {
  std::array<char16_t, 128> table{};
  for (std::size_t c = 0; c < 128; ++c) {
    table[c] = c == '\n' || c == '\r' || c == '\t' ? u' ' : static_cast<char16_t>(c);
  }
  return table;
}();

/// Writes `text` in UTF-16 over `out`, with line ends as spaces, because the segmentation would end
/// a sentence at each. The number of units; what `out` has beyond them is left from earlier texts.
std::size_t to_utf16(std::string_view text, std::u16string& out) {
  if (out.size() < text.size()) out.resize(text.size());
  std::size_t size = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto byte = static_cast<std::uint8_t>(text[offset]);
    if (byte < 0x80) {
      out[size++] = kWidened[byte];
      ++offset;
      continue;
    }
    const CodePoint point = decode_utf8(text, offset);
    offset += point.length;
    if (point.value >= 0x10000) {
      out[size++] = static_cast<char16_t>(U16_LEAD(point.value));
      out[size++] = static_cast<char16_t>(U16_TRAIL(point.value));
    } else {
      out[size++] = static_cast<char16_t>(point.value);
    }
  }
  return size;
}

/// Follows ascending UTF-16 offsets through UTF-8.
class ByteCursor {
 public:
  explicit ByteCursor(std::string_view text) : text_(text) {}

  std::size_t byte_of(std::size_t unit) {
    while (unit_ < unit) {
      const auto lead = static_cast<std::uint8_t>(text_[byte_]);
      unit_ += lead >= 0xF0 ? 2 : 1;
      byte_ += lead < 0x80 ? 1 : (lead < 0xE0 ? 2 : (lead < 0xF0 ? 3 : 4));
    }
    return byte_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0;
  std::size_t unit_ = 0;
};

void find_unicode_breaks(std::string_view text, std::vector<std::size_t>& breaks) {
  thread_local const auto iterator = open_iterator();
  thread_local std::u16string wide;
  const std::size_t units = to_utf16(text, wide);
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(iterator.get(), wide.data(), static_cast<std::int32_t>(units), &status);
  if (U_FAILURE(status)) return;
  ByteCursor cursor(text);
  const bool all_ascii = units == text.size();
  for (std::int32_t at = ubrk_next(iterator.get()); at != UBRK_DONE;
       at = ubrk_next(iterator.get())) {
    const auto unit = static_cast<std::size_t>(at);
    if (unit < units) breaks.push_back(all_ascii ? unit : cursor.byte_of(unit));
  }
}

}  // namespace

void find_sentence_breaks(std::string_view text, std::vector<std::size_t>& breaks) {
  assert(text.size() <= kLongestText);
  thread_local std::vector<std::size_t> candidates;
  candidates.clear();
  find_unicode_breaks(text, candidates);
  add_unspaced_breaks(text, candidates);
  candidates.push_back(text.size());
  std::size_t begin = 0;
  bool worded = has_word(text.substr(0, candidates.front()));
  for (std::size_t i = 0; i + 1 < candidates.size(); ++i) {
    const std::size_t at = candidates[i];
    const bool next_worded = has_word(text.substr(at, candidates[i + 1] - at));
    const std::size_t found = worded && next_worded ? sentence_break(text, {begin, at}) : 0;
    if (found > begin) {
      breaks.push_back(found);
      begin = found;
    }
    worded = worded || next_worded;
  }
}

}  // namespace headwater
