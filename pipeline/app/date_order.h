#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"

namespace headwater {

/// Which of two dates, as stored ("2022-10-21" or "2022-10-21T14:05:00Z"), is the earlier one. They
/// are compared as what documents bear: two points in time to the second, and by their days as soon
/// as one of them names no more than a day. kUnknown where they are equal, or one is no date.
enum class DateOrder { kBefore, kUnknown, kAfter };
DateOrder compare_dates(std::string_view a, std::string_view b);

/// Whether a point in time lies before or after a date. A day names no zone, so the point lies
/// before or after it only if it does so everywhere on earth.
DateOrder compare_dates(Timestamp a, std::string_view b);

/// Whether a date names no more than a day.
bool names_day(std::string_view date);

/// Where a date stands in a list: a day stands at its beginning in UTC. Nothing if it is no date in
/// the stored form.
std::optional<Timestamp> date_place(std::string_view date);

}  // namespace headwater
