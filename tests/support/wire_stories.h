#pragma once

#include <string>
#include <vector>

namespace headwater::testing {

/// A story of a news agency as it ran: its paragraphs, each without line breaks.
struct WireStory {
  std::vector<std::string> paragraphs;
  std::string text() const;
};

/// The stories of the Reuters collection kept beside the project, in its order, those with at least
/// `least_paragraphs` paragraphs and `least_bytes` bytes; at most `most`. Empty where it is absent.
std::vector<WireStory> read_wire_stories(std::size_t least_paragraphs, std::size_t least_bytes,
                                         std::size_t most);

}  // namespace headwater::testing
