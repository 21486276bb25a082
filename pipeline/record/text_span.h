#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>

namespace headwater {

/// A half-open range of byte offsets in one address space. Two spaces never mix: the tag keeps a
/// position of the raw bytes from being used as one of the text.
template <class Space>
struct Span {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  std::uint64_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(std::uint64_t offset) const { return begin <= offset && offset < end; }
  bool contains(const Span& other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(const Span& other) const {
    return std::max(begin, other.begin) < std::min(end, other.end);
  }
  auto operator<=>(const Span&) const = default;
};

/// Space R: the payload's bytes as received, after content-decoding and before charset decoding.
using RawSpan = Span<struct RawSpace>;
/// Space T: all visible text, UTF-8. The cleaned text C is T minus the cuts.
using TextSpan = Span<struct TextSpace>;

/// The bytes of `text` (all of T) that `span` names. Requires: span lies in text.
inline std::string_view slice(std::string_view text, TextSpan span) {
  return text.substr(span.begin, span.size());
}
/// The bytes of `raw` (all of R) that `span` names. Requires: span lies in raw.
inline std::string_view slice(std::string_view raw, RawSpan span) {
  return raw.substr(span.begin, span.size());
}

}  // namespace headwater
