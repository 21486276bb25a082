#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headwater {

/// What the name of a file says about what it holds.
struct FileFormat {
  /// Lower case, without dot; ".gz" taken off, and ".zst" of web archives. Empty where there is
  /// none.
  std::string extension;
  bool gzipped = false;
  bool json_lines = false;
  bool web_archive = false;
  bool feed = false;  ///< A feed, or XML that may be one.
  std::string_view media_type = "text/plain";
  bool telling = false;  ///< Whether the extension is one that stands for the media type.
};
FileFormat format_of_name(std::string_view name);

/// Whether a file still seems to be written: browsers, rsync and curl use such names.
bool is_unfinished_name(std::string_view name);

}  // namespace headwater
