#pragma once

#include <cstdint>
#include <string_view>

#include "record/text_span.h"

namespace headwater {

/// A half-open range of bytes of a page, in half the room of a RawSpan: pages are far below 4 GiB.
struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  /// The bytes themselves. Requires: the range lies in `page`.
  std::string_view of(std::string_view page) const { return page.substr(begin, size()); }
  RawSpan raw() const { return {begin, end}; }
  bool operator==(const ByteRange&) const = default;
};

}  // namespace headwater
