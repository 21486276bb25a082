#pragma once

#include <string>
#include <string_view>

namespace headwater {

/// The form under which two web addresses are taken for the same article: their normal form
/// (base/normal_url.h) without scheme, default port and user, without a leading "www.", "m.",
/// "mobile." or "amp." of the host, without parameters that only say where a reader came from and
/// without the slash at the end of a path. What is no web address is its own key. Keys are
/// compared, never asked for: a page may well answer differently under an address with the same
/// key. Pure.
std::string article_url_key(std::string_view uri);

}  // namespace headwater
