#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "html/tag.h"
#include "record/article.h"

namespace headwater {

/// How an element is laid out, as far as it decides what text is and where a block ends. Follows
/// the style sheet that browsers come with (https://html.spec.whatwg.org/#rendering).
enum class HtmlDisplay : std::uint8_t {
  kInline,        ///< Part of the text around it. Also every element that HTML does not know.
  kBlock,         ///< Begins and ends a block.
  kPreformatted,  ///< A block that keeps its white space.
  kRow,           ///< A row of a table: one block with its cells next to each other.
  kCell,          ///< A cell of the row.
  kButton,        ///< A block, but inside a paragraph part of its text.
  kBreak,         ///< Ends a line: a br.
  kOpaque,        ///< Nothing in it is text that a reader sees.
};

/// What becomes of the kind of blocks inside an element.
enum class HtmlKindRule : std::uint8_t {
  kInherit,  ///< That of the element around it: a div in a quote holds a quote.
  kSet,      ///< Its own.
};

struct HtmlLayout {
  HtmlDisplay display = HtmlDisplay::kInline;
  HtmlKindRule rule = HtmlKindRule::kInherit;
  BlockKind kind = BlockKind::kParagraph;
};

/// The layouts of the known elements, and last that of all others.
extern const std::array<HtmlLayout, html::kKnownTags + 1> kHtmlLayouts;

/// The layout of an element of HTML. Inlined: it is asked for every element of a page.
inline const HtmlLayout& layout_of(HtmlTag tag) {
  return kHtmlLayouts[std::min(static_cast<std::size_t>(tag), html::kKnownTags)];
}

}  // namespace headwater
