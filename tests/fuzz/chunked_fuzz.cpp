#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "archive/chunked.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

/// What comes out is no longer than what went in, is the same where nothing was chunked, and any
/// oddity is said.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto body = headwater::undo_chunked(bytes);
  if (!body) return 0;
  require(body->bytes.size() <= size);
  if (!body->was_chunked) require(body->bytes == bytes);
  if (!body->was_chunked && size > 0) require(!body->note.empty());
  return 0;
}
