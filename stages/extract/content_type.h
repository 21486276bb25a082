#pragma once

#include "record/article.h"

namespace headwater {

/// Whether the article's content is a page of HTML, which extract_html reads. Every other stage of
/// this room that reads bytes passes it on.
bool holds_html(const Article& article);

}  // namespace headwater
