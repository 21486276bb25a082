#include "stages/identify/first_words.h"

#include <algorithm>

namespace headwater {
namespace {

std::uint32_t next_hash(std::uint32_t hash, char c) {
  return hash * 31 + static_cast<std::uint8_t>(c);
}

}  // namespace

void FirstWords::add(std::string_view folded) {
  const std::string_view word = folded.substr(0, folded.find(' '));
  const auto place = std::ranges::lower_bound(words_, word);
  if (word.empty() || (place != words_.end() && *place == word)) return;
  words_.insert(place, std::string(word));
  std::uint32_t hash = 0;
  for (const char c : word) hash = next_hash(hash, c);
  seen_.set(bit_of(hash));
}

bool FirstWords::any_in(std::string_view folded) const {
  for (std::size_t at = 0; at < folded.size();) {
    std::uint32_t hash = 0;
    std::size_t end = at;
    for (; end < folded.size() && folded[end] != ' '; ++end) hash = next_hash(hash, folded[end]);
    if (seen_.test(bit_of(hash)) && has(folded.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

bool FirstWords::has(std::string_view word) const {
  const auto place = std::ranges::lower_bound(words_, word);
  return place != words_.end() && *place == word;
}

}  // namespace headwater
