#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace headwater {

/// The time that `text` spells as HTTP does (RFC 9110, section 5.6.7): "Sun, 06 Nov 1994 08:49:37
/// GMT" and the two obsolete forms "Sunday, 06-Nov-94 08:49:37 GMT" and "Sun Nov  6 08:49:37 1994";
/// also with the offset of RFC 5322 that many servers send. A year of two digits is the one nearest
/// to `now` that is at most 50 years ahead. The weekday is not compared with the date.
std::optional<Timestamp> parse_http_date(std::string_view text, Timestamp now);

/// "Sun, 06 Nov 1994 08:49:37 GMT". Requires: a year from 1 to 9999.
std::string format_http_date(Timestamp time);

}  // namespace headwater
