#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/digest.h"
#include "base/result.h"
#include "record/article.h"

namespace headwater {

/// Where a record lies: a whole gzip member of a segment file (captures/<segment>.warc.gz).
struct ArchivePlace {
  std::uint32_t segment = 0;
  std::uint64_t offset = 0;  ///< Of the member's first byte.
  std::uint64_t length = 0;  ///< Of the member.
  std::uint64_t end() const { return offset + length; }
  auto operator<=>(const ArchivePlace&) const = default;
};

/// A record that is ready to be appended: everything costly has been done.
struct PreparedCapture {
  std::string record_id;  ///< "urn:uuid:...", without angle brackets.
  std::string member;     ///< The WARC record, compressed as one gzip member.
  Digest block_digest;    ///< Of the bytes as received; for a revisit, of those referred to.
};

/// What a capture record says, as read back.
struct CaptureContent {
  std::string record_id;
  std::string uri;
  Timestamp captured_at;
  std::string media_type;
  std::string charset;
  std::string content_encoding;
  std::string source;  ///< Name of the source that brought it.
  std::optional<Container> container;
  bool revisit = false;   ///< The block is empty; the same bytes are in the record referred to.
  std::string refers_to;  ///< Record id of that record.
  Digest block_digest;    ///< Of the bytes as received; for a revisit, of those referred to.
  std::string block;      ///< The bytes as received.
};

/// The WARC 1.1 `resource` record (ISO 28500:2017) that holds `arrival` as received, as one gzip
/// member. Pure: called by many workers at once. The record id is derived from the content, the
/// address and the time of capture, so that the same arrival gives the same record. `payload` is
/// the digest of the arrival's payload, where it is known: hashing a page twice costs as much as
/// parsing it.
PreparedCapture prepare_capture(const Arrival& arrival, const Digest* payload = nullptr);

/// A WARC `revisit` record (profile identical-payload-digest): these bytes again, seen elsewhere or
/// later. `original` is the capture that holds them.
PreparedCapture prepare_revisit(const Arrival& arrival, const CaptureContent& original);

/// The archive of raw captures: append-only segments. One writer; readers may read committed
/// places from any thread.
class CaptureArchive {
 public:
  virtual ~CaptureArchive() = default;

  /// Appends a record, which is one gzip member, to the newest segment, or to a new one when that
  /// is full. Not durable before `sync`.
  virtual Result<ArchivePlace> append(std::string_view member) = 0;
  /// Makes everything appended so far survive a power failure, new segment files included.
  virtual Status sync() = 0;
  /// Drops everything after `end`: what a failed or killed commit left behind. Returns the number
  /// of bytes dropped. kStoreDamaged if the archive is shorter than `end`. Requires: a writable
  /// archive.
  virtual Result<std::uint64_t> cut_after(const ArchivePlace& end) = 0;
  /// Reads and checks one record: gzip CRC, WARC header, block length, block digest.
  virtual Result<CaptureContent> read(const ArchivePlace& place) const = 0;
};

enum class ArchiveAccess { kRead, kWrite };

/// The archive in the folder `captures` (made if it is absent and access is kWrite).
/// `segment_limit` is the size in bytes after which a new segment begins.
Result<std::unique_ptr<CaptureArchive>> open_capture_archive(const std::filesystem::path& captures,
                                                             ArchiveAccess access,
                                                             std::uint64_t segment_limit);

}  // namespace headwater
