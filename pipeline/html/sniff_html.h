#pragma once

#include <string_view>

namespace headwater {

/// Whether `bytes` begin like a page or a fragment of HTML: with a doctype, a comment or the start
/// tag of an element that HTML knows, behind a byte order mark, white space or an XML declaration.
/// Wider than https://mimesniff.spec.whatwg.org/#rules-for-identifying-an-unknown-mime-type, whose
/// list of elements is short. Looks at the first kilobyte.
bool begins_like_html(std::string_view bytes);

}  // namespace headwater
