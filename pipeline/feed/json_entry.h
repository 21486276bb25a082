#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feed/feed_entry.h"
#include "feed/json_parts.h"

namespace headwater {

/// Reads the item of JSON Feed (https://www.jsonfeed.org/version/1.1/) that stands in `range`.
/// Positions count in parts.json(). `base` is the address of the feed, `language` its language.
/// kBadJson where it is no JSON object. Members of the wrong type are as if they were absent; of
/// two of the same name the first counts.
Result<FeedEntry> read_json_entry(JsonParts& parts, RawSpan range, const std::string& base,
                                  const std::string& language);

/// The member `key`, or null; one that is null is none.
const JsonPart* find_part(const std::vector<JsonPart>& members, std::string_view key);
/// The persons in the members "authors" (version 1.1) and "author" (1.0).
std::vector<FeedPerson> read_json_authors(JsonParts& parts, const std::vector<JsonPart>& members,
                                          const std::string& base);
/// The string in the member `key`, in one line; "" where there is none.
std::string read_json_line(const JsonParts& parts, const std::vector<JsonPart>& members,
                           std::string_view key);

}  // namespace headwater
