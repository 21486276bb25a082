#pragma once

#include <cstddef>

#include "stage/stage_kind.h"

namespace headwater {

/// Larger pages are no articles; they are set aside. 64 MiB.
inline constexpr std::size_t kMaxPageBytes = std::size_t{64} << 20U;
/// In UTF-16 and ISO-2022-JP, whose map may need 40 bytes for each of the page. 8 MiB.
inline constexpr std::size_t kMaxTranscodedBytes = std::size_t{8} << 20U;
/// A page has fewer tags: one beyond that is made to cost memory. 4 million.
inline constexpr std::size_t kMaxPageTags = 4'000'000;

/// Stage "extract_html": makes the visible text of a page of HTML, block by block, with its map to
/// the raw bytes, and leaves the page for the stages after it (Article::page). Passes everything
/// else on untouched. What counts as visible: see VisibleText. What the page's attributes hide is
/// part of the text and cut with the reason "hidden".
///
/// The page is parsed in its own bytes, whatever their charset; UTF-16 and ISO-2022-JP are turned
/// into UTF-8 first and go on as `content`.
///
/// Dropped as empty: a page without visible text. Quarantined: what is no text at all (kBinary),
/// text that no charset makes readable (kUndecodable), more than kMaxPageBytes or
/// kMaxTranscodedBytes (kTooLarge), more than kMaxPageTags, kMaxPageBlocks or kMaxPageRuns
/// (kTooMany).
StageKind extract_html_kind();

}  // namespace headwater
