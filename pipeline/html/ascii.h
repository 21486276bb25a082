#pragma once

#include <cstdint>
#include <string_view>

namespace headwater::html {

/// Classes of ASCII as HTML knows them, whatever the locale. Bytes of a legacy charset are in none.

inline bool is_letter(char c) {
  return static_cast<unsigned char>((static_cast<unsigned char>(c) | 0x20U) - 'a') < 26;
}
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_alphanumeric(char c) { return is_letter(c) || is_digit(c); }
inline char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Tab, line feed, form feed, carriage return (normalised to a line feed by the standard), space.
inline bool is_space(char c) {
  constexpr std::uint64_t kSpaces =
      1ULL << '\t' | 1ULL << '\n' | 1ULL << '\f' | 1ULL << '\r' | 1ULL << ' ';
  return static_cast<unsigned char>(c) <= ' ' &&
         (kSpaces >> static_cast<unsigned char>(c) & 1U) != 0;
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

}  // namespace headwater::html
