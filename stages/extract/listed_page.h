#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "record/article.h"

namespace headwater {

/// What the feed or sitemap that named a page says of it (`Arrival::named`), as evidence of kind
/// "feed" or "sitemap". What cannot be used is absent: no line of text, no plausible date, no tag
/// of a language.
struct ListedPage {
  std::optional<Field> title;
  std::optional<Field> byline;
  std::optional<Field> published_at;
  std::optional<Field> language;
};

/// Nothing where nobody named the page, or `named` is no JSON object.
ListedPage read_listed_page(const Arrival& arrival);

/// Moves what `article` does not have out of `listed`. Returns a JSON object of what the listing
/// says otherwise than the article's own fields, by name, and as "by" who says so; empty if
/// nothing. Titles and names differ if their folded texts do, dates if both have a time and it is
/// another, else if the days differ, languages if the first parts of their tags do.
std::string take_from_listing(ListedPage& listed, Article& article);

}  // namespace headwater
