#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace headwater {

/// Appends to `breaks` the offsets at which a new sentence of `text` begins by the root rules of
/// Unicode's sentence segmentation (https://unicode.org/reports/tr29/#Sentence_Boundaries), as ICU
/// has them, ascending, without 0 and the end; but line ends are spaces. Linear time; thread-safe;
/// reuses its buffers. Requires: well-formed UTF-8, below 1 GiB.
void find_unicode_breaks(std::string_view text, std::vector<std::size_t>& breaks);

}  // namespace headwater
