#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "archive/web_archive.h"
#include "base/result.h"

namespace headwater {

/// Headers of records as web archives have them: more leniently read than our own.

/// A record without its block and place, and what frames the block.
struct ArchivedHeader {
  ArchivedRecord record;
  std::size_t size = 0;                 ///< Bytes of the header, the empty line included.
  std::optional<std::uint64_t> length;  ///< Of the block; nothing where it is missing or no number.
};

enum class ArchiveFormat : std::uint8_t { kNone, kWarc, kArc };
/// Which header `bytes` seem to begin with.
ArchiveFormat sniff_archived_header(std::string_view bytes);

/// Bytes of the header that `bytes` begin with; nothing if its end is not among them.
std::optional<std::size_t> archived_header_size(std::string_view bytes, ArchiveFormat format);

/// Reads a whole header. kBadWarc where it is none, or has more than kMaxWarcFields fields.
/// Lines may end in LF alone, lines that are no field are left out, of repeated fields the first
/// counts, addresses may hold spaces.
Result<ArchivedHeader> parse_archived_header(std::string_view header, ArchiveFormat format);

}  // namespace headwater
