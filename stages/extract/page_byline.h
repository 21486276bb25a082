#pragma once

#include "stages/extract/house_names.h"
#include "stages/extract/page_clue.h"

namespace headwater {

/// Who wrote the page's article: "Jane Doe, John Roe"; empty clues where the page does not say.
struct PageByline {
  PageClue names;
  PageClue house;  ///< The site itself or an organisation, which it names as its author.
};

/// Asked in this order: linked data, meta elements for authors, what is marked as an author in the
/// page (rel, itemprop, class) round the node `title`. The first that names somebody beside the
/// house wins.
PageByline find_page_byline(const PageSources& from, const HouseNames& house, HtmlNodeIndex title);

}  // namespace headwater
