#pragma once

#include <string>
#include <string_view>

namespace headwater {

/// `reference` as an address, resolved against `base` as RFC 3986, section 5.2 says, dot segments
/// removed. Line ends and tabs are left out and white space at the ends, as browsers do; all else
/// stays as printed, whatever its scheme. A reference that cannot be resolved, because `base` has
/// no authority, stays as it is. Linear.
std::string resolve_address(std::string_view base, std::string_view reference);

}  // namespace headwater
