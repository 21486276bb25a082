#pragma once

#include "record/article.h"
#include "stages/extract/page_clue.h"

namespace headwater {

/// The language of the page's article as BCP 47 has it, without a region ("pt", "zh-Hant"): what
/// the page declares (html lang, meta elements, linked data), unless its prose is surely in another
/// one, as templates are used for other languages. Looks at paragraphs of the visible text, those
/// with many links left out.
PageClue find_page_language(const PageSources& from, const Article& article);

/// The language of a text that nobody says anything of: what its paragraphs surely are in.
PageClue find_text_language(const Article& article);

}  // namespace headwater
