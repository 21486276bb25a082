#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "app/alterations.h"
#include "app/colour.h"

namespace headwater {

/// Bytes of a passage that people are shown; the rest is counted. `show` and --json have all of it.
inline constexpr std::size_t kShownPassage = 240;

/// `text` cut at a word's end after `most` bytes at the latest, with " ... (1,234 bytes)" behind
/// it.
std::string shortened(std::string_view text, std::size_t most);

/// A place where `here` differs from `there`, escaped for display, each line behind `indent`: "+ "
/// and "- " before whole passages; "~ " before a sentence of `here` in which some words differ.
std::string alteration_lines(const Article& here, const Article& there, const Alteration& place,
                             const Marker& marker, std::string_view indent);

}  // namespace headwater
