#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"

namespace headwater {

/// What is remembered of a web archive from run to run.
struct WarcCursor {
  std::string stamp;           ///< FileStamp::text of the file that was read.
  bool complete = false;       ///< Whether that file was read to its end.
  std::uint64_t items = 0;     ///< Records and damaged places that are done.
  std::uint64_t bytes = 0;     ///< Size of the file, where it was read to its end.
  std::optional<Digest> read;  ///< Of these bytes.
};

/// "warc1 STAMP more ITEMS" or "warc1 STAMP end ITEMS BYTES DIGEST".
std::string to_text(const WarcCursor& cursor);
/// The cursor that `text` spells; nothing for anything else, so that a file is then read anew.
std::optional<WarcCursor> parse_warc_cursor(std::string_view text);

}  // namespace headwater
