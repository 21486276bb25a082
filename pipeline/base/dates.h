#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace headwater {

/// How much of a point in time a date names.
enum class DatePrecision { kDay, kSecond };

/// A date in the one form that is stored and printed.
struct NormalDate {
  std::string text;  ///< kDay: "2022-10-21". kSecond: "2022-10-21T14:05:00Z", offset applied.
  DatePrecision precision = DatePrecision::kDay;
  std::size_t length = 0;  ///< Bytes of the input that spell it.
};

/// The date that `text` begins with, or nothing. The longest reading wins; what follows must not be
/// a letter or a digit. Understood, with names in any case and an optional English weekday before
/// them:
///   ISO 8601 and RFC 3339   2022-10-21, 2022/10/21, 2022.10.21, 2022-10-21T14:05:00.5+02:00,
///                           20221021T140500Z
///   RFC 2822                Fri, 21 Oct 2022 14:05:00 -0400 (also a two-digit year, as in its 4.3)
///   as newspapers print it  October 21, 2022; Oct. 21, 2022; 21st October 2022, 2:05 p.m. EDT;
///                           21. Oktober 2022; 21 de octubre de 2022; 2022年10月21日; 2022 Oct 21
///   numbers alone           21.10.2022 (the day first), 10/21/2022, 21/10/2022
///   as scripts print it     Fri Oct 21 2022 14:05:00 GMT+0200 (Central European Time)
/// A time without a zone names no instant: then only the day is kept, as printed. Numbers that
/// leave open which is the month (10/11/2022) are no date, nor are days that do not exist. A
/// weekday is not compared with the date, because publishers get it wrong. Fractions of a second
/// are cut off. Linear, without locale; looks at the first kLongestDate bytes at most.
std::optional<NormalDate> parse_date_prefix(std::string_view text);

/// The date that all of `text` spells, white space at either end aside, or nothing.
std::optional<NormalDate> parse_date(std::string_view text);

/// No date that is understood is longer: "Wednesday, the 21st of September ...", with a long
/// fraction.
inline constexpr std::size_t kLongestDate = 96;

}  // namespace headwater
