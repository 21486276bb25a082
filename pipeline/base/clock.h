#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headwater {

/// Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
struct Timestamp {
  std::int64_t microseconds = 0;
  auto operator<=>(const Timestamp&) const = default;
};

/// RFC 3339 in UTC: "2026-02-03T10:00:00Z" or, when `with_fraction`, "2026-02-03T10:00:00.123456Z".
enum class TimePrecision { kSeconds, kMicroseconds };
std::string to_rfc3339(Timestamp time, TimePrecision precision = TimePrecision::kSeconds);

/// The time that such a string gives, with up to 9 decimals of which 6 count; nothing if it is no
/// RFC 3339 time in UTC ("Z") or does not exist.
std::optional<Timestamp> timestamp_from_rfc3339(std::string_view text);

/// Where the time of day comes from: a seam, so that tests do not depend on the real clock.
/// Implementations are thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

/// The machine's real-time clock. Lives for the whole program.
const Clock& system_clock();

/// A day of the proleptic Gregorian calendar.
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
};
/// Whether `date` exists (month 1 to 12, day within the month, year 1 to 9999).
bool is_valid(const Date& date);

}  // namespace headwater
