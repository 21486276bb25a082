#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/charset.h"

namespace headwater {

/// How much of a page browsers look at before they decide on its encoding.
inline constexpr std::size_t kCharsetPrescanBytes = 1024;

/// The encoding that a <meta> at the beginning of a page declares
/// (https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding), or nothing. A
/// page that says UTF-16 in ASCII letters is UTF-8; "x-user-defined" is windows-1252. Looks at all
/// of `bytes`: give it kCharsetPrescanBytes of a page, or more. Linear time.
std::optional<Encoding> prescan_charset(std::string_view bytes);

/// The label in the content of a <meta http-equiv=content-type> or of a Content-Type header, such
/// as "utf-8" in "text/html; charset=utf-8"; "" where there is none.
std::string_view charset_label(std::string_view content);

}  // namespace headwater
