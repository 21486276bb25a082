#pragma once

#include <string>
#include <string_view>

namespace headwater {

/// `bytes` under the content coding "gzip", "deflate" (in its zlib form), "raw-deflate", "br" or
/// "zstd", as a server would send them. Aborts for another name.
std::string encode_content(std::string_view bytes, std::string_view coding);

/// `bytes` as a frame of zstd that can only be undone with `dictionary`.
std::string encode_zstd_with(std::string_view bytes, std::string_view dictionary);

}  // namespace headwater
