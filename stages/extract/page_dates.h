#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "stages/extract/page_clue.h"

namespace headwater {

/// When the article of a page was published and last changed, in the form of NormalDate::text;
/// empty clues where the page does not say.
struct PageDates {
  PageClue published;
  PageClue modified;
  /// Dates that are none: unreadable, before 1990, or later than a day after the page was captured.
  std::vector<PageClue> refused;
};

/// Asks in this order and takes the first answer: linked data, meta elements that mean publication,
/// time elements marked as such, meta elements with a loose name, the first time element of the
/// article, the address. A day gives way to a point in time on the same day further down.
/// `address` is the page's own; `captured_at` of 0 sets no limit.
PageDates find_page_dates(const PageSources& from, std::string_view address, Timestamp captured_at);

/// Whether `date` (a NormalDate::text) is a date by these limits; false for an empty one.
bool is_plausible_date(std::string_view date, Timestamp captured_at);

/// The day in an address such as "https://heron.example/2024/05/03/ferry"; empty if there is none.
std::string date_in_address(std::string_view address);

}  // namespace headwater
