#include "base/clock.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace headwater {
namespace {

class SystemClock final : public Clock {
 public:
  Timestamp now() const override {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
  }
};

}  // namespace

std::string to_rfc3339(Timestamp time, TimePrecision precision) {
  using std::chrono::days;
  using std::chrono::floor;
  const std::chrono::sys_time<std::chrono::microseconds> point{
      std::chrono::microseconds(time.microseconds)};
  const auto midnight = floor<days>(point);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss clock{point - midnight};
  std::string out =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  if (precision == TimePrecision::kMicroseconds) {
    out += fmt::format(".{:06}", clock.subseconds().count());
  }
  out += 'Z';
  return out;
}

const Clock& system_clock() {
  static const SystemClock clock;
  return clock;
}

bool is_valid(const Date& date) {
  if (date.year < 1 || date.year > 9999) return false;
  return std::chrono::year_month_day(std::chrono::year(date.year),
                                     std::chrono::month(static_cast<unsigned>(date.month)),
                                     std::chrono::day(static_cast<unsigned>(date.day)))
      .ok();
}

}  // namespace headwater
