#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Tells the article on a page of HTML from everything around it: every block of the text that is
/// not article is proposed as a cut, with the rule that says what it is. Looks at the names of the
/// elements around a block, at how much prose and how many links are in them, and at how lines
/// begin. In doubt a block stays. A page on which no article is found (a list of others, a wall of
/// consent, an error) is dropped as no article; `detail` then says what it is. Passes on what is no
/// page. Of what holds an article and no page around it (an entry of a feed, an agency's item, a
/// JSON record without html or head) only what itself says that it is no article is cut, and it is
/// never dropped.
StageKind select_article_kind();

}  // namespace headwater
