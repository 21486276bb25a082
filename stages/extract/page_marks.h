#pragma once

#include <optional>
#include <vector>

#include "html/tree.h"
#include "stages/extract/meta_tags.h"

namespace headwater {

/// A meta element that says something, in order of the page.
struct MetaTag {
  MetaKey key = MetaKey::kTitle;
  ByteRange name;     ///< As it stands in the page.
  ByteRange content;  ///< Undecoded.
};

/// Where a page says something about its article: what one walk over the nodes finds, by tags
/// alone. At most kMostMarks of each. Reuse one for page after page: it keeps its buffers.
struct PageMarks {
  std::vector<MetaTag> metas;
  std::vector<HtmlNodeIndex> titles;    ///< title elements outside of SVG.
  std::vector<HtmlNodeIndex> headings;  ///< h1.
  std::vector<HtmlNodeIndex> times;     ///< time.
  std::vector<HtmlNodeIndex> scripts;   ///< The text nodes of JSON-LD scripts.
  std::optional<ByteRange> canonical;   ///< Addresses of link elements.
  std::optional<ByteRange> amp;
  std::optional<ByteRange> licence;
  std::optional<ByteRange> language;  ///< html lang.

  void find(const HtmlTree& tree);
  /// The first meta element of that key.
  const MetaTag* meta(MetaKey key) const;
};

/// News pages have some 40 meta elements and ten times; a page with more is a list.
inline constexpr std::size_t kMostMarks = 256;

}  // namespace headwater
