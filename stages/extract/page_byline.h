#pragma once

#include <string_view>

#include "stages/extract/page_clue.h"

namespace headwater {

/// Who wrote the page's article: "Jane Doe, John Roe"; an empty clue where the page does not say.
/// Asked in this order: linked data, meta elements for authors, what is marked as an author in the
/// page (rel, itemprop, class). The site's own name counts only where nobody else is named.
PageClue find_page_byline(const PageSources& from, std::string_view site);

}  // namespace headwater
