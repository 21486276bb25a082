#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "record/text_span.h"

namespace headwater {

/// Copies the bytes `span` of a segment into a new file beside it and syncs that:
/// "000002.from-1234.orphan.warc.gz", or with a number where that is taken. It has this name only
/// once it is whole. Returns its path.
Result<std::filesystem::path> copy_to_orphan(const std::filesystem::path& captures,
                                             std::uint32_t segment, RawSpan span);

}  // namespace headwater
