#pragma once

#include <string>

#include "record/article.h"

namespace headwater::testing {

/// What is wrong with an article whose text was extracted from its payload, as a sentence; empty if
/// every promise holds: T is UTF-8 and comes out again when the map is replayed on R, as does C;
/// every byte of R is accounted for; the map is canonical, and looking up there and back agrees;
/// blocks and cuts lie in T between characters, and nothing that shows stands between two blocks.
std::string broken_text_promise(const Article& article);

/// As above, for the blocks of the page that the text was taken from: they are as many as those of
/// the article, and the nodes that each names hold its text.
std::string broken_page_promise(const Article& article);

}  // namespace headwater::testing
