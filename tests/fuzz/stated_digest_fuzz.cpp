#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "archive/stated_digest.h"
#include "base/digest.h"

/// Any text compares with any bytes, and the same each time; what is compared has a label.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using headwater::DigestVerdict;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t half = input.find('\n');
  const std::string_view stated = input.substr(0, half);
  const std::string_view bytes = half == std::string_view::npos ? "" : input.substr(half);
  const DigestVerdict verdict = headwater::check_stated_digest(stated, bytes);
  if (verdict != headwater::check_stated_digest(stated, bytes)) std::abort();
  if (verdict != DigestVerdict::kUnchecked && stated.find(':') > 7) std::abort();
  const std::string own = "sha256:" + headwater::sha256(bytes).hex();
  if (headwater::check_stated_digest(own, bytes) != DigestVerdict::kMatches) std::abort();
  return 0;
}
