#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/charset.h"
#include "base/utf8.h"

/// The first byte chooses the encoding. Text is always UTF-8, and steps tile it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using headwater::Encoding;
  if (size == 0) return 0;
  const auto encoding =
      static_cast<Encoding>(data[0] % (static_cast<unsigned>(Encoding::kReplacement) + 1));
  const std::string bytes(data + 1, data + size);
  std::string text;
  std::vector<headwater::DecodeStep> steps;
  headwater::decode(encoding, bytes, text, steps);
  std::uint64_t raw_end = 0;
  std::uint64_t text_end = 0;
  for (const headwater::DecodeStep& step : steps) {
    if (step.raw_begin < raw_end || step.units == 0 || step.text_unit == 0) std::abort();
    raw_end = step.raw_begin + step.units * step.raw_unit;
    text_end += step.units * step.text_unit;
  }
  if (raw_end > bytes.size() || text_end != text.size()) std::abort();
  if (headwater::valid_utf8_prefix(text) != text.size()) std::abort();
  return 0;
}
