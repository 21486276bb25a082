#include "store/distinct_words.h"

namespace headwater {

void DistinctWords::begin(std::string& out) {
  ++text_;
  out_ = &out;
}

void DistinctWords::add(std::string_view folded) {
  for (std::size_t at = 0; at < folded.size();) {
    std::uint32_t hash = 0;
    std::size_t end = at;
    for (; end < folded.size() && folded[end] != ' '; ++end) {
      hash = hash * 31 + static_cast<std::uint8_t>(folded[end]);
    }
    if (end > at) add_word(folded.substr(at, end - at), hash);
    at = end + 1;
  }
}

void DistinctWords::add_word(std::string_view word, std::uint32_t hash) {
  // The upper bits of a product with the golden ratio depend on all bits of the hash.
  Slot& slot = slots_[(hash * std::uint32_t{2654435769}) >> (32 - kSlotBits)];
  const bool known = slot.text == text_ && slot.size == word.size() &&
                     out_->compare(slot.begin, slot.size, word) == 0;
  if (known) return;
  slot = {text_, static_cast<std::uint32_t>(out_->size()), static_cast<std::uint32_t>(word.size())};
  out_->append(word).push_back(' ');
}

}  // namespace headwater
