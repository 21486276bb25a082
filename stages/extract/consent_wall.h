#pragma once

#include <vector>

#include "record/article.h"
#include "stages/extract/page_outline.h"
#include "stages/extract/select_rules.h"

namespace headwater {

/// Whether what is kept of a page is a wall that asks for consent to cookies and the like before
/// anything else: nearly all of its lines speak of that, and the page has a button that agrees.
/// An article about consent has a date or a byline.
/// Linear in the kept text, of which it looks at kMostConsentLetters only.
bool is_consent_wall(const Article& article, const PageOutline& outline,
                     const std::vector<SelectRule>& verdicts);

/// A page with more letters kept is no wall.
inline constexpr std::uint64_t kMostConsentLetters = 4000;

}  // namespace headwater
