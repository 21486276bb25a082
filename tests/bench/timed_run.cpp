#include "bench/timed_run.h"

#include <stdexcept>

namespace headwater::testing {

TimedRun timed(const Command& command, std::chrono::hours limit) {
  const auto began = std::chrono::steady_clock::now();
  TimedRun timed{run(command, limit), 0};
  timed.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (timed.process.exit_code != 0) {
    throw std::runtime_error(timed.process.out + timed.process.err);
  }
  return timed;
}

}  // namespace headwater::testing
