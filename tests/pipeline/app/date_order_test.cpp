#include "app/date_order.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

struct OrderRow {
  const char* a;
  const char* b;
  DateOrder order;
};

TEST(DateOrder, ComparesWhatDatesSay) {
  using enum DateOrder;
  const OrderRow rows[] = {
      {"2026-03-01", "2026-03-02", kBefore},
      {"2026-03-02", "2026-03-02", kUnknown},
      {"2025-12-31", "2026-01-01", kBefore},
      {"2026-03-02T09:00:00Z", "2026-03-02T09:00:01Z", kBefore},
      {"2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z", kUnknown},
      {"2026-03-02T09:00:00Z", "2026-03-02", kUnknown},  // the day holds the point
      {"2026-03-02T09:00:00Z", "2026-03-03", kBefore},
      {"2026-03-02T00:00:00Z", "2026-03-01", kAfter},
      {"2026-03-02", "", kUnknown},
      {"2026-02-30", "2026-03-02", kUnknown},  // no such day
      {"yesterday!", "2026-03-02", kUnknown},
  };
  for (const OrderRow& row : rows) {
    EXPECT_EQ(compare_dates(std::string_view(row.a), row.b), row.order) << row.a << " " << row.b;
    const DateOrder back = row.order == kBefore ? kAfter : row.order == kAfter ? kBefore : kUnknown;
    EXPECT_EQ(compare_dates(std::string_view(row.b), row.a), back) << row.b << " " << row.a;
  }
}

TEST(DateOrder, APointInTimeLiesOutsideOfADayOnlyIfItDoesSoEverywhere) {
  using enum DateOrder;
  const OrderRow rows[] = {
      {"2026-03-01T09:59:59Z", "2026-03-02", kBefore},  // nowhere has it begun
      {"2026-03-01T10:00:00Z", "2026-03-02", kUnknown},
      {"2026-03-03T11:59:59Z", "2026-03-02", kUnknown},
      {"2026-03-03T12:00:00Z", "2026-03-02", kAfter},  // everywhere it is over
      {"2026-03-03T12:00:00Z", "2026-03-03T12:00:01Z", kBefore},
      {"2026-03-03T12:00:00Z", "2026-03-03T12:00:00Z", kUnknown},
      {"2026-03-03T12:00:00Z", "soon", kUnknown},
  };
  for (const OrderRow& row : rows) {
    EXPECT_EQ(compare_dates(*timestamp_from_rfc3339(row.a), row.b), row.order)
        << row.a << " " << row.b;
  }
}

}  // namespace
}  // namespace headwater
