#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Source kind "read_json_lines": a file of JSON Lines (https://jsonlines.org), plain or gzipped,
/// or standard input ("-"). Each line is one arrival: media type application/json, payload the
/// bytes of the line, container the file. The record is not read here, but for its address: a later
/// stage unwraps it, so that a stored capture can be unwrapped again. See JsonLinesFile for the
/// cursor.
SourceKind read_json_lines_kind();

}  // namespace headwater
