#include "record/outcome.h"

#include <array>

namespace headwater {

std::string_view drop_reason_name(DropReason reason) {
  constexpr std::array<std::string_view, 9> kNames = {"empty",   "duplicate", "not_an_article",
                                                      "listing", "unchanged", "unreachable",
                                                      "gone",    "forbidden", "robots"};
  return kNames[static_cast<std::size_t>(reason)];
}

}  // namespace headwater
