#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "archive/content_coding.h"

namespace {

constexpr std::uint64_t kLimit = std::uint64_t{1} << 20;

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

/// The input is a list of codings, a line end, and a body. Output stays within the limit, and what
/// was undone is undone again under the closest limit with the same result.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(input.find('\n'), size);
  const std::string_view body = input.substr(std::min(end + 1, size));
  const auto plain = headwater::decode_content(body, input.substr(0, end), kLimit);
  if (!plain) return 0;
  require(plain->bytes.size() <= kLimit);
  if (plain->codings.empty()) require(plain->bytes == body);
  const auto again = headwater::decode_content(body, plain->codings, plain->bytes.size());
  require(again.ok());
  require(again->bytes == plain->bytes && again->codings == plain->codings);
  return 0;
}
