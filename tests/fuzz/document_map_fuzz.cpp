#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "record/document_map.h"

/// Any bytes are refused, or are the one encoding of a map whose invariants hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view encoded(reinterpret_cast<const char*>(data), size);
  const auto map = headwater::decode_map(encoded);
  if (!map) return 0;
  if (headwater::encode_map(*map) != encoded) std::abort();
  if (!map->source.check(map->raw_size, map->text_size)) std::abort();
  if (headwater::account(*map).total() != map->raw_size) std::abort();
  return 0;
}
