#pragma once

#include <optional>
#include <string_view>

#include "base/charset.h"

namespace headwater {

/// The encoding that a statistical detector takes `bytes` for, looking at the first 64 KiB; nothing
/// where it has no opinion or one that the Encoding Standard does not know.
std::optional<Encoding> detect_charset(std::string_view bytes);

}  // namespace headwater
