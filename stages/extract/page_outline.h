#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "html/page.h"
#include "record/article.h"
#include "stages/extract/block_features.h"
#include "stages/extract/element_marks.h"

namespace headwater {

/// Index of an element in PageOutline::elements.
using OutlineIndex = std::uint32_t;
inline constexpr OutlineIndex kNoOutline = 0xFFFFFFFF;

/// An element with text in it, as the choice of the article sees it.
struct OutlineElement {
  HtmlNodeIndex node = kNoHtmlNode;
  OutlineIndex parent = kNoOutline;
  OutlineIndex subtree_end = 0;  ///< One past the last outline element inside of it.
  std::uint32_t first_block = 0;
  std::uint32_t end_block = 0;  ///< One past the last block that begins inside of it.
  std::uint32_t signature = 0;  ///< Equal for elements with equal name and classes.
  HtmlTag tag = HtmlTag::kText;
  bool has_classes = false;
  bool has_image = false;  ///< Only looked for where the marks ask for it.
  Marks marks;
};

/// Amounts of text in a range of blocks.
struct TextAmounts {
  std::uint64_t letters = 0;   ///< As BlockFeatures::letters.
  std::uint64_t linked = 0;    ///< Those that stand in links.
  std::uint64_t prose = 0;     ///< Those in blocks of prose.
  std::uint32_t headings = 0;  ///< Blocks that are headings,
  std::uint32_t shaped = 0;    ///< and such in lists, tables, quotations or code.

  TextAmounts operator-(const TextAmounts& other) const {
    return {letters - other.letters, linked - other.linked, prose - other.prose,
            headings - other.headings, shaped - other.shaped};
  }
};

/// A page reduced to the elements that hold blocks of text, in the order of the page, with what
/// their names give away. The blocks of an element are a range, so that all amounts in it are
/// differences of two sums. Reuse one outline for page after page: it keeps its buffers.
class PageOutline {
 public:
  /// Replaces the outline by that of the page. Linear in the blocks, their ancestors and the
  /// attributes of these. Requires: page.blocks belongs to article.blocks.
  void build(const Article& article, const HtmlPage& page);

  const std::vector<OutlineElement>& elements() const { return elements_; }
  const std::vector<BlockFeatures>& blocks() const { return blocks_; }
  /// The outline element that a block stands in.
  OutlineIndex element_of(std::uint32_t block) const { return block_elements_[block]; }
  TextAmounts amounts(std::uint32_t first_block, std::uint32_t end_block) const {
    return sums_[end_block] - sums_[first_block];
  }
  TextAmounts amounts(const OutlineElement& element) const {
    return amounts(element.first_block, element.end_block);
  }
  /// Bytes of the buffers.
  std::size_t kept_bytes() const;
  bool is_inside(OutlineIndex inner, OutlineIndex outer) const {
    return outer <= inner && inner < elements_[outer].subtree_end;
  }

 private:
  void collect_nodes(const HtmlPage& page);
  void read_attribute(std::string_view name, std::string_view value, OutlineElement& element);
  void add_element(const HtmlPage& page, HtmlNodeIndex node);
  void place_blocks(const HtmlPage& page);

  MarksCache marks_;
  std::vector<OutlineElement> elements_;
  std::vector<BlockFeatures> blocks_;
  std::vector<OutlineIndex> block_elements_;
  std::vector<TextAmounts> sums_;
  std::vector<OutlineIndex> open_;
  std::vector<HtmlNodeIndex> nodes_;
  std::vector<OutlineIndex> outline_of_node_;
};

}  // namespace headwater
