#pragma once

#include <cstdint>
#include <string_view>

#include "html/byte_range.h"

namespace headwater {

/// The beginning of a text node that is shown with the white space it has.
struct TextSegment {
  std::uint32_t end = 0;
  bool plain = true;  ///< ASCII without character references or NULs: the bytes are the text.
};

/// The longest beginning of `text` in which the only white space is single spaces, each followed by
/// something else: what follows it is white space to collapse, or nothing. Empty where `text`
/// begins with such white space. The white space is that of CSS: tab, line ends, form feed, space.
/// Linear. Requires: text is a range of `page`.
TextSegment next_segment(std::string_view page, ByteRange text);

}  // namespace headwater
