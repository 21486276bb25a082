#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace headwater {

/// A place in a text at which Unicode's rules end a sentence.
struct BreakCandidate {
  std::size_t begin = 0;  ///< Where the sentence begins that may end here.
  std::size_t at = 0;     ///< Where the next one would begin.
};

/// Whether there is a letter or digit. A sentence without any belongs to the one before or after
/// it.
bool has_word(std::string_view text);

/// Where a new sentence begins at `candidate`: mostly at candidate.at, sometimes a little before
/// it, and 0 if none does, because what looked like the end of a sentence is an abbreviation, an
/// initial, an ellipsis, a list number, or a quotation that its sentence goes on from ("Really?"
/// she asked).
std::size_t sentence_break(std::string_view text, const BreakCandidate& candidate);

/// Adds to the ascending `breaks` of `text` those where the space after a full stop was forgotten
/// ("Hello world.Today is Tuesday."). Addresses and names with dots in them stay whole.
void add_unspaced_breaks(std::string_view text, std::vector<std::size_t>& breaks);

}  // namespace headwater
