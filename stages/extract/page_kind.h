#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "stages/extract/page_outline.h"
#include "stages/extract/select_rules.h"

namespace headwater {

/// What a page is, as far as it matters: an article, or something that must not be stored as one.
enum class PageKind : std::uint8_t {
  kArticle,
  kIndex,      ///< A list of articles: a front page, a section, results of a search.
  kConsent,    ///< A wall that asks for consent before anything else.
  kPaywall,    ///< The beginning of an article, if that, before an offer to subscribe.
  kChallenge,  ///< "Checking your browser", "access denied".
  kError,      ///< "Page not found", served as if it were found.
  kEmpty,      ///< No text at all is left.
};

/// The printed name, such as "challenge".
std::string_view page_kind_name(PageKind kind);

/// What is known of a page once its blocks are judged.
struct PageEvidence {
  const Article& article;  ///< With what find_metadata made of it.
  const PageOutline& outline;
  const std::vector<SelectRule>& verdicts;  ///< Of the outline's blocks.
  std::string_view title;                   ///< Of the head, folded (see fold_text).
  bool says_article = false;  ///< The head says so (og:type), or a headline is the page's title.
};

/// The kind of the page. In doubt it is an article. Linear in the blocks.
PageKind kind_of_page(const PageEvidence& page);

}  // namespace headwater
