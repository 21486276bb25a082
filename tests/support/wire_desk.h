#pragma once

#include <string>
#include <vector>

namespace headwater::testing {

/// An invented article as a line of JSON Lines.
struct DeskArticle {
  std::string url;
  std::string title;
  std::string published_at;  ///< Empty: undated.
  std::string text;

  std::string json_line() const;
};

/// An invented wire story on outlets of config/outlets/sample.toml, and what became of it, in this
/// order: the agency's own text; a paper with a local lead before it; one that cut the tail and
/// says where it is from; a site that changed words and hides control characters in its title; a
/// paper whose round-up has one passage of it; and a story that has nothing to do with it.
std::vector<DeskArticle> wire_desk();

/// A sentence that all but the last of them have, and one that the tail has.
inline constexpr const char* kDeskSentence =
    "The old pumps had run for 31 years without a single spare part left in any warehouse.";
inline constexpr const char* kDeskTail =
    "Engineers will return in autumn to measure how far the ground has settled.";

}  // namespace headwater::testing
