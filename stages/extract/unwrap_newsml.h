#pragma once

#include <cstddef>
#include <string_view>

#include "stage/stage_kind.h"

namespace headwater {

/// Media type of NITF files (https://iptc.org/standards/nitf/).
inline constexpr std::string_view kNitfType = "application/nitf+xml";
/// Media type of NewsML-G2 files (https://iptc.org/standards/newsml-g2/).
inline constexpr std::string_view kNewsMlType = "application/vnd.iptc.g2.newsitem+xml";

/// Stage "unwrap_newsml": takes the article out of a file in one of the formats of news agencies:
/// NITF 3, or a NewsML-G2 item whose inline content is XHTML or NITF. Known by its media type or by
/// the root element of what is declared as XML or as nothing; everything else passes untouched.
///
/// The content becomes what stands inside of NITF's body.content or of the inline content, markup
/// included, as HTML. Headline, byline, dateline, date, language and supplier become fields; they
/// stand outside of that content and are no part of the text.
///
/// Of a message with several items the first one with content is taken. Quarantined: a file
/// without content (kMissingField), such as a package, and more than kMaxNewsMlBytes (kTooLarge).
StageKind unwrap_newsml_kind();

/// Agencies' items are below a megabyte. 16 MiB.
inline constexpr std::size_t kMaxNewsMlBytes = std::size_t{16} << 20U;
/// A field with more bytes is none.
inline constexpr std::size_t kMaxNewsMlField = 2000;

}  // namespace headwater
