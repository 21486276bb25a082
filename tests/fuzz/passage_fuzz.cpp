// Looks for passages and quotations in arbitrary text. Whatever the text: what is found lies in it
// on code-point edges and keeps its limits, and quotations are apart and ascend.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "stages/clean/passage.h"
#include "stages/clean/quotations.h"
#include "stages/clean/solicitation.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void require_inside(const std::string& text, const headwater::TextSpan& span) {
  require(span.begin < span.end && span.end <= text.size());
  require(headwater::is_code_point_edge(text, span.begin));
  require(headwater::is_code_point_edge(text, span.end));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headwater;
  const std::string text = to_valid_utf8({reinterpret_cast<const char*>(data), size});
  std::vector<TextLine> lines;
  split_lines(text, lines);
  std::vector<TextSpan> quotations;
  find_quotations(text, lines, quotations);
  std::uint64_t done = 0;
  for (const TextSpan& quotation : quotations) {
    require_inside(text, quotation);
    require(quotation.begin >= done);
    done = quotation.end;
  }
  std::vector<Passage> passages;
  find_passages(text, {}, {}, passages);
  std::string words;
  for (const Passage& passage : passages) {
    require_inside(text, passage.span);
    require(passage.span.size() <= kLongestPassage);
    mask_passage(slice(text, passage.span), words);
    require(words.find("  ") == std::string::npos);
    solicits(words);
  }
  return 0;
}
