#include "stages/extract/letter_case.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

namespace headwater {

bool is_capitalised(std::string_view word) {
  return !word.empty() && u_isupper(static_cast<UChar32>(decode_utf8(word, 0).value)) != 0;
}

bool is_all_capitals(std::string_view word) {
  bool letters = false;
  for (std::size_t offset = 0; offset < word.size();) {
    const CodePoint point = decode_utf8(word, offset);
    const auto c = static_cast<UChar32>(point.value);
    if (u_isalpha(c) && !u_isupper(c)) return false;
    letters = letters || u_isalpha(c) != 0;
    offset += point.length;
  }
  return letters;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

}  // namespace headwater
