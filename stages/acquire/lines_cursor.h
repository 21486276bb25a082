#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "stages/acquire/line_framer.h"

namespace headwater {

/// What is remembered of a file of JSON Lines from run to run.
struct LinesCursor {
  std::string stamp;      ///< FileStamp::text of the file that was read.
  bool complete = false;  ///< Whether that file was read to its end.
  LinePosition resume;    ///< Where the next line begins or would begin.
};

/// "lines1 STAMP end|more OFFSET LINE DIGEST".
std::string to_text(const LinesCursor& cursor);
/// The cursor that `text` spells; nothing for anything else, so that a file is then read anew.
std::optional<LinesCursor> parse_lines_cursor(std::string_view text);

}  // namespace headwater
