#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/charset.h"
#include "html/decode_text.h"
#include "html/tree.h"
#include "record/article.h"

namespace headwater {

/// Where a block of an article's text stands in its page. Same index as the block in
/// Article::blocks.
struct HtmlBlock {
  /// The innermost element that holds all of the block's text: a p, li, h2 or td, or the div or
  /// body around loose text.
  HtmlNodeIndex node = kNoHtmlNode;
  HtmlNodeIndex first = kNoHtmlNode;  ///< The first text node of the block.
  HtmlNodeIndex last = kNoHtmlNode;   ///< The last one.
  std::uint32_t link_bytes = 0;       ///< Bytes of the block's text that stand in links.
  bool hidden = false;                ///< No reader sees it, see `is_hidden_element`.
};

/// A page on its way through the stages that read HTML: the bytes, their tree, and how the blocks
/// of the article's text lie in it. Positions in the tree count in `bytes` (space M); the text's
/// source map and evidence count in R, see `raw_of_page`. One thread at a time.
struct HtmlPage {
  /// M: the payload itself, or the content's bytes where the page stood inside an outer format or
  /// had to be transcoded. Lives as long as the article that it belongs to stays in place.
  std::string_view bytes;
  Encoding encoding = Encoding::kUtf8;
  HtmlTree tree;
  HtmlTextDecoder decoder;
  std::vector<HtmlBlock> blocks;
};

/// A page whose buffers are those of an earlier one if this thread has one to spare: parsing
/// allocates nothing once the buffers have grown. It is the thread's again when the last owner lets
/// go of it.
std::shared_ptr<HtmlPage> borrow_html_page();

/// The bytes of R behind `range` of the page of `article`, as one span.
RawSpan raw_of_page(const Article& article, ByteRange range);

}  // namespace headwater
