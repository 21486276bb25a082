#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace headwater {

/// Counts of one run. Balanced when arrived == stored + all dropped + all quarantined.
struct RunCounts {
  std::uint64_t arrived = 0;
  std::uint64_t stored = 0;
  std::map<std::string, std::uint64_t> dropped;      ///< By drop reason.
  std::map<std::string, std::uint64_t> quarantined;  ///< By error code.
  std::uint64_t bytes = 0;                           ///< Payload bytes of all arrivals.

  std::uint64_t dropped_total() const;
  std::uint64_t quarantined_total() const;
  bool balanced() const { return arrived == stored + dropped_total() + quarantined_total(); }
};

}  // namespace headwater
