#include "record/lineage.h"

#include <array>

namespace headwater {

std::string_view verb_name(LineageVerb verb) {
  constexpr std::array<std::string_view, 6> kNames = {"received",    "passed", "dropped",
                                                      "quarantined", "stored", "reprocessed"};
  return kNames[static_cast<std::size_t>(verb)];
}

}  // namespace headwater
