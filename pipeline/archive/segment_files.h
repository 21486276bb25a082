#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "archive/capture_archive.h"
#include "archive/warc_record.h"
#include "base/result.h"
#include "record/text_span.h"

namespace headwater {

/// A segment of the archive as it lies in its folder.
struct SegmentFile {
  std::uint32_t number = 0;
  std::uint64_t size = 0;
};

/// "000001.warc.gz" for 1.
std::string segment_file_name(std::uint32_t number);

/// The segments in `captures`, ascending. Other files there are not ours and are left out. A folder
/// that does not exist has none.
Result<std::vector<SegmentFile>> list_segments(const std::filesystem::path& captures);

/// A record read back with the bytes it lies in.
struct StoredRecord {
  std::unique_ptr<const std::string> bytes;  ///< What `record.block` points into; stays in place.
  WarcRecord record;
};

/// Reads the record at `place` in `captures` whatever its type is, and checks gzip framing, the
/// fixed member header, and that the place holds this one record and nothing else. The message of a
/// failure names file and offset.
Result<StoredRecord> read_record(const std::filesystem::path& captures, const ArchivePlace& place);

/// Reads the records that lie one after the other from byte `span.begin` to `span.end` of a
/// segment, checks each as `read_record` does, and calls `each` with its place. Holds one record at
/// a time. kBadWarc where the last one reaches beyond `span`.
Status for_each_record(const std::filesystem::path& captures, std::uint32_t segment, RawSpan span,
                       const std::function<void(const ArchivePlace&, const WarcRecord&)>& each);

}  // namespace headwater
