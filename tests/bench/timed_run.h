#pragma once

#include <chrono>

#include "support/process.h"

namespace headwater::testing {

/// A run of the program, and how long it took by the clock on the wall.
struct TimedRun {
  ProcessResult process;
  double seconds = 0;
};

/// Runs `command`; throws std::runtime_error with what it says where it does not end well.
TimedRun timed(const Command& command, std::chrono::hours limit);

}  // namespace headwater::testing
