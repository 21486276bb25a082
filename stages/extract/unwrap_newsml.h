#pragma once

#include <cstddef>

#include "stage/stage_kind.h"

namespace headwater {

/// Stage "unwrap_newsml": takes the article out of a file in one of the formats of news agencies:
/// NITF 3, or a NewsML-G2 item with its content inline. Known by its media type or by the root
/// element of what is declared as XML or as nothing; everything else passes untouched.
///
/// The content becomes, of the first that an item has:
///   1. what stands inside of NITF's body.content or of inlineXML, markup included, as HTML (what
///      NITF names otherwise has the name of HTML: name_as_html in nitf_names.h);
///   2. the characters of inlineData whose type is HTML, XHTML or NITF (of that the inside of
///      body.content), escaped or in CDATA sections, as HTML;
///   3. the characters of inlineData of the type text/plain or of none, as plain text, but as HTML
///      where they begin with a tag.
/// inlineData of another type, or with an encoding such as base64, is no text. Headline, byline,
/// dateline, date, language and supplier become fields; they stand outside of that content and are
/// no part of the text. Of a message with several items the first one with content is taken, and
/// the fields are those of that item.
///
/// Quarantined: a file without content (kMissingField), such as a package, and more than
/// kMaxNewsMlBytes (kTooLarge).
StageKind unwrap_newsml_kind();

/// Agencies' items are below a megabyte. 16 MiB.
inline constexpr std::size_t kMaxNewsMlBytes = std::size_t{16} << 20U;

}  // namespace headwater
