#pragma once

#include <optional>

#include "record/article.h"
#include "stages/extract/page_clue.h"

namespace headwater {

/// The field that a clue of the page of `article` makes; nothing for an empty clue.
std::optional<Field> field_of(const Article& article, PageClue clue);

/// What the site calls itself: og:site_name, else the linked data's WebSite, else its publisher.
PageClue find_site_name(const PageSources& from);
/// Whom the article names as its publisher.
PageClue find_publisher(const PageSources& from);

/// Fills the facts of `article` that are not dates and are not given yet. Addresses are absolute
/// and ASCII; a relative one counts from the article's own address.
void find_page_facts(const PageSources& from, Article& article);

}  // namespace headwater
