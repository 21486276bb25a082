#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>

namespace headwater {

/// Visits whose arrivals are not known to be in the store. All but `committed` by one thread.
class UncommittedVisits {
 public:
  bool empty() const { return visits_.empty(); }
  /// What came of the visit with this ticket is in the store when that many arrivals are, counted
  /// from the first of the run. Requires: not fewer than those of visits added before.
  void add(std::uint64_t ticket, std::uint64_t arrivals) { visits_.push_back({ticket, arrivals}); }
  /// That many arrivals have been committed. By any thread.
  void committed(std::uint64_t arrivals) { committed_.store(arrivals, std::memory_order_relaxed); }
  /// Takes out the visits that are in the store, and calls `each` with their tickets.
  void settle(const std::function<void(std::uint64_t)>& each) {
    const std::uint64_t committed = committed_.load(std::memory_order_relaxed);
    for (; !visits_.empty() && visits_.front().arrivals <= committed; visits_.pop_front()) {
      each(visits_.front().ticket);
    }
  }

 private:
  struct Visited {
    std::uint64_t ticket = 0;
    std::uint64_t arrivals = 0;
  };
  std::deque<Visited> visits_;  ///< In the order of their arrivals.
  std::atomic<std::uint64_t> committed_{0};
};

}  // namespace headwater
