#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "record/frontier.h"

namespace headwater {

/// How servers are spared.
struct PolitenessRules {
  /// From the end of one exchange to the start of the next: whatever connecting took, the server's
  /// own log never shows less.
  std::chrono::milliseconds delay{5'000};
  /// The longest Crawl-delay that is obeyed; a server that asks for more gets this.
  std::chrono::milliseconds most_crawl_delay{60'000};
  /// The longest Retry-After that is obeyed, and the longest back-off.
  std::chrono::seconds most_retry_after{86'400};
  std::int64_t most_a_day = 10'000;  ///< Requests to one server on a day (UTC).
};

/// A point in time on two clocks: one that never jumps and starts anywhere, for everything that is
/// waited for, and the real one, for what is remembered between runs.
struct Moment {
  std::chrono::microseconds steady{};
  Timestamp wall;
};

/// Whether a server may have been asked after the time that its state names.
enum class LastAsked : std::uint8_t { kKnown, kUnsure };

/// How an exchange went, as far as it tells when to ask again.
struct Answer {
  bool failed = false;  ///< The server is down or overloaded: it is asked ever less often.
  std::chrono::seconds retry_after{};  ///< That it asked for; 0 if it did not.
};

/// Who may be asked when: one request at a time to a server, with a delay between them, by its own
/// Crawl-delay and Retry-After, and with a back-off after failures. Waiting tickets of one server
/// have their turns in order; between servers it is the turn of the one that could have been asked
/// longest. Knows no clock: all times are given. O(log n) in the servers that wait. One thread.
class Politeness {
 public:
  using Server = std::uint32_t;  ///< Counts from 0 in the order of `add`.
  struct Turn {
    Server server = 0;
    std::uint64_t ticket = 0;
  };

  explicit Politeness(const PolitenessRules& rules) : rules_(rules) {}

  /// Takes in a server with what is remembered of it. A clock that has been put back makes a
  /// server wait for one delay at most, one that has been put forward for nothing.
  Server add(std::string_view origin, const HostState& state, Moment now, LastAsked last_asked);
  /// The server's own delay; the longer one counts.
  void set_crawl_delay(Server server, std::chrono::milliseconds delay);

  /// `ticket` waits for the server's turn, behind the others or, as part of what is under way
  /// already, before them.
  enum class Place : std::uint8_t { kLast, kFirst };
  void wait(Server server, std::uint64_t ticket, Place place);
  /// The ticket whose turn it is, if there is one. Its server is busy until `done`.
  std::optional<Turn> take(std::chrono::microseconds now);
  /// When there will be a turn, if nothing else happens; nothing if nobody waits.
  std::optional<std::chrono::microseconds> next_turn() const;
  void done(Server server, Moment now, const Answer& answer);
  /// Keeps the server from having a turn until `release` was called as often as `hold`.
  void hold(Server server);
  void release(Server server);

  /// How long the server is not to be asked for its own sake (Retry-After, back-off, the limit of a
  /// day), counted from `now`; 0 if it may be, after the usual delay.
  std::chrono::microseconds closed_for(Server server, std::chrono::microseconds now) const;
  /// Takes away all that wait for the server.
  std::vector<std::uint64_t> give_up(Server server);
  /// Fills in `asked`, `not_before` and `requests`.
  void write_state(Server server, HostState& state) const;

 private:
  struct Entry {
    std::uint64_t seed = 0;  ///< Of the jitter.
    std::chrono::microseconds last_end{};
    std::chrono::microseconds closed_until{};
    std::chrono::milliseconds crawl_delay{};
    Timestamp asked;
    Timestamp not_before;
    std::int64_t requests = 0;
    std::uint32_t failures = 0;  ///< One after the other.
    std::uint32_t holds = 0;
    bool busy = false;
    std::list<std::uint64_t> waiting;
    std::chrono::microseconds queued_at{};  ///< Its key in ready_, while it is there.
  };

  std::chrono::microseconds ready_at(const Entry& entry) const;
  std::chrono::seconds back_off(const Entry& entry) const;
  void close_for_the_day(Entry& entry, Moment now) const;
  void enqueue(Server server);
  void dequeue(Server server);

  PolitenessRules rules_;
  std::vector<Entry> entries_;
  /// Servers that somebody waits for and that are neither busy nor held, by when they may be asked.
  std::set<std::pair<std::chrono::microseconds, Server>> ready_;
};

}  // namespace headwater
