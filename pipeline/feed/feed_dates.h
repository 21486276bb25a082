#pragma once

#include <string_view>

#include "feed/feed_entry.h"

namespace headwater {

/// The date that all of `printed` spells, white space at the ends aside, as feeds spell it. Beyond
/// what `parse_date` reads:
///   a time without a zone is taken as UTC (DateAssumption::kZone);
///   2003-12, 2003, 031231, 03335 and 2003335 (ISO 8601, also its old short forms; a month or a
///   year alone is its first day, DateAssumption::kDay); 2003-12-31T10:14 and 2003-012-31; a comma
///   before the fraction; 24:00 as midnight; second 60; zones ET, CT, MT, PT, MET, MEST, BST, JST,
///   AST, ADT, and the letters of military ones; the names of months and weekdays in French, Greek,
///   Hungarian, Korean and what date_names knows.
/// A name of a time zone ("America/Los_Angeles") says what only a table of history knows: then only
/// the day is kept. Empty, with `printed` kept, where it is no date. Linear in kLongestDate.
FeedDate read_feed_date(std::string_view printed);

}  // namespace headwater
