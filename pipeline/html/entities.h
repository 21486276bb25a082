#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace headwater::html {

/// A named character reference (https://html.spec.whatwg.org/#named-character-references). The name
/// has no "&"; it ends in ";" but for the 106 legacy names that may do without. `second` is 0 for
/// all but the few references that stand for two code points.
struct NamedReference {
  std::string_view name;
  char32_t first = 0;
  char32_t second = 0;
};

/// All of them, sorted by the bytes of their names.
std::span<const NamedReference> named_references();

/// Where a reference stands: in the value of an attribute, "&copy=1" and "&copyright" are text, so
/// that addresses with parameters survive.
enum class ReferencePlace : std::uint8_t { kText, kAttribute };

/// The characters that a reference stands for, and the bytes it takes, "&" included; `length` is 0
/// where the "&" is just an ampersand.
struct CharacterReference {
  char32_t first = 0;
  char32_t second = 0;
  std::uint32_t length = 0;
};

/// The reference that `text` begins with: the longest name that fits, or a number (section
/// 13.2.5.72 and on). Numbers that are no scalar value become U+FFFD, those of C1 controls what
/// windows-1252 has there. Linear in the length of the reference. Requires: text[0] == '&'.
CharacterReference read_reference(std::string_view text, ReferencePlace place);

}  // namespace headwater::html
