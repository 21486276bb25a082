#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "stages/statements/sentence_breaks.h"

/// Breaks ascend and lie on code-point edges inside the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = headwater::to_valid_utf8({reinterpret_cast<const char*>(data), size});
  if (text.size() > headwater::kLongestText) return 0;
  std::vector<std::size_t> breaks;
  headwater::find_sentence_breaks(text, breaks);
  std::size_t last = 0;
  for (const std::size_t at : breaks) {
    if (at <= last || at >= text.size()) std::abort();
    if (!headwater::is_code_point_edge(text, at)) std::abort();
    last = at;
  }
  return 0;
}
