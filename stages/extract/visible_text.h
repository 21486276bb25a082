#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "html/page.h"
#include "record/article.h"
#include "stages/extract/html_display.h"

namespace headwater {

/// More blocks than this make a page no article: it would cost memory without end.
inline constexpr std::size_t kMaxPageBlocks = 1'000'000;
/// So do more runs of the map: each takes 40 bytes, and a hostile page has one a byte.
inline constexpr std::size_t kMaxPageRuns = 4'000'000;

/// Collects the visible text of a page in one walk over its tree:
///
/// * Visible is what a reader of the page sees in a browser without scripts and style sheets, and
///   what the page's own attributes hide (marked as hidden). Not visible are the head, scripts,
///   styles, templates, SVG and MathML, the fallback of embedded media, the values of form
///   controls, and a body that a frameset replaced.
/// * White space collapses as CSS says: a run of it is one space, none at the ends of lines. A
///   single space that stays is a copy. Preformatted text keeps all of it.
/// * A block ends where an element of block layout begins or ends, and at two br in a row; one br
///   ends a line in it. Blocks are separated by a blank line, the cells of a row by a tab. Nothing
///   else is ever put between two words.
///
/// Keeps its buffers from page to page. One thread at a time.
class VisibleText {
 public:
  enum class Verdict : std::uint8_t { kDone, kTooManyBlocks, kTooManyRuns };

  /// Replaces all results by those of `page`, whose tree is parsed and whose decoder is started;
  /// fills page.blocks. Linear in nodes, attributes and text.
  Verdict read(HtmlPage& page);

  const std::string& text() const { return text_; }
  const SourceMap& map() const { return map_; }  ///< From the page's bytes (M) to the text.
  const std::vector<Block>& blocks() const { return blocks_; }
  /// What is hidden: whole blocks, and passages inside of others. Ascending.
  const std::vector<TextSpan>& hidden() const { return hidden_; }
  /// Nodes, attributes and bytes of text looked at: shows that time is linear.
  std::uint64_t steps() const { return steps_; }

  /// Gives buffers back that a huge page has made huge.
  void shrink();

 private:
  /// An element that the walk is inside of, with what it inherits.
  struct Open {
    HtmlNodeIndex node = kNoHtmlNode;
    HtmlNodeIndex end = kNoHtmlNode;    ///< One past its last node.
    HtmlNodeIndex block = kNoHtmlNode;  ///< The innermost element of block layout.
    HtmlNodeIndex row = kNoHtmlNode;    ///< The row, directly in a cell of it.
    BlockKind kind = BlockKind::kParagraph;
    bool boundary = false;  ///< Its end is the end of a block.
    bool paragraph = false;
    bool preformatted = false;
    bool hidden = false;  ///< These two are filled when text turns up in it.
    bool link = false;
  };
  enum class Pending : std::uint8_t { kNothing, kSpace, kLineEnd, kTab };

  void start(HtmlPage& page);
  HtmlNodeIndex enter(HtmlNodeIndex index, const HtmlNode& node);
  void leave();
  void push(HtmlNodeIndex index, const HtmlNode& node, const HtmlLayout& layout);
  void inherit();
  void take_text(HtmlNodeIndex index, const HtmlNode& node);
  void take_collapsing(ByteRange text, HtmlTextMode mode);
  void append(ByteRange segment, HtmlTextMode mode, bool plain);
  bool may_overflow(ByteRange segment) const;
  void note_space(ByteRange space);
  void end_line();
  void end_cell();
  void open_block();
  void flush_pending();
  void close_block();
  void mark_hidden(std::uint64_t begin);
  void finish_hidden(TextSpan span);

  HtmlPage* page_ = nullptr;
  std::string text_;
  SourceMap map_;
  std::vector<Block> blocks_;
  std::vector<TextSpan> hidden_;
  std::uint64_t steps_ = 0;
  bool overflown_ = false;  ///< There are more than kMaxPageRuns, or there would be.

  std::vector<Open> open_;
  std::size_t inherited_ = 0;  ///< So many of them know what they inherit.
  bool in_block_ = false;      ///< Whether `block_` and all below mean something.
  HtmlBlock block_;
  BlockKind kind_ = BlockKind::kParagraph;
  HtmlNodeIndex row_ = kNoHtmlNode;  ///< The row whose cells the block holds.
  HtmlNodeIndex text_node_ = kNoHtmlNode;
  std::uint64_t before_ = 0;      ///< |T| before the block and its separator.
  std::uint64_t begin_ = 0;       ///< Where its text begins.
  std::size_t first_hidden_ = 0;  ///< Its first passage in hidden_.
  Pending pending_ = Pending::kNothing;
  ByteRange space_;
};

}  // namespace headwater
