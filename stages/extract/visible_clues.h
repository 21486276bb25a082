#pragma once

#include <cstddef>
#include <optional>

#include "record/article.h"
#include "stages/extract/page_clue.h"

namespace headwater {

/// What a reader sees round the title: the lines of date and byline. Asked where the page says
/// nothing to programs.

/// The block of the article's text that holds the title: that of the heading `title` stands in, or
/// the first with its words. Requires: blocks and page->blocks are filled.
std::optional<std::size_t> find_title_block(const Article& article, const PageClue& title);

/// Dates in the lines from the title's on, then before it; else the only one that stands alone on a
/// line of the page.
struct VisibleDates {
  PageClue published;
  PageClue modified;
};
VisibleDates find_visible_dates(const Article& article, std::optional<std::size_t> title_block);

/// "By Jane Doe" in the lines from the title's on, then before it.
PageClue find_visible_byline(const Article& article, std::optional<std::size_t> title_block);

/// Lines of text that are looked at after and before the title's.
inline constexpr std::size_t kMostLinesAfter = 12;
inline constexpr std::size_t kMostLinesBefore = 4;
/// Lines with dates that are looked at in all of the page.
inline constexpr std::size_t kMostDateLines = 32;
/// Longer lines are prose.
inline constexpr std::size_t kLongestClueLine = 160;

}  // namespace headwater
