#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/json_string.h"
#include "record/text_span.h"

namespace headwater {

/// What an item of ninjs 2 or 3 (https://iptc.org/standards/ninjs/) holds in its lists. Spans are
/// the insides of JSON strings, escapes as they stand.
struct NinjsItem {
  struct Body {
    RawSpan inside;
    bool html = false;  ///< HTML or NITF, by its type or by how it begins.
  };
  std::optional<Body> body;
  std::optional<RawSpan> headline;
  std::optional<RawSpan> supplier;  ///< The first of "infosources", or "copyrightholder".
};

/// Reads an item of ninjs 2 (names in small letters) or 3 (in camel case). A record without a list
/// of objects called "bodies" gives an empty item.
///
/// The standard leaves roles to the providers and does not say which body is the article. Of the
/// bodies whose value is a string, not blank, and whose type is text (see content_of_type), the
/// choice falls on
///   1. those with the role "main", if there are any;
///   2. of these the ones at least half as long as the longest, tags not counted, because captions
///      and summaries are bodies, too;
///   3. of these the ones with markup, because plain text often has lost its paragraphs;
///   4. of these the first.
/// The headline is the first with the role "main", or else the first.
///
/// Refused (kBadJson): an object in these lists that names a member twice. Linear. Requires:
/// read_json_record took `json`.
std::optional<JsonFault> read_ninjs(std::string_view json, NinjsItem& item);

}  // namespace headwater
