#include "stages/statements/sentence_breaks.h"

#include <cassert>

#include "stages/statements/sentence_rules.h"
#include "stages/statements/sentence_segmenter.h"

namespace headwater {

void find_sentence_breaks(std::string_view text, std::vector<std::size_t>& breaks) {
  assert(text.size() <= kLongestText);
  thread_local std::vector<std::size_t> candidates;
  candidates.clear();
  find_unicode_breaks(text, candidates);
  add_unspaced_breaks(text, candidates);
  candidates.push_back(text.size());
  std::size_t begin = 0;
  bool worded = has_word(text.substr(0, candidates.front()));
  for (std::size_t i = 0; i + 1 < candidates.size(); ++i) {
    const std::size_t at = candidates[i];
    const bool next_worded = has_word(text.substr(at, candidates[i + 1] - at));
    const std::size_t found = worded && next_worded ? sentence_break(text, {begin, at}) : 0;
    if (found > begin) {
      breaks.push_back(found);
      begin = found;
    }
    worded = worded || next_worded;
  }
}

}  // namespace headwater
