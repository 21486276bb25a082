#include "record/article.h"

#include <array>

namespace headwater {

std::string_view copy_kind_name(CopyKind kind) {
  constexpr std::array<std::string_view, 4> kNames = {"identical", "copy", "edited", "excerpt"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string document_id(const Digest& payload) {
  // 128 bits: no two payloads of any archive share them, and the id still fits on a terminal line.
  return payload.hex().substr(0, 32);
}

}  // namespace headwater
