#include "base/dates.h"

#include <array>
#include <chrono>
#include <cstdint>

#include "base/clock.h"
#include "base/date_names.h"

namespace headwater {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Reads tokens off the front of a text. A failed read leaves the position alone.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::size_t position() const { return position_; }
  void rewind(std::size_t position) { position_ = position; }
  bool at_end() const { return position_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[position_]; }

  bool take(char c) {
    if (at_end() || text_[position_] != c) return false;
    ++position_;
    return true;
  }
  /// Requires: not at_end().
  void skip() { ++position_; }
  bool take_spaces() {
    const std::size_t begin = position_;
    while (!at_end() && is_space(text_[position_])) ++position_;
    return position_ > begin;
  }
  /// A number of exactly so many digits that no digit follows, or nothing.
  std::optional<int> number(std::size_t least, std::size_t most) {
    std::size_t end = position_;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    const std::size_t digits = end - position_;
    if (digits < least || digits > most) return std::nullopt;
    return digits_up_to(end);
  }
  /// The next `count` digits, whatever follows them.
  std::optional<int> leading_digits(std::size_t count) {
    for (std::size_t i = position_; i < position_ + count; ++i) {
      if (i >= text_.size() || !is_digit(text_[i])) return std::nullopt;
    }
    return digits_up_to(position_ + count);
  }
  bool take(std::string_view text) {
    if (!text_.substr(position_).starts_with(text)) return false;
    position_ += text.size();
    return true;
  }
  /// The next digits, `most` at most.
  std::optional<int> leading_digits_up_to(std::size_t most) {
    std::size_t end = position_;
    while (end < text_.size() && end < position_ + most && is_digit(text_[end])) ++end;
    if (end == position_) return std::nullopt;
    return digits_up_to(end);
  }
  /// The run of ASCII letters and bytes beyond ASCII here; may be empty.
  std::string_view name() {
    const std::size_t begin = position_;
    while (!at_end() && (is_letter(text_[position_]) || text_[position_] < 0)) ++position_;
    return text_.substr(begin, position_ - begin);
  }
  /// The run of ASCII letters here; may be empty.
  std::string_view word() {
    const std::size_t begin = position_;
    while (!at_end() && is_letter(text_[position_])) ++position_;
    return text_.substr(begin, position_ - begin);
  }

 private:
  int digits_up_to(std::size_t end) {
    int value = 0;
    for (; position_ < end; ++position_) value = value * 10 + (text_[position_] - '0');
    return value;
  }

  std::string_view text_;
  std::size_t position_ = 0;
};

struct Zone {
  std::string_view name;
  int minutes;
};
/// RFC 2822, section 4.3, and the summer and winter names that news sites print. IST, BST (two
/// countries each) and the military letters, which that section calls unreliable, are left out.
constexpr std::array kZones = {
    Zone{"z", 0},      Zone{"ut", 0},     Zone{"utc", 0},    Zone{"gmt", 0},    Zone{"est", -300},
    Zone{"edt", -240}, Zone{"cst", -360}, Zone{"cdt", -300}, Zone{"mst", -420}, Zone{"mdt", -360},
    Zone{"pst", -480}, Zone{"pdt", -420}, Zone{"cet", 60},   Zone{"cest", 120}};

struct TimeOfDay {
  int hour = 0;
  int minute = 0;
  int second = 0;  ///< 60 in a leap second (RFC 3339, section 5.6).
  std::optional<int> zone_minutes;
};

std::optional<int> parse_numeric_zone(Scanner& in) {
  const int sign = in.peek() == '-' ? -1 : 1;
  if (!in.take('+') && !in.take('-')) return std::nullopt;
  const auto hours = in.leading_digits(2);
  if (!hours || *hours > 23) return std::nullopt;
  int minutes = 0;
  if (in.take(':') || is_digit(in.peek())) {
    const auto read = in.leading_digits(2);
    if (!read || *read > 59) return std::nullopt;
    minutes = *read;
  }
  return sign * (*hours * 60 + minutes);
}

/// " (Central European Time)" (RFC 2822, section 3.2.3, without nesting).
void skip_comment(Scanner& in) {
  const std::size_t begin = in.position();
  in.take_spaces();
  if (!in.take('(')) return in.rewind(begin);
  while (!in.at_end()) {
    if (in.take(')')) return;
    in.skip();
  }
  in.rewind(begin);
}

std::optional<int> parse_zone(Scanner& in) {
  const std::size_t begin = in.position();
  in.take_spaces();
  std::optional<int> found = parse_numeric_zone(in);
  if (!found && is_letter(in.peek())) {
    const std::string_view word = in.word();
    for (const Zone& zone : kZones) {
      if (equal_folded(word, zone.name)) found = zone.minutes;
    }
    // "GMT+0100", as scripts print it.
    if (found == 0) {
      if (const auto offset = parse_numeric_zone(in)) found = offset;
    }
  }
  if (!found) {
    in.rewind(begin);
  } else {
    skip_comment(in);
  }
  return found;
}

/// "am", "p.m." and so on, which turns `hour` of a 12-hour clock into one of 24. False when the
/// hour does not go with it.
bool apply_half_day(Scanner& in, int& hour) {
  const std::size_t begin = in.position();
  in.take_spaces();
  const char half = lower(in.peek());
  if ((half == 'a' || half == 'p') && in.take(in.peek())) {
    const bool dotted = in.take('.');
    if (in.take('m') || in.take('M')) {
      if (dotted) in.take('.');
      if (hour < 1 || hour > 12) return false;
      hour = hour % 12 + (half == 'p' ? 12 : 0);
      return true;
    }
  }
  in.rewind(begin);
  return true;
}

/// HH:MM[:SS[.fraction]] or, when `compact`, HHMM[SS]; then the half of the day and the zone.
std::optional<TimeOfDay> parse_time(Scanner& in, bool compact) {
  TimeOfDay time;
  const auto hour = compact ? in.leading_digits(2) : in.number(1, 2);
  if (!hour || (!compact && !in.take(':'))) return std::nullopt;
  const auto minute = in.leading_digits(2);
  if (!minute) return std::nullopt;
  time.hour = *hour;
  time.minute = *minute;
  if (compact ? is_digit(in.peek()) : in.take(':')) {
    const auto second = in.leading_digits(2);
    if (!second) return std::nullopt;
    time.second = *second;
    if (in.take('.') || in.take(',')) {
      if (!is_digit(in.peek())) return std::nullopt;
      while (is_digit(in.peek())) in.take(in.peek());
    }
  }
  if (!compact && !apply_half_day(in, time.hour)) return std::nullopt;
  if (time.hour > 23 || time.minute > 59 || time.second > 60) return std::nullopt;
  time.zone_minutes = parse_zone(in);
  return time;
}

/// A day and, where one is printed, a time; not yet checked against the calendar.
struct Reading {
  Date date;
  bool short_year = false;  ///< Two digits: only believed inside a full RFC 2822 date.
  std::optional<TimeOfDay> time;
};

std::optional<Reading> parse_iso_date(Scanner& in, bool& compact) {
  const auto year = in.leading_digits(4);
  if (!year) return std::nullopt;
  compact = is_digit(in.peek());
  const char separator = in.peek() == '/' || in.peek() == '.' ? in.peek() : '-';
  if (!compact && !in.take(separator)) return std::nullopt;
  const auto month = compact ? in.leading_digits(2) : in.number(1, 2);
  if (!month || (!compact && !in.take(separator))) return std::nullopt;
  const auto day = compact ? in.leading_digits(2) : in.leading_digits_up_to(2);
  if (!day) return std::nullopt;
  return Reading{{*year, *month, *day}, false, std::nullopt};
}

/// "2022年10月21日", "2022년 10월 21일".
std::optional<Reading> parse_east_asian(Scanner& in) {
  Date date;
  struct Part {
    int* value;
    std::size_t digits;
    std::string_view chinese;
    std::string_view korean;
  };
  for (const Part& part : {Part{&date.year, 4, "年", "년"}, Part{&date.month, 2, "月", "월"},
                           Part{&date.day, 2, "日", "일"}}) {
    in.take_spaces();
    const auto value = in.number(part.digits == 4 ? 4 : 1, part.digits);
    if (!value) return std::nullopt;
    in.take_spaces();
    if (!in.take(part.chinese) && !in.take(part.korean)) return std::nullopt;
    *part.value = *value;
  }
  return Reading{date, false, std::nullopt};
}

std::optional<Reading> parse_iso(Scanner& in) {
  bool compact = false;
  auto reading = parse_iso_date(in, compact);
  if (!reading) return std::nullopt;
  const std::size_t day_end = in.position();
  if (in.take('T') || in.take('t') || in.take_spaces()) reading->time = parse_time(in, compact);
  if (!reading->time) in.rewind(day_end);
  return reading;
}

/// A day of the month with or without "st", "nd", "rd", "th".
std::optional<int> parse_day(Scanner& in) {
  const auto day = in.number(1, 2);
  if (!day) return std::nullopt;
  const std::size_t end = in.position();
  const std::string_view suffix = in.word();
  for (const std::string_view known : {"", "st", "nd", "rd", "th", "er"}) {
    if (equal_folded(suffix, known)) return day;
  }
  in.rewind(end);
  return day;
}

std::optional<int> parse_month(Scanner& in) {
  const auto month = month_of_name(in.name());
  if (month) in.take('.');
  return month;
}

void skip_weekday(Scanner& in) {
  const std::size_t begin = in.position();
  if (!is_weekday_name(in.word())) return in.rewind(begin);
  in.take('.');
  in.take(',');
  in.take_spaces();
}

void skip_word(Scanner& in, std::string_view lower_case) {
  const std::size_t begin = in.position();
  if (!equal_folded(in.word(), lower_case)) return in.rewind(begin);
  in.take_spaces();
}

/// "21 October", "21st of October", "21. Oktober", "21 de octubre" or "October 21": between them a
/// space or, as in "21-Oct", a hyphen.
bool parse_day_and_month(Scanner& in, Date& date) {
  const bool day_first = is_digit(in.peek());
  const auto first = day_first ? parse_day(in) : parse_month(in);
  if (!first) return false;
  if (day_first && !in.take('.')) in.take("º");
  if (!in.take_spaces() && !in.take('-')) return false;
  if (day_first) {
    skip_word(in, "of");
    skip_word(in, "de");
  }
  const auto second = day_first ? parse_month(in) : parse_day(in);
  if (!second) return false;
  date.day = day_first ? *first : *second;
  date.month = day_first ? *second : *first;
  return true;
}

/// The time after a day: "14:05", ", at 2:05 p.m. EDT". Nothing is read if there is none.
std::optional<TimeOfDay> parse_time_after_day(Scanner& in) {
  const std::size_t begin = in.position();
  in.take(',');
  in.take_spaces();
  skip_word(in, "at");
  if (in.position() > begin) {
    if (const auto time = parse_time(in, false)) return time;
  }
  in.rewind(begin);
  return std::nullopt;
}

std::optional<Reading> parse_named(Scanner& in) {
  skip_weekday(in);
  Reading reading;
  if (!parse_day_and_month(in, reading.date)) return std::nullopt;
  in.take(',');
  if (!in.take_spaces() && !in.take('-')) return std::nullopt;
  skip_word(in, "de");
  skip_word(in, "del");
  const std::size_t year_begin = in.position();
  const auto year = in.number(2, 4);
  if (!year || in.position() - year_begin == 3) return std::nullopt;
  reading.short_year = in.position() - year_begin == 2;
  reading.date.year = *year;
  reading.time = parse_time_after_day(in);
  return reading;
}

/// "2022 Oct 21".
std::optional<Reading> parse_year_first(Scanner& in) {
  const auto year = in.number(4, 4);
  if (!year || !in.take_spaces()) return std::nullopt;
  const auto month = parse_month(in);
  if (!month || !in.take_spaces()) return std::nullopt;
  const auto day = parse_day(in);
  if (!day) return std::nullopt;
  return Reading{{*year, *month, *day}, false, std::nullopt};
}

/// "21.10.2022", "21/10/2022", "10/21/2022". With dots the day comes first wherever that is
/// possible; else only numbers that cannot be the month tell which one is.
std::optional<Reading> parse_numbers(Scanner& in) {
  const auto first = in.number(1, 2);
  const char separator = in.peek();
  if (!first || (separator != '.' && separator != '/' && separator != '-')) return std::nullopt;
  in.take(separator);
  const auto second = in.number(1, 2);
  if (!second || !in.take(separator)) return std::nullopt;
  const auto year = in.number(4, 4);
  if (!year) return std::nullopt;
  const bool clear = *first > 12 || *second > 12 || *first == *second;
  if (separator != '.' && !clear) return std::nullopt;
  Reading reading;
  const bool month_first = *second > 12;
  reading.date = month_first ? Date{*year, *first, *second} : Date{*year, *second, *first};
  reading.time = parse_time_after_day(in);
  return reading;
}

std::string day_text(const Date& date) {
  const auto year = static_cast<unsigned>(date.year);
  std::string out = "0000-00-00";
  const auto put = [&out](std::size_t at, unsigned value, std::size_t width) {
    for (std::size_t i = width; i-- > 0; value /= 10)
      out[at + i] = static_cast<char>('0' + value % 10);
  };
  put(0, year, 4);
  put(5, static_cast<unsigned>(date.month), 2);
  put(8, static_cast<unsigned>(date.day), 2);
  return out;
}

/// The instant in UTC, or nothing where it leaves the years that four digits can name.
std::optional<std::string> instant_text(const Date& date, const TimeOfDay& time) {
  using std::chrono::day, std::chrono::month, std::chrono::year;
  const std::chrono::sys_days midnight = year(date.year) /
                                         month(static_cast<unsigned>(date.month)) /
                                         day(static_cast<unsigned>(date.day));
  const std::int64_t minutes = std::int64_t{time.hour} * 60 + time.minute - *time.zone_minutes;
  const std::int64_t seconds =
      std::int64_t{midnight.time_since_epoch().count()} * 86400 + minutes * 60 + time.second;
  constexpr std::int64_t kYear1 = -62135596800;
  constexpr std::int64_t kYear10000 = 253402300800;
  if (seconds < kYear1 || seconds >= kYear10000) return std::nullopt;
  return to_rfc3339({seconds * 1'000'000});
}

std::optional<NormalDate> normalise(Reading reading, std::size_t length) {
  const bool instant = reading.time && reading.time->zone_minutes;
  if (reading.short_year) {
    if (!instant) return std::nullopt;
    reading.date.year += reading.date.year < 50 ? 2000 : 1900;  // RFC 2822, section 4.3.
  }
  if (!is_valid(reading.date)) return std::nullopt;
  if (!instant) return NormalDate{day_text(reading.date), DatePrecision::kDay, length};
  auto text = instant_text(reading.date, *reading.time);
  if (!text) return std::nullopt;
  return NormalDate{std::move(*text), DatePrecision::kSecond, length};
}

}  // namespace

std::optional<NormalDate> parse_date_prefix(std::string_view text) {
  Scanner in(text.substr(0, kLongestDate));
  std::optional<Reading> reading;
  for (const auto parse :
       {parse_iso, parse_named, parse_numbers, parse_year_first, parse_east_asian}) {
    in.rewind(0);
    reading = parse(in);
    if (reading) break;
  }
  if (!reading || is_letter(in.peek()) || is_digit(in.peek())) return std::nullopt;
  if (in.position() == kLongestDate) return std::nullopt;  // Perhaps only the beginning of it.
  return normalise(*reading, in.position());
}

std::optional<NormalDate> parse_date(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  auto date = parse_date_prefix(text);
  if (!date || date->length != text.size()) return std::nullopt;
  return date;
}

}  // namespace headwater
