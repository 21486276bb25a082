#include "net/http_date.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

#include "base/ascii.h"
#include "base/dates.h"

namespace headwater {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

/// The date in the two obsolete forms, which base/dates does not read.
struct ObsoleteDate {
  int day = 0;
  std::string_view month;
  int year = 0;
  std::string_view time;  ///< "08:49:37"
};

std::optional<int> number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (!ascii::is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return digits.empty() ? std::nullopt : std::optional(value);
}

/// The full year of "94" as seen from `now`.
int full_year(int two_digits, Timestamp now) {
  const auto day =
      std::chrono::floor<std::chrono::days>(std::chrono::sys_time<std::chrono::microseconds>(
          std::chrono::microseconds(now.microseconds)));
  const int present = static_cast<int>(std::chrono::year_month_day(day).year());
  const int year = present - present % 100 + two_digits;
  if (year > present + 50) return year - 100;
  return year + 100 <= present + 50 ? year + 100 : year;
}

/// "06-Nov-94 08:49:37 GMT": what follows the weekday and comma of RFC 850.
std::optional<ObsoleteDate> read_rfc850(std::string_view text, Timestamp now) {
  if (text.size() != 22 || text[2] != '-' || text[6] != '-' || text[9] != ' ' ||
      text.substr(18) != " GMT")
    return std::nullopt;
  const auto day = number(text.substr(0, 2));
  const auto year = number(text.substr(7, 2));
  if (!day || !year) return std::nullopt;
  return ObsoleteDate{*day, text.substr(3, 3), full_year(*year, now), text.substr(10, 8)};
}

/// "Nov  6 08:49:37 1994": what follows the weekday in asctime's form.
std::optional<ObsoleteDate> read_asctime(std::string_view text) {
  if (text.size() != 20 || text[3] != ' ' || text[6] != ' ' || text[15] != ' ') return std::nullopt;
  const auto day = number(text[4] == ' ' ? text.substr(5, 1) : text.substr(4, 2));
  const auto year = number(text.substr(16, 4));
  if (!day || !year) return std::nullopt;
  return ObsoleteDate{*day, text.substr(0, 3), *year, text.substr(7, 8)};
}

std::optional<Timestamp> instant_of(const ObsoleteDate& date) {
  for (std::size_t month = 0; month < kMonths.size(); ++month) {
    if (kMonths[month] != date.month) continue;
    return timestamp_from_rfc3339(
        fmt::format("{:04}-{:02}-{:02}T{}Z", date.year, month + 1, date.day, date.time));
  }
  return std::nullopt;
}

std::optional<Timestamp> parse_obsolete(std::string_view text, Timestamp now) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(space + 1);
  const auto date =
      text[space - (space > 0 ? 1 : 0)] == ',' ? read_rfc850(rest, now) : read_asctime(rest);
  return date ? instant_of(*date) : std::nullopt;
}

}  // namespace

std::optional<Timestamp> parse_http_date(std::string_view text, Timestamp now) {
  if (text.size() > kLongestDate) return std::nullopt;
  if (const auto obsolete = parse_obsolete(text, now)) return obsolete;
  const auto date = parse_date(text);
  if (!date || date->precision != DatePrecision::kSecond) return std::nullopt;
  return timestamp_from_rfc3339(date->text);
}

std::string format_http_date(Timestamp time) {
  const auto point =
      std::chrono::floor<std::chrono::seconds>(std::chrono::sys_time<std::chrono::microseconds>(
          std::chrono::microseconds(time.microseconds)));
  const auto midnight = std::chrono::floor<std::chrono::days>(point);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::hh_mm_ss clock(point - midnight);
  return fmt::format(
      "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
      kDays[std::chrono::weekday(midnight).c_encoding()], static_cast<unsigned>(date.day()),
      kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
      clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace headwater
