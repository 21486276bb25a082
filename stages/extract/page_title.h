#pragma once

#include <string_view>

#include "stages/extract/page_clue.h"

namespace headwater {

/// The title of the page's article; an empty clue where the page gives none.
///
/// The h1 that the page also gives to those who share it (og:title and the like) is what readers
/// see, here and there. Else the headline that linked data declares is the publisher's own word;
/// the h1 that says the same is what stands for it. Without one, or where it was shortened, wanted
/// is the h1 that other meta elements or the title element repeat, else the one that shares two
/// thirds of its words with one of them. Where no h1 does, what most of those agree on. A name of
/// the site at either end of a title, behind " | ", " - " and the like, is left out where another
/// witness, `site` or `host` (the registrable name, "heronpost") shows that it is one.
PageClue find_page_title(const PageSources& from, std::string_view site, std::string_view host);

/// `title` without a name of the site at its end or beginning; unchanged where `site` is not there.
std::string_view without_site_name(std::string_view title, std::string_view site);

}  // namespace headwater
