#pragma once

#include <string_view>
#include <vector>

#include "html/tree.h"

namespace headwater {

/// An element that its page marks as the author of something.
struct AuthorMark {
  HtmlNodeIndex node = kNoHtmlNode;
  std::string_view rule;
  bool sure = false;                 ///< Means nothing else, as a class name may.
  HtmlNodeIndex name = kNoHtmlNode;  ///< The text behind the word that signs, of a signature.
};

/// The elements round the title (the node `title`, or 0 for the beginning of the page) that are
/// marked as naming an author, the surest kind of mark first, each kind in order of the page:
/// itemprop and rel, class names, signatures (a piece of text at the beginning of a block that is
/// nothing but "By", "Escrito por" or the like, and the next one; one that begins "Written by" may
/// stand anywhere), links to an author's page. Not those in navigation and comments, nor in asides
/// and footers, unless these belong to an article and the mark is itemprop or rel. At most
/// kMostAuthorMarks of each kind. Linear in the attributes of the nodes looked at and in texts.
std::vector<AuthorMark> find_author_marks(const HtmlTree& tree, HtmlNodeIndex title);
inline constexpr std::size_t kMostAuthorMarks = 16;
/// A byline stands near the title; further off others are named.
inline constexpr HtmlNodeIndex kNodesBeforeTitle = 100;
inline constexpr HtmlNodeIndex kNodesAfterTitle = 600;
inline constexpr HtmlNodeIndex kNodesBeforeLink = 150;
/// Between the word that signs and the name there are a few elements at most.
inline constexpr HtmlNodeIndex kNodesInSignature = 10;

}  // namespace headwater
