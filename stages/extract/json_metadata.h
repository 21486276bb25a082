#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace headwater {

/// What a metadata member of a record means, or nothing if its value is unusable. Pure.

/// Text of one line: white space runs are one space, none at the ends. Not empty, not longer than
/// kLongestMetadata.
std::optional<std::string> metadata_line(std::string_view value);
/// As parse_date says it.
std::optional<std::string> metadata_date(std::string_view value);
/// A language tag (BCP 47, by its form): "en", "pt-BR"; also from "EN" and "pt_BR".
std::optional<std::string> metadata_language(std::string_view value);

/// Longer ones are no title and no byline.
inline constexpr std::size_t kLongestMetadata = 2000;

}  // namespace headwater
