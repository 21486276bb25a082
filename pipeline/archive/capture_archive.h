#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// A capture that is ready to be appended: everything costly has been done. One record stands for
/// it and is read back; a visit over HTTP has others (the request, redirects, what was measured)
/// that lie right before it. So whatever ends with a capture's record holds the capture whole.
struct PreparedCapture {
  std::string record_id;  ///< Of the capture's record: "urn:uuid:...", without angle brackets.
  std::string members;  ///< The WARC records, each compressed as one gzip member; its own is last.
  std::uint64_t before = 0;  ///< Bytes of the members before its own.
  Digest block_digest;       ///< Of the bytes as received; for a revisit, of those referred to.
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
  bool revisit = false;   ///< `block` is empty; the same bytes are in the record referred to.
  std::string refers_to;  ///< Record id of that record.
  Digest block_digest;    ///< Of the bytes as received; for a revisit, of those referred to.
  std::string block;      ///< The bytes as received; of a response its body.
  std::optional<VisitSummary> http;  ///< Where it came over HTTP.
  VisitValidators validators;
};

/// The WARC 1.1 records (ISO 28500:2017) that hold `arrival` as received. Its own record is a
/// `resource`; where it came over HTTP it is the last `response`, and where no response came the
/// `metadata` of the visit (see archive/visit_records.h). Pure: called by many workers at once.
/// Record ids are derived from the content, the address and the time of capture, so that the same
/// arrival gives the same records. `payload` is the digest of the arrival's payload, where it is
/// known: hashing a page twice costs as much as parsing it. `detail` is what the source says of it,
/// a JSON object or empty. `room`: bytes that the caller will append to the members, so that they
/// need not be moved for that.
PreparedCapture prepare_capture(const Arrival& arrival, const Digest* payload = nullptr,
                                std::string_view detail = {}, std::size_t room = 0);

/// The same with a `revisit` record as its own: these bytes again, seen elsewhere or later.
/// `original` is the capture that holds them. The profile is server-not-modified where the server
/// says so (HttpVisit::unchanged_since), else identical-payload-digest.
PreparedCapture prepare_revisit(const Arrival& arrival, const CaptureContent& original,
                                std::string_view detail = {});

/// What lay behind the last committed capture.
struct ArchiveTail {
  std::uint64_t cut = 0;  ///< Bytes that are gone.
  /// Files with captures that were committed once: "000002.from-1234.orphan.warc.gz", readable as
  /// any web archive.
  std::vector<std::filesystem::path> orphans;
};

/// The archive of raw captures: append-only segments. One writer; readers may read committed
/// places from any thread.
class CaptureArchive {
 public:
  virtual ~CaptureArchive() = default;

  /// Appends the records of a capture to the newest segment, or to a new one when that is full, and
  /// returns the place of its own (see PreparedCapture). Not durable before `sync`.
  virtual Result<ArchivePlace> append(std::string_view members, std::uint64_t before) = 0;
  Result<ArchivePlace> append(const PreparedCapture& capture) {
    return append(capture.members, capture.before);
  }
  /// Makes everything appended so far survive a power failure, new segment files included.
  virtual Status sync() = 0;
  /// Takes away everything after `end`. What a failed or killed commit left behind is cut. Captures
  /// that were committed once (see `note_committed`) are no such tail: the database is older than
  /// the archive, and they are moved into files of their own, which this keeps no track of.
  /// kStoreDamaged if the archive is shorter than `end`. Requires: a writable archive.
  virtual Result<ArchiveTail> cut_after(const ArchivePlace& end) = 0;
  /// Reads and checks one record: gzip CRC, WARC header, block length, block digest.
  virtual Result<CaptureContent> read(const ArchivePlace& place) const = 0;
  /// Remembers beside the segments that a database knows the captures up to `end`. Not synced: it
  /// only serves `cut_after`, and a failure is no failure of the commit.
  virtual void note_committed(const ArchivePlace& end) = 0;
};

enum class ArchiveAccess { kRead, kWrite };

/// The archive in the folder `captures` (made if it is absent and access is kWrite).
/// `segment_limit` is the size in bytes after which a new segment begins.
Result<std::unique_ptr<CaptureArchive>> open_capture_archive(const std::filesystem::path& captures,
                                                             ArchiveAccess access,
                                                             std::uint64_t segment_limit);

}  // namespace headwater
