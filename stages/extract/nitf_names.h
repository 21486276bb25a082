#pragma once

#include <string>

#include "record/source_map.h"

namespace headwater {

/// Gives the elements of NITF (https://iptc.org/std/NITF/3.6/documentation/nitf.html) that are laid
/// out as an element of HTML of another name that name: a picture with its caption becomes a
/// figure, so that the caption is known for one. All else stays, and `map`, which is the map of
/// `content`, says which bytes these are; the new names have no source. Linear. Requires: UTF-8,
/// below 4 GiB.
void name_as_html(std::string& content, SourceMap& map);

}  // namespace headwater
