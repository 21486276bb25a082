#pragma once

#include <chrono>
#include <cstdint>

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

}  // namespace headwater
