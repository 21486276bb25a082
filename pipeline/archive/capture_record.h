#pragma once

#include <string>

#include "archive/capture_archive.h"
#include "archive/warc_record.h"
#include "base/result.h"

namespace headwater {

/// What a WARC record of ours says about a capture. Our own fields begin with "Headwater-"; other
/// readers skip them. kBadWarc names the field that is missing or malformed; kStoreDamaged a block
/// whose digest is not the one stated.
Result<CaptureContent> capture_from_record(const WarcRecord& record);

/// The `warcinfo` record that a segment file begins with, as one gzip member. `date` is that of the
/// segment's first capture, so that equal captures give equal segments.
std::string prepare_segment_head(const std::string& file_name, Timestamp date);

}  // namespace headwater
