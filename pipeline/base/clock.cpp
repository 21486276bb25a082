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

/// The number in the `width` digits at the start of `text`, which are taken off it together with
/// `after`, the byte that must follow (0: none); -1 if they are not there.
int take_number(std::string_view& text, std::size_t width, char after) {
  if (text.size() < width + (after != 0 ? 1 : 0)) return -1;
  int value = 0;
  for (const char c : text.substr(0, width)) {
    if (c < '0' || c > '9') return -1;
    value = 10 * value + (c - '0');
  }
  text.remove_prefix(width);
  if (after == 0) return value;
  if (text.front() != after) return -1;
  text.remove_prefix(1);
  return value;
}

/// The microseconds of ".123456" at the start of `text`, which is taken off it; 0 if there is none,
/// -1 if it is malformed.
int take_fraction(std::string_view& text) {
  if (!text.starts_with('.')) return 0;
  text.remove_prefix(1);
  int value = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
    if (digits < 6) value = 10 * value + (text[digits] - '0');
  }
  if (digits < 1 || digits > 9) return -1;
  for (std::size_t i = digits; i < 6; ++i) value *= 10;
  text.remove_prefix(digits);
  return value;
}

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

std::optional<Timestamp> timestamp_from_rfc3339(std::string_view text) {
  Date date;
  date.year = take_number(text, 4, '-');
  date.month = take_number(text, 2, '-');
  date.day = take_number(text, 2, 'T');
  const int hour = take_number(text, 2, ':');
  const int minute = take_number(text, 2, ':');
  const int second = take_number(text, 2, 0);
  const int fraction = take_fraction(text);
  if (!is_valid(date) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
      second > 59 || fraction < 0 || text != "Z") {
    return std::nullopt;
  }
  const std::chrono::sys_days day = std::chrono::year(date.year) / date.month / date.day;
  const std::int64_t seconds =
      day.time_since_epoch().count() * std::int64_t{86400} + hour * 3600 + minute * 60 + second;
  return Timestamp{seconds * 1000000 + fraction};
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
