#pragma once

#include <string_view>

#include "stages/extract/json_ld.h"

namespace headwater {

/// How much a schema.org type says that its object is the page's article.
enum class LdRank : std::uint8_t {
  kNone,     ///< A person, a site, a list.
  kPage,     ///< WebPage and its kinds.
  kWork,     ///< A work that is no article by name: Recipe, VideoObject, Review.
  kArticle,  ///< Article, NewsArticle, BlogPosting and their kinds.
};

/// The rank of the object `node` by its "@type"; the highest one where it has several.
LdRank ld_rank(const JsonLd& data, LdIndex node);

/// Whether one of its types is `type`, such as "WebSite", with or without the vocabulary's address
/// before it.
bool has_ld_type(const JsonLd& data, LdIndex node, std::string_view type);

/// The object that describes the page's article: of the highest rank; where several share it (a
/// list of other articles, say), one whose address is `address`, else one whose headline is `title`
/// (folded as fold_text does), else the first. kNoLd where the page has none above kPage.
LdIndex find_ld_article(const JsonLd& data, std::string_view address, std::string_view title);

/// The first object at the top or in a graph with that type.
LdIndex find_ld_thing(const JsonLd& data, std::string_view type);

}  // namespace headwater
