#include "stages/catalog.h"

#include <vector>

namespace headwater {

std::span<const StageKind> stage_kinds() {
  static const std::vector<StageKind> kinds;
  return kinds;
}

std::span<const SourceKind> source_kinds() {
  static const std::vector<SourceKind> kinds;
  return kinds;
}

}  // namespace headwater
