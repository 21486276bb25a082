#include "base/percent_encoding.h"

#include <algorithm>

#include "base/ascii.h"

namespace headwater {

bool ByteSet::meets(std::string_view text) const {
  return std::any_of(text.begin(), text.end(), [this](char c) { return contains(c); });
}

void append_percent_encoded(std::string_view text, const ByteSet& set, std::string& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : text) {
    if (set.contains(c)) {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    } else {
      out += c;
    }
  }
}

int escaped_byte(std::string_view text, std::size_t offset) {
  if (text[offset] != '%' || text.size() - offset < 3) return -1;
  const int high = ascii::hex_value(text[offset + 1]);
  const int low = ascii::hex_value(text[offset + 2]);
  return high < 0 || low < 0 ? -1 : high << 4 | low;
}

std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = escaped_byte(text, i);
    out += byte < 0 ? text[i] : static_cast<char>(byte);
    if (byte >= 0) i += 2;
  }
  return out;
}

}  // namespace headwater
