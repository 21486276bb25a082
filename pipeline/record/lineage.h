#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"

namespace headwater {

/// What happened to a document at one step.
enum class LineageVerb : std::uint8_t {
  kReceived,
  kPassed,
  kDropped,
  kQuarantined,
  kStored,
  kReprocessed
};
std::string_view verb_name(LineageVerb verb);

/// One step of a document's story. `output` is the digest of what left the step: the payload before
/// there is text, then the cleaned text as it stood; the input is the output of the step before.
struct LineageStep {
  LineageVerb verb = LineageVerb::kPassed;
  std::uint32_t stage = 0;  ///< Index into the plan's list of steps.
  Digest output;
  std::uint64_t nanoseconds = 0;
  std::string detail;  ///< A JSON object, or empty.
};

}  // namespace headwater
