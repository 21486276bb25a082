#pragma once

#include <string_view>

#include "base/result.h"
#include "stages/acquire/feed.h"

namespace headwater {

/// Reads a JSON Feed. kBadFeed where it is an object but no feed, kBadJson with the byte where it
/// is not even that.
Result<Feed> parse_json_feed(std::string_view json, std::string_view uri);

}  // namespace headwater
