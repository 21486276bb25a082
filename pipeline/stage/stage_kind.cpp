#include "stage/stage_kind.h"

namespace headwater {

std::string_view section_name(Section section) {
  switch (section) {
    case Section::kPayload:
      return "payload";
    case Section::kContent:
      return "content";
    case Section::kText:
      return "text";
    case Section::kBlocks:
      return "blocks";
    case Section::kMetadata:
      return "metadata";
    case Section::kOutlet:
      return "outlet";
    case Section::kCuts:
      return "cuts";
    case Section::kStatements:
      return "statements";
    case Section::kFolded:
      return "folded";
    case Section::kCopies:
      return "copies";
    case Section::kPage:
      return "page";
    case Section::kSketch:
      return "sketch";
  }
  return "unknown";
}

std::string section_names(Sections sections) {
  std::string names;
  for (Sections bit = 1; bit <= static_cast<Sections>(Section::kPage); bit <<= 1) {
    if ((sections & bit) == 0) continue;
    if (!names.empty()) names += ", ";
    names += section_name(static_cast<Section>(bit));
  }
  return names;
}

}  // namespace headwater
