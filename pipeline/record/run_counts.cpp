#include "record/run_counts.h"

namespace headwater {
namespace {

std::uint64_t total(const std::map<std::string, std::uint64_t>& counts) {
  std::uint64_t sum = 0;
  for (const auto& [name, count] : counts) sum += count;
  return sum;
}

}  // namespace

std::uint64_t RunCounts::dropped_total() const { return total(dropped); }

std::uint64_t RunCounts::quarantined_total() const { return total(quarantined); }

}  // namespace headwater
