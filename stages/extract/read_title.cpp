#include <algorithm>
#include <array>

#include "stages/extract/front_matter.h"
#include "stages/extract/letter_case.h"

namespace headwater {
namespace {

constexpr std::size_t kShortestTitle = 12;
constexpr std::size_t kLongestTitle = 200;
/// Labels such as "World news" have fewer.
constexpr std::ptrdiff_t kFewestWords = 3;

/// How lines begin that invite the reader to something or describe a picture.
constexpr std::array<std::string_view, 25> kOtherOpenings = {
    "advertis",  "by ",       "caption",  "click ",     "download ", "file ",   "follow us",
    "from left", "image",     "in this ", "listen to",  "log in",    "photo",   "picture",
    "read also", "read more", "share on", "share this", "sign in",   "sign up", "skip to",
    "source:",   "subscribe", "via ",     "watch:"};

/// What only captions, credits and addresses contain.
constexpr std::array<std::string_view, 22> kOtherSigns = {
    "(ap",          "(file",        "(photo",      "(reuters", "/ap",      "/afp",
    "/getty",       "/reuters",     "@",           "©",        "ap photo", "courtesy",
    "credit:",      "getty images", "http",        "photo:",   "photo by", "photograph:",
    "shutterstock", "twitter",      "via reuters", "www."};

bool ends_like_a_sentence(std::string_view line) {
  constexpr std::array<std::string_view, 4> kClosers = {"\"", "'", "”", "’"};
  for (const std::string_view closer : kClosers) {
    if (line.ends_with(closer)) line.remove_suffix(closer.size());
  }
  constexpr std::array<std::string_view, 9> kEnds = {".", "!", "?", ":", ";", ",", "…", "。", ")"};
  return std::ranges::any_of(kEnds, [line](std::string_view end) { return line.ends_with(end); });
}

bool begins_like_a_title(std::string_view line) {
  constexpr std::array<std::string_view, 5> kOpeners = {"\"", "'", "“", "‘", "$"};
  for (const std::string_view opener : kOpeners) {
    if (line.starts_with(opener)) line.remove_prefix(opener.size());
  }
  return is_capitalised(line) || (!line.empty() && line[0] >= '0' && line[0] <= '9');
}

}  // namespace

bool is_title_line(std::string_view line) {
  if (line.size() < kShortestTitle || line.size() > kLongestTitle) return false;
  if (std::ranges::count(line, ' ') + 1 < kFewestWords) return false;
  if (ends_like_a_sentence(line) || !begins_like_a_title(line)) return false;
  const std::string small = lower_ascii(line);
  const auto opens = [&small](std::string_view opening) { return small.starts_with(opening); };
  const auto holds = [&small](std::string_view sign) {
    return small.find(sign) != std::string::npos;
  };
  return std::ranges::none_of(kOtherOpenings, opens) && std::ranges::none_of(kOtherSigns, holds);
}

}  // namespace headwater
