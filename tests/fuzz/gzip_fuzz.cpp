#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "archive/gzip.h"

namespace {

constexpr std::uint64_t kLimit = std::uint64_t{1} << 20;

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

/// Any bytes are either refused or give output within the limit; what is compressed comes back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto stream = headwater::gunzip(bytes, kLimit);
  if (stream) require(stream->bytes.size() <= kLimit);
  const auto member = headwater::gunzip_member(bytes, kLimit);
  if (member) {
    require(member->bytes.size() <= kLimit);
    require(member->length <= size);
  }
  const auto back = headwater::gunzip(headwater::gzip_member(bytes), size);
  require(back.ok() && back->bytes == bytes && back->note.empty());
  return 0;
}
