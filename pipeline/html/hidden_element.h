#pragma once

#include "html/tree.h"

namespace headwater {

/// Whether no reader sees `element`, by what it says itself: the attribute "hidden", a style
/// attribute with "display: none" or "visibility: hidden", or a dialog that is not open. What its
/// ancestors say counts as well, and is for the caller to ask. A style sheet is not read. Linear in
/// the attributes of the element.
bool is_hidden_element(const HtmlTree& tree, const HtmlNode& element);

}  // namespace headwater
