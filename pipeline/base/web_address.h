#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace headwater {

/// `text` as an absolute http or https address in ASCII, or nothing if it is none. White space at
/// the ends is left out; bytes of the path and query that RFC 3986 does not allow (spaces,
/// quotation marks, UTF-8) become %XX. Refused: other schemes, a missing or non-ASCII host, a name
/// or password before the host (it must not spread), control characters, and more than
/// kLongestAddress bytes.
std::optional<std::string> web_address(std::string_view text);

/// What browsers and sitemaps (2,048) stay under; longer ones carry data, not an address.
inline constexpr std::size_t kLongestAddress = 4096;

}  // namespace headwater
