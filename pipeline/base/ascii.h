#pragma once

#include <string>
#include <string_view>

/// Classes of ASCII, whatever the locale. Bytes beyond ASCII are in none.
namespace headwater::ascii {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) {
  return static_cast<unsigned char>((static_cast<unsigned char>(c) | 0x20U) - 'a') < 26;
}
inline bool is_alphanumeric(char c) { return is_letter(c) || is_digit(c); }
inline char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// What the hexadecimal digit `c` stands for, or -1.
inline int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

inline std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = to_lower(c);
  return lower;
}

/// Whether `text` is `lower`, capitals aside. Requires: `lower` has no capitals.
inline bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (to_lower(text[i]) != lower[i]) return false;
  }
  return true;
}

/// Whether `text` begins with `lower`, capitals aside. Requires: `lower` has no capitals.
inline bool starts_with_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && equals_ignoring_case(text.substr(0, lower.size()), lower);
}

}  // namespace headwater::ascii
