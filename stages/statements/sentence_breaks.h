#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace headwater {

/// Appends to `breaks` the offsets at which a new sentence of `text` begins, ascending, without 0
/// and the end: the root rules of Unicode's sentence segmentation (UAX #29), put right for news
/// English by sentence_rules.h. Line ends count as spaces: where paragraphs end is for the caller
/// to know. The white space between two sentences belongs to the first. Linear time; thread-safe;
/// reuses its buffers. Requires: well-formed UTF-8 of at most kLongestText bytes.
void find_sentence_breaks(std::string_view text, std::vector<std::size_t>& breaks);

/// Longer texts must be handed over in pieces; no paragraph of prose comes near it.
inline constexpr std::size_t kLongestText = std::size_t{1} << 20;

}  // namespace headwater
