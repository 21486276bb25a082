#include "feed/feed_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/clock.h"
#include "base/date_names.h"
#include "base/utf8.h"
#include "feed/feed_text.h"
#include "html/ascii.h"

namespace headwater {
namespace {

constexpr std::int64_t kDayMicroseconds = std::int64_t{86'400} * 1'000'000;
/// Two-digit years from here on are of the last century (RFC 2822, section 4.3).
constexpr int kFirstOfLastCentury = 50;

struct Replacement {
  std::string_view printed;
  std::string_view meaning;
};

/// Beginnings of names that feeds in these languages print; Greek drops accents at will.
constexpr std::array kMonths = {
    Replacement{"Ιαν", "01"},        Replacement{"Φεβ", "02"},    Replacement{"Μάρ", "03"},
    Replacement{"Μαρ", "03"},        Replacement{"Απρ", "04"},    Replacement{"Μάι", "05"},
    Replacement{"Μαΐ", "05"},        Replacement{"Μαϊ", "05"},    Replacement{"Μαι", "05"},
    Replacement{"Ιούν", "06"},       Replacement{"Ιουν", "06"},   Replacement{"Ιον", "06"},
    Replacement{"Ιούλ", "07"},       Replacement{"Ιουλ", "07"},   Replacement{"Ιολ", "07"},
    Replacement{"Αύγ", "08"},        Replacement{"Αυγ", "08"},    Replacement{"Σεπ", "09"},
    Replacement{"Οκτ", "10"},        Replacement{"Νοέ", "11"},    Replacement{"Νοε", "11"},
    Replacement{"Δεκ", "12"},        Replacement{"január", "01"}, Replacement{"február", "02"},
    Replacement{"márci", "03"},      Replacement{"ápril", "04"},  Replacement{"máju", "05"},
    Replacement{"júni", "06"},       Replacement{"júli", "07"},   Replacement{"augusztus", "08"},
    Replacement{"szeptember", "09"}, Replacement{"október", "10"}};
constexpr std::array<std::string_view, 12> kEnglish = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Zones that base/dates leaves out because elsewhere they are too short to be believed; at the end
/// of a feed's date they stand for nothing else.
constexpr std::array kZones = {
    Replacement{"et", "-0500"},   Replacement{"ct", "-0600"},   Replacement{"mt", "-0700"},
    Replacement{"pt", "-0800"},   Replacement{"met", "+0100"},  Replacement{"mest", "+0200"},
    Replacement{"wet", "+0000"},  Replacement{"west", "+0100"}, Replacement{"eet", "+0200"},
    Replacement{"eest", "+0300"}, Replacement{"bst", "+0100"},  Replacement{"jst", "+0900"},
    Replacement{"kst", "+0900"},  Replacement{"msk", "+0300"},  Replacement{"ast", "-0400"},
    Replacement{"adt", "-0300"},  Replacement{"aest", "+1000"}, Replacement{"aedt", "+1100"},
    Replacement{"nzst", "+1200"}, Replacement{"nzdt", "+1300"}};

bool is_name_byte(char c) { return html::is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }
bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, html::is_digit);
}
int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// A weekday in whatever language: a comma before the first digit ends it.
void drop_weekday(std::string& text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string::npos) return;
  const auto begins = text.begin();
  if (std::any_of(begins, begins + static_cast<std::ptrdiff_t>(comma), html::is_digit)) return;
  text.erase(0, comma + 1);
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
}

/// Makes English of the first name of a month that base/dates does not know; between hyphens a
/// number.
void translate_month(std::string& text) {
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (!is_name_byte(text[begin])) continue;
    std::size_t end = begin;
    while (end < text.size() && is_name_byte(text[end])) ++end;
    const std::string_view word = std::string_view(text).substr(begin, end - begin);
    for (const Replacement& row : kMonths) {
      if (!word.starts_with(row.printed)) continue;
      const bool hyphens = begin > 0 && text[begin - 1] == '-';
      const auto month = static_cast<std::size_t>(number(row.meaning)) - 1;
      text.replace(begin, end - begin, hyphens ? row.meaning : kEnglish[month]);
      return;
    }
    begin = end;
  }
}

/// "오후 11:23" is "11:23 pm"; nobody prints that outside of Korea. Says whether it did so.
bool translate_korean(std::string& text) {
  bool korean = text.find("년") != std::string::npos;
  for (const Replacement& row : {Replacement{"오전", " am"}, Replacement{"오후", " pm"}}) {
    const std::size_t at = text.find(row.printed);
    if (at == std::string::npos) continue;
    text.erase(at, row.printed.size());
    text = std::string(trimmed(text)) + std::string(row.meaning);
    korean = true;
  }
  if (korean) text += " +0900";
  return korean;
}

/// What stands behind the last space.
std::string_view last_word(std::string_view text) {
  return text.substr(text.rfind(' ') + 1);  // Nothing found is the largest value: then from 0.
}

void translate_zone(std::string& text) {
  const std::string_view word = last_word(text);
  for (const Replacement& row : kZones) {
    if (!equal_folded(word, row.printed)) continue;
    text.replace(text.size() - word.size(), word.size(), row.meaning);
    return;
  }
}

/// "2003-012-31": a month with one zero too many.
void shorten_month(std::string& text) {
  if (text.size() > 8 && text[4] == '-' && text[5] == '0' && text[8] == '-' &&
      all_digits(std::string_view(text).substr(5, 3))) {
    text.erase(5, 1);
  }
}

/// "Sun Jan 4 16:29:06 2004", as C prints it: the year goes before the time.
void move_year(std::string& text) {
  const std::string year(last_word(text));
  const std::size_t colon = text.find(':');
  if (year.size() != 4 || !all_digits(year) || colon == std::string::npos) return;
  const std::size_t time = text.rfind(' ', colon);
  if (time == std::string::npos || colon > text.size() - year.size()) return;
  text.resize(text.size() - year.size() - 1);
  text.insert(time, " " + year);
}

/// "24:00" is the begin of the next day (ISO 8601:2004, section 4.2.3). Says whether it stood
/// there.
bool replace_midnight(std::string& text) {
  for (const std::string_view midnight : {" 24:00", "T24:00"}) {
    const std::size_t at = text.find(midnight);
    if (at == std::string::npos) continue;
    text.replace(at + 1, 2, "00");
    return true;
  }
  return false;
}

std::string next_day(const NormalDate& date) {
  const bool day = date.precision == DatePrecision::kDay;
  const auto time = timestamp_from_rfc3339(day ? date.text + "T00:00:00Z" : date.text);
  if (!time) return {};
  const std::string next = to_rfc3339({time->microseconds + kDayMicroseconds});
  return day ? next.substr(0, date.text.size()) : next;
}

struct Reading {
  std::string value;
  DatePrecision precision = DatePrecision::kDay;
  DateAssumption assumed = DateAssumption::kNothing;
};

std::optional<Reading> day_reading(int year, int month, int day,
                                   DateAssumption assumed = DateAssumption::kNothing) {
  if (!is_valid({year, month, day})) return std::nullopt;
  return Reading{fmt::format("{:04}-{:02}-{:02}", year, month, day), DatePrecision::kDay, assumed};
}

int full_year(int two_digits) {
  return two_digits + (two_digits < kFirstOfLastCentury ? 2000 : 1900);
}

std::optional<Reading> ordinal_reading(int year, int day_of_year) {
  for (int month = 1; month <= 12; ++month) {
    int days = 28;
    while (is_valid({year, month, days + 1})) ++days;
    if (day_of_year <= days) return day_reading(year, month, day_of_year);
    day_of_year -= days;
  }
  return std::nullopt;
}

/// ISO 8601 with less in it: a year, a month, and the short forms of its first edition.
std::optional<Reading> read_short_form(std::string_view text) {
  if (text.size() == 7 && text[4] == '-' && all_digits(text.substr(0, 4)) &&
      all_digits(text.substr(5))) {
    return day_reading(number(text.substr(0, 4)), number(text.substr(5)), 1, DateAssumption::kDay);
  }
  if (!all_digits(text)) return std::nullopt;
  switch (text.size()) {
    case 4:
      return day_reading(number(text), 1, 1, DateAssumption::kDay);
    case 5:
      return ordinal_reading(full_year(number(text.substr(0, 2))), number(text.substr(2)));
    case 6:
      return day_reading(full_year(number(text.substr(0, 2))), number(text.substr(2, 2)),
                         number(text.substr(4)));
    case 7:
      return ordinal_reading(number(text.substr(0, 4)), number(text.substr(4)));
    default:
      return std::nullopt;
  }
}

std::optional<Reading> read(std::string text) {
  drop_weekday(text);
  translate_month(text);
  const bool korean = translate_korean(text);
  translate_zone(text);
  shorten_month(text);
  move_year(text);
  const bool midnight = replace_midnight(text);
  const bool named_zone = last_word(text).find('/') != std::string_view::npos &&
                          html::is_letter(last_word(text).front());
  if (named_zone) text.resize(text.rfind(' ') + 1);
  auto date = parse_date(text);
  DateAssumption assumed = korean ? DateAssumption::kZone : DateAssumption::kNothing;
  if (!named_zone && (!date || date->precision == DatePrecision::kDay)) {
    if (auto in_utc = parse_date(text + " GMT")) {
      if (in_utc->precision == DatePrecision::kSecond) {
        date = std::move(in_utc);
        assumed = DateAssumption::kZone;
      }
    }
  }
  if (!date) return read_short_form(text);
  return Reading{midnight ? next_day(*date) : date->text, date->precision, assumed};
}

}  // namespace

FeedDate read_feed_date(std::string_view printed) {
  FeedDate date;
  printed = printed.substr(0, kLongestDate + 1);  // It may end inside of a character.
  date.printed = line_of_text(printed.substr(0, valid_utf8_prefix(printed)));
  if (date.printed.empty() || date.printed.size() > kLongestDate) return date;
  auto reading = read(date.printed);
  if (!reading) return date;
  date.value = std::move(reading->value);
  date.precision = reading->precision;
  date.assumed = reading->assumed;
  return date;
}

}  // namespace headwater
