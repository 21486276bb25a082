#pragma once

#include <cstddef>
#include <string_view>

namespace headwater {

/// The first place from `from` on where a sentence or a bracket starts in `paragraph`;
/// paragraph.size() if there is none. A sentence starts at the beginning, and after white space
/// behind its end or behind a mark that sets a passage off (a colon, a dash, a bullet). Looks at 16
/// bytes at a time, as nearly all of them are in the middle of a sentence. Requires: no white space
/// at the ends of `paragraph`.
std::size_t next_sentence_start(std::string_view paragraph, std::size_t from);

}  // namespace headwater
