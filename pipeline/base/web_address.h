#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/url.h"

namespace headwater {

/// `text` as an absolute http or https address in ASCII, or nothing if it is none. White space at
/// the ends is left out; bytes of the path and query that RFC 3986 does not allow (spaces,
/// quotation marks, UTF-8) become %XX. Refused: other schemes, a missing or non-ASCII host, a name
/// or password before the host (it must not spread), control characters, and more than
/// kLongestAddress bytes. Nothing else is changed, so that the address stays the one that was
/// printed: the name of a document.
std::optional<std::string> web_address(std::string_view text);

/// The http or https address that `text` is, as it can be asked for: serialised by the URL parser
/// (https://url.spec.whatwg.org/), which also knows hosts beyond ASCII, and without its fragment.
/// Nothing for anything else, and where there is a name or password before the host.
std::optional<std::string> request_address(std::string_view text);

}  // namespace headwater
