#include "archive/capture_archive.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include "archive/capture_record.h"
#include "archive/committed_mark.h"
#include "archive/gzip.h"
#include "archive/orphan_file.h"
#include "archive/segment_files.h"

namespace headwater {
namespace {

/// A segment that is written to, closed when it goes out of scope.
class SegmentWriter {
 public:
  SegmentWriter() = default;
  SegmentWriter(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
  SegmentWriter(SegmentWriter&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}
  SegmentWriter& operator=(SegmentWriter&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~SegmentWriter() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  bool is_open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  std::uint64_t size() const { return size_; }

  /// Appends all of `bytes`, or nothing: what a failed write left is taken back.
  Status append(std::string_view bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t wrote = ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done,
                                     static_cast<off_t>(size_ + done));
      if (wrote < 0 && errno == EINTR) continue;
      if (wrote < 0) return take_back(errno);
      done += static_cast<std::size_t>(wrote);
    }
    size_ += bytes.size();
    return {};
  }

 private:
  Status take_back(int error) {
    // If this fails too, the tail is cut at the next start.
    [[maybe_unused]] const int ignored = ::ftruncate(descriptor_, static_cast<off_t>(size_));
    return error_from_errno(error, "cannot write");
  }

  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

Status sync_folder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return error_from_errno(errno, "cannot open " + folder.string());
  const int result = ::fsync(descriptor);
  const int error = errno;
  ::close(descriptor);
  if (result != 0) return error_from_errno(error, "cannot sync " + folder.string());
  return {};
}

/// Segments on a local disk.
class SegmentArchive final : public CaptureArchive {
 public:
  SegmentArchive(std::filesystem::path captures, std::uint64_t segment_limit)
      : captures_(std::move(captures)), segment_limit_(segment_limit), mark_(captures_) {}

  /// Goes on where the newest segment ends.
  Status open_newest() {
    Result<std::vector<SegmentFile>> segments = list_segments(captures_);
    if (!segments) return segments.error();
    if (segments->empty()) return {};
    return open_segment(segments->back().number, 0);
  }

  Result<ArchivePlace> append(std::string_view members, std::uint64_t before) override {
    if (!current_.is_open() || current_.size() >= segment_limit_) {
      if (Status status = begin_segment(); !status) return status.error();
    }
    if (current_.size() == 0) {
      if (Status status = write_head(members); !status) return in_segment(status.error());
    }
    const ArchivePlace place{number_, current_.size() + before, members.size() - before};
    if (Status status = current_.append(members); !status) return in_segment(status.error());
    return place;
  }

  Status sync() override {
    for (const SegmentWriter& full : full_) {
      if (::fdatasync(full.descriptor()) != 0) return sync_error();
    }
    full_.clear();
    if (current_.is_open() && ::fdatasync(current_.descriptor()) != 0) return sync_error();
    if (!new_files_) return {};
    Status status = sync_folder(captures_);
    if (status) new_files_ = false;
    return status;
  }

  void note_committed(const ArchivePlace& end) override { mark_.write(end); }

  Result<ArchiveTail> cut_after(const ArchivePlace& end) override {
    Result<std::vector<SegmentFile>> segments = list_segments(captures_);
    if (!segments) return std::move(segments.error());
    if (Status status = check_reaches(*segments, end); !status) return status.error();
    current_ = {};
    full_.clear();
    const ArchivePlace mark = mark_.read();
    ArchiveTail tail;
    // From the back, so that a failure leaves no gap between segments.
    for (auto segment = segments->rbegin(); segment != segments->rend(); ++segment) {
      if (segment->number < end.segment) break;
      const std::uint64_t keep = segment->number == end.segment ? end.end() : 0;
      if (keep > 0 && segment->size == keep) break;
      const std::uint64_t known = committed_size(*segment, mark);
      if (known > keep) {
        Result<std::filesystem::path> orphan =
            copy_to_orphan(captures_, segment->number, {keep, known});
        if (!orphan) return std::move(orphan.error());
        // The copy has its name for good before the original goes.
        if (Status status = sync_folder(captures_); !status) return status.error();
        tail.orphans.push_back(std::move(*orphan));
      }
      if (Status status = shorten(*segment, keep); !status) return status.error();
      tail.cut += segment->size - std::max(keep, known);
    }
    std::ranges::reverse(tail.orphans);
    mark_.write(end);
    if (Status status = sync_folder(captures_); !status) return status.error();
    number_ = 0;
    if (Status status = open_newest(); !status) return status.error();
    return tail;
  }

  Result<CaptureContent> read(const ArchivePlace& place) const override {
    Result<StoredRecord> stored = read_record(captures_, place);
    if (!stored) return std::move(stored.error());
    Result<CaptureContent> content = capture_from_record(stored->record);
    if (!content) {
      Error& error = content.error();
      error.message = fmt::format("{} at byte {}: {}", segment_path(place.segment).string(),
                                  place.offset, error.message);
    }
    return content;
  }

 private:
  std::filesystem::path segment_path(std::uint32_t number) const {
    return captures_ / segment_file_name(number);
  }

  Error in_segment(Error error) const {
    error.message = segment_path(number_).string() + ": " + error.message;
    return error;
  }
  Error sync_error() const { return in_segment(error_from_errno(errno, "cannot sync")); }

  /// `flags` besides those for writing: O_CREAT | O_EXCL for a new segment.
  Status open_segment(std::uint32_t number, int flags) {
    const std::filesystem::path path = segment_path(number);
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC | flags, 0644);
    if (descriptor < 0) return error_from_errno(errno, "cannot open " + path.string());
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) {
      const int error = errno;
      ::close(descriptor);
      return error_from_errno(error, "cannot read " + path.string());
    }
    current_ = SegmentWriter(descriptor, static_cast<std::uint64_t>(status.st_size));
    number_ = number;
    return {};
  }

  Status begin_segment() {
    if (current_.is_open()) full_.push_back(std::move(current_));
    if (Status status = open_segment(number_ + 1, O_CREAT | O_EXCL); !status) return status;
    new_files_ = true;
    return {};
  }

  /// Writes the `warcinfo` record that a segment starts with, dated as the first capture in it.
  Status write_head(std::string_view first) {
    return current_.append(prepare_segment_head(segment_file_name(number_), date_of(first)));
  }

  static Timestamp date_of(std::string_view member) {
    const Result<GunzippedMember> plain = gunzip_member(member, UINT64_MAX);
    if (!plain) return {};
    const Result<WarcRecord> record = parse_warc_record(plain->bytes);
    if (!record) return {};
    return timestamp_from_rfc3339(record->find("WARC-Date").value_or("")).value_or(Timestamp{});
  }

  Status check_reaches(const std::vector<SegmentFile>& segments, const ArchivePlace& end) const {
    if (end.end() == 0) return {};
    const auto segment = std::ranges::find(segments, end.segment, &SegmentFile::number);
    const std::uint64_t size = segment == segments.end() ? 0 : segment->size;
    if (size >= end.end()) return {};
    return Error{ErrorCode::kStoreDamaged,
                 fmt::format("{} has {} bytes, but committed captures reach to byte {}; run "
                             "`headwater verify`, then restore the file from a backup",
                             segment_path(end.segment).string(), size, end.end())};
  }

  /// Bytes of the segment that were committed when the mark was written.
  static std::uint64_t committed_size(const SegmentFile& segment, const ArchivePlace& mark) {
    if (segment.number > mark.segment) return 0;
    return segment.number < mark.segment ? segment.size : std::min(segment.size, mark.end());
  }

  Status shorten(const SegmentFile& segment, std::uint64_t keep) {
    const std::filesystem::path path = segment_path(segment.number);
    if (keep == 0) {
      if (::unlink(path.c_str()) == 0) return {};
      return error_from_errno(errno, "cannot remove " + path.string());
    }
    if (Status status = open_segment(segment.number, 0); !status) return status;
    if (::ftruncate(current_.descriptor(), static_cast<off_t>(keep)) != 0 ||
        ::fdatasync(current_.descriptor()) != 0) {
      return error_from_errno(errno, "cannot shorten " + path.string());
    }
    return {};
  }

  const std::filesystem::path captures_;
  const std::uint64_t segment_limit_;
  CommittedMark mark_;
  std::uint32_t number_ = 0;  ///< Of the current segment, or of the last one there was.
  SegmentWriter current_;
  std::vector<SegmentWriter> full_;  ///< Full segments that are not synced yet.
  bool new_files_ = false;           ///< The folder has entries that are not synced yet.
};

}  // namespace

Result<std::unique_ptr<CaptureArchive>> open_capture_archive(const std::filesystem::path& captures,
                                                             ArchiveAccess access,
                                                             std::uint64_t segment_limit) {
  auto archive = std::make_unique<SegmentArchive>(captures, segment_limit);
  if (access == ArchiveAccess::kWrite) {
    std::error_code error;
    std::filesystem::create_directories(captures, error);
    if (error) return error_from_errno(error.value(), "cannot make " + captures.string());
    if (Status status = archive->open_newest(); !status) return status.error();
  }
  return std::unique_ptr<CaptureArchive>(std::move(archive));
}

}  // namespace headwater
