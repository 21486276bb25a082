#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/url.h"

namespace headwater {

/// `url` in the form that addresses of one resource share, as far as their spelling alone tells
/// (RFC 3986, section 6.2.2, with what crawlers add): escapes of letters, digits and "-._~" are
/// undone, all others have capitals, bytes that RFC 3986 allows in no path or query are escaped, as
/// is a "%" that begins no escape; slashes in a row are one, a name's final dot is gone, parameters
/// are sorted by name, those without a name and the "=" of an empty value are gone, and so is the
/// fragment. Addresses with an opaque path ("mailto:...") only lose the fragment. Idempotent. For
/// comparing: a server may answer differently under the normal form. Pure.
Url normal_url(Url url);

/// The normal form of `address`, which may lack its scheme ("herald.example/a" is http); nothing
/// where it is no absolute address, or where escaping makes it longer than kLongestAddress.
std::optional<std::string> normalize_url(std::string_view address);

}  // namespace headwater
