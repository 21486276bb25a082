#include "app/date_order.h"

#include <cstdint>
#include <string>

namespace headwater {
namespace {

constexpr std::size_t kDayLength = 10;  // "2022-10-21"
constexpr std::int64_t kHour = 3'600'000'000;
/// A day begins first at UTC+14 and ends last at UTC-12.
constexpr std::int64_t kEarliestBegin = -14 * kHour;
constexpr std::int64_t kLatestEnd = (24 + 12) * kHour;

template <class Value>
DateOrder order_of(const Value& a, const Value& b) {
  if (a == b) return DateOrder::kUnknown;
  return a < b ? DateOrder::kBefore : DateOrder::kAfter;
}

}  // namespace

bool names_day(std::string_view date) { return date.size() == kDayLength; }

std::optional<Timestamp> date_place(std::string_view date) {
  if (!names_day(date)) return timestamp_from_rfc3339(date);
  return timestamp_from_rfc3339(std::string(date) + "T00:00:00Z");
}

DateOrder compare_dates(Timestamp a, std::string_view b) {
  const std::optional<Timestamp> place = date_place(b);
  if (!place) return DateOrder::kUnknown;
  if (!names_day(b)) return order_of(a, *place);
  if (a.microseconds < place->microseconds + kEarliestBegin) return DateOrder::kBefore;
  if (a.microseconds >= place->microseconds + kLatestEnd) return DateOrder::kAfter;
  return DateOrder::kUnknown;
}

DateOrder compare_dates(std::string_view a, std::string_view b) {
  const std::optional<Timestamp> first = date_place(a);
  const std::optional<Timestamp> second = date_place(b);
  if (!first || !second) return DateOrder::kUnknown;
  if (names_day(a) || names_day(b))
    return order_of(a.substr(0, kDayLength), b.substr(0, kDayLength));
  return order_of(*first, *second);
}

}  // namespace headwater
