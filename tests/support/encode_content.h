#pragma once

#include <string>
#include <string_view>

namespace headwater {

/// `bytes` under the content coding "gzip", "deflate" (in its zlib form), "raw-deflate", "br" or
/// "zstd", as a server would send them. Aborts for another name.
std::string encode_content(std::string_view bytes, std::string_view coding);

}  // namespace headwater
