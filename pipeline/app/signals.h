#pragma once

#include <atomic>
#include <cstdint>

namespace headwater {

/// Set by SIGINT and SIGTERM once `watch_signals` was called: finish what is in flight, then end.
/// A second signal of the same kind has its default action.
const std::atomic<bool>& stop_requested();

/// Ends the run in the same way because it has had what it was allowed: see `limit_reached`.
void stop_at_limit();
/// Does so in `seconds` (1 at least), by SIGALRM.
void stop_after(std::uint32_t seconds);
/// Whether the stop was one of these and no signal from outside.
bool limit_reached();

/// Whether SIGUSR1 came since the last call.
bool take_status_request();

/// Starts watching SIGINT, SIGTERM and SIGUSR1. What is read or written when one arrives goes on.
void watch_signals();

/// Makes a write to a closed pipe, or beyond a file size limit, an error instead of a death; for
/// every command.
void ignore_write_signals();

}  // namespace headwater
