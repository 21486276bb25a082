#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "html/byte_range.h"
#include "html/tag.h"
#include "html/tokenizer.h"

namespace headwater {

namespace html {
class TreeBuilder;
}

using HtmlNodeIndex = std::uint32_t;
inline constexpr HtmlNodeIndex kNoHtmlNode = 0xFFFFFFFF;

/// How deep the tree gets; the content of deeper elements stands at this depth. Browsers do the
/// same at 512.
inline constexpr std::uint32_t kMaxHtmlDepth = 512;

/// An element or a piece of text. Comments and doctypes are not in the tree.
struct HtmlNode {
  enum Flag : std::uint8_t {
    kFostered = 1,  ///< Out of place in its table: a browser shows it before the table.
    kSvg = 2,       ///< An element of SVG; its tag is that of the same name in HTML.
    kMathMl = 4,    ///< An element of MathML.
    kDetached = 8,  ///< A body that a frameset replaced: no reader sees it.
    kBlank = 16,    ///< A text of white space only.
  };

  HtmlTag tag = HtmlTag::kText;  ///< kText, or what element it is.
  HtmlTextMode text_mode = HtmlTextMode::kData;
  std::uint8_t flags = 0;
  HtmlNodeIndex parent = kNoHtmlNode;
  HtmlNodeIndex subtree_end = 0;  ///< One past the last node inside of it.
  ByteRange source;   ///< The start tag or the text; empty for an element without a tag.
  ByteRange end_tag;  ///< Empty where it is implied.
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;

  bool is_text() const { return tag == HtmlTag::kText; }
  bool has(Flag flag) const { return (flags & flag) != 0; }
  bool is_foreign() const { return (flags & (kSvg | kMathMl)) != 0; }
  bool operator==(const HtmlNode&) const = default;
};

/// A page as a tree, as https://html.spec.whatwg.org/#tree-construction makes it with scripting
/// off, but light: nodes stand in one array in the order of the page, so that the subtree of node i
/// is [i, subtree_end), the sources ascend, and walking over the page is walking over the array.
/// Where a browser moves content, this tree marks it instead: what is fostered out of a table keeps
/// its place (kFostered), and a formatting element that is closed before a block inside of it
/// ("<b><p></b>") keeps the block, with its end tag before the end of its subtree. No formatting
/// element is opened again in the next block. Every page has html, head and body, or a frameset.
///
/// Parsing is linear in the page, whatever it holds. Reuse one tree for page after page: it keeps
/// its buffers. One thread at a time; const use is thread-safe.
class HtmlTree {
 public:
  HtmlTree();
  ~HtmlTree();
  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;

  /// Replaces the tree by that of `page`. Requires: `page` outlives the use of the tree; an
  /// encoding in which ASCII bytes are ASCII; below 4 GiB. A byte order mark of UTF-8 is passed
  /// over.
  void parse(std::string_view page);

  std::string_view page() const { return page_; }
  /// All nodes; the first one is the html element.
  std::span<const HtmlNode> nodes() const { return nodes_; }

  HtmlNodeIndex first_child(HtmlNodeIndex node) const;
  HtmlNodeIndex next_sibling(HtmlNodeIndex node) const;

  /// The name of an element: in small letters if HTML knows it, else as it stands in its tag.
  std::string_view name(const HtmlNode& node) const;
  std::span<const HtmlAttribute> attributes(const HtmlNode& node) const;
  /// The value of the attribute `name` (small letters), still undecoded, or nothing.
  std::optional<ByteRange> attribute(const HtmlNode& node, std::string_view name) const;

  /// How many bytes and open elements were looked at: shows that time is linear.
  std::uint64_t steps() const;

 private:
  std::string_view page_;
  std::vector<HtmlNode> nodes_;
  std::unique_ptr<html::TreeBuilder> builder_;
};

}  // namespace headwater
