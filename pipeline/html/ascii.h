#pragma once

#include <cstdint>
#include <string_view>

#include "base/ascii.h"

namespace headwater::html {

/// Classes of ASCII as HTML knows them, whatever the locale. Bytes of a legacy charset are in none.
using ascii::equals_ignoring_case;
using ascii::is_alphanumeric;
using ascii::is_digit;
using ascii::is_letter;
using ascii::starts_with_ignoring_case;
using ascii::to_lower;

/// Tab, line feed, form feed, carriage return (normalised to a line feed by the standard), space.
inline bool is_space(char c) {
  constexpr std::uint64_t kSpaces =
      1ULL << '\t' | 1ULL << '\n' | 1ULL << '\f' | 1ULL << '\r' | 1ULL << ' ';
  return static_cast<unsigned char>(c) <= ' ' &&
         (kSpaces >> static_cast<unsigned char>(c) & 1U) != 0;
}

}  // namespace headwater::html
