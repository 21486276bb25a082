#pragma once

#include <string>
#include <string_view>

#include "html/page.h"

namespace headwater {

/// What stands in a page as one line of UTF-8 for a field: white space of any kind is one space,
/// none at the ends; what is not seen (controls, soft hyphens, zero-width spaces, bidirectional
/// overrides) is gone. Longer than kLongestMetadata: nothing, as it is neither title nor name.

/// `text` made one line. Requires: UTF-8, see to_valid_utf8.
std::string one_line(std::string_view text);

/// One line of the page's own bytes in `slice`, decoded and with references resolved.
std::string slice_line(HtmlPage& page, ByteRange slice, HtmlTextMode mode);

/// One line of the text inside of `node`; blocks and line breaks inside of it are spaces, scripts
/// and the like are left out. Empty for an element with a thousand nodes inside.
std::string element_line(HtmlPage& page, HtmlNodeIndex node);

/// `text` with character references resolved once more and tags taken out: what publishers that
/// escape a value twice meant ("Salt &amp;amp; Sons", "The &lt;em&gt;Heron&lt;/em&gt;").
std::string without_markup(std::string text);

/// The bytes of the page that `node` holds: from its first to its last text.
ByteRange text_range(const HtmlTree& tree, HtmlNodeIndex node);

}  // namespace headwater
