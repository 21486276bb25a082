#pragma once

#include <string_view>
#include <vector>

#include "html/tree.h"

namespace headwater {

/// An element that its page marks as the author of something.
struct AuthorMark {
  HtmlNodeIndex node = kNoHtmlNode;
  std::string_view rule;
  bool sure = false;  ///< An attribute that means nothing else, not a class name.
};

/// The elements round the title (the node `title`, or 0 for the beginning of the page) that are
/// marked as naming an author, the surest kind of mark first, each kind in order of the page:
/// itemprop and rel, then class names. Not those in asides, footers, navigation and comments. At
/// most kMostAuthorMarks of each kind. Linear in the attributes of the nodes looked at.
std::vector<AuthorMark> find_author_marks(const HtmlTree& tree, HtmlNodeIndex title);
inline constexpr std::size_t kMostAuthorMarks = 16;
/// A byline stands near the title; further off others are named.
inline constexpr HtmlNodeIndex kNodesBeforeTitle = 100;
inline constexpr HtmlNodeIndex kNodesAfterTitle = 600;

}  // namespace headwater
