#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace headwater {

/// UTF-8 as RFC 3629 defines it: shortest form, no surrogates, nothing above U+10FFFF.

/// One decoded scalar value. `length` is 0 at the end of input; an ill-formed sequence yields
/// U+FFFD, `valid` false and the length of its maximal subpart (Unicode 15, section 3.9, which is
/// also what the WHATWG decoder replaces as one).
struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 0;
  bool valid = true;
};

/// The scalar value that starts at `text[offset]`. Requires: offset <= text.size().
CodePoint decode_utf8(std::string_view text, std::size_t offset);

/// Appends `code_point` to `out`. Requires: a scalar value (no surrogate).
void append_utf8(char32_t code_point, std::string& out);

/// The length of the longest well-formed prefix: `text.size()` when all of it is UTF-8.
std::size_t valid_utf8_prefix(std::string_view text);

/// Whether `offset` lies between two code points of well-formed `text` (or at an end).
bool is_code_point_edge(std::string_view text, std::size_t offset);

/// Where the white space that starts at `offset` ends: ASCII white space, U+0085, U+00A0 and the
/// other spaces of Unicode's White_Space property. Requires: offset <= text.size(), well-formed
/// text.
std::size_t skip_space(std::string_view text, std::size_t offset);
/// Where the white space that ends at `offset` begins.
std::size_t skip_space_back(std::string_view text, std::size_t offset);

/// `text` with each ill-formed sequence replaced by U+FFFD.
std::string to_valid_utf8(std::string_view text);

/// `text` made safe for a terminal or a one-line log: C0, C1, DEL, line and paragraph separators,
/// bidirectional controls, zero-width characters and ill-formed bytes are written as \xNN or
/// \u{NNNN}; a backslash stays. For display only: what is stored is never changed.
enum class Lines { kOne, kKeep };  ///< kKeep leaves \n and \t as they are.
std::string escape_for_display(std::string_view text, Lines lines = Lines::kOne);

}  // namespace headwater
