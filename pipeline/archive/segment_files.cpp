#include "archive/segment_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <system_error>

#include "archive/gzip.h"

namespace headwater {
namespace {

constexpr std::string_view kSuffix = ".warc.gz";
constexpr std::size_t kDigits = 6;
/// More than the largest payload that sources accept.
constexpr std::uint64_t kMaxRecord = std::uint64_t{8} << 30;

/// A file that is closed when it goes out of scope.
class ReadOnlyFile {
 public:
  explicit ReadOnlyFile(const std::filesystem::path& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~ReadOnlyFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  ReadOnlyFile(const ReadOnlyFile&) = delete;
  ReadOnlyFile& operator=(const ReadOnlyFile&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

/// The number in a segment's file name; 0 if it is none.
std::uint32_t segment_number(const std::string& name) {
  if (name.size() < kDigits + kSuffix.size() || !name.ends_with(kSuffix)) return 0;
  const char* const end = name.data() + name.size() - kSuffix.size();
  std::uint32_t number = 0;
  const auto parsed = std::from_chars(name.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end) return 0;
  return segment_file_name(number) == name ? number : 0;
}

Status read_exactly(int descriptor, std::uint64_t offset, std::string& out) {
  std::size_t done = 0;
  while (done < out.size()) {
    const ssize_t got = ::pread(descriptor, out.data() + done, out.size() - done,
                                static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return error_from_errno(errno, "cannot read");
    if (got == 0) return Error{ErrorCode::kTruncated, "file became shorter while it was read"};
    done += static_cast<std::size_t>(got);
  }
  return {};
}

/// A segment that is open for reading.
class SegmentReader {
 public:
  explicit SegmentReader(const std::filesystem::path& path) : file_(path) {}

  Status open() {
    if (file_.get() < 0) return error_from_errno(errno, "cannot open");
    struct stat status {};
    if (::fstat(file_.get(), &status) != 0) return error_from_errno(errno, "cannot read");
    size_ = static_cast<std::uint64_t>(status.st_size);
    return {};
  }

  /// `length` bytes from `offset`, checked against the file's size before anything is allocated.
  Result<std::string> read(std::uint64_t offset, std::uint64_t length) const {
    if (offset > size_ || length > size_ - offset) {
      return Error{
          ErrorCode::kTruncated,
          fmt::format("record of {} bytes reaches beyond the file's {} bytes", length, size_)};
    }
    std::string bytes(length, '\0');
    if (Status read = read_exactly(file_.get(), offset, bytes); !read) return read.error();
    return bytes;
  }

 private:
  ReadOnlyFile file_;
  std::uint64_t size_ = 0;
};

/// The record in the member that `bytes` start with, and the member's length.
struct FirstRecord {
  StoredRecord stored;
  std::uint64_t length = 0;
};

Result<FirstRecord> parse_first(std::string_view bytes) {
  if (!bytes.starts_with(kMemberHeader)) {
    return Error{ErrorCode::kBadGzip, "gzip header is not as it was written"};
  }
  Result<GunzippedMember> content = gunzip_member(bytes, kMaxRecord);
  if (!content) return std::move(content.error());
  FirstRecord out;
  out.length = content->length;
  out.stored.bytes = std::make_unique<const std::string>(std::move(content->bytes));
  Result<WarcRecord> record = parse_warc_record(*out.stored.bytes);
  if (!record) return std::move(record.error());
  if (record->length != out.stored.bytes->size()) {
    return Error{ErrorCode::kBadWarc, "bytes after the WARC record"};
  }
  out.stored.record = std::move(*record);
  return out;
}

Result<StoredRecord> read_at(const std::filesystem::path& path, const ArchivePlace& place) {
  SegmentReader segment(path);
  if (Status opened = segment.open(); !opened) return opened.error();
  const Result<std::string> member = segment.read(place.offset, place.length);
  if (!member) return member.error();
  Result<FirstRecord> first = parse_first(*member);
  if (!first) return std::move(first.error());
  if (first->length != member->size()) {
    return Error{ErrorCode::kBadGzip, "record ends before its stored length"};
  }
  return std::move(first->stored);
}

/// The record at `offset`, whose member ends at `end` at the latest. How long it is shows only when
/// it is read: most take one piece.
Result<FirstRecord> read_next(const SegmentReader& segment, std::uint64_t offset,
                              std::uint64_t end) {
  for (std::uint64_t piece = std::uint64_t{64} << 10;; piece *= 4) {
    const std::uint64_t length = std::min(piece, end - offset);
    const Result<std::string> bytes = segment.read(offset, length);
    if (!bytes) return bytes.error();
    Result<FirstRecord> first = parse_first(*bytes);
    const bool more = !first && first.error().code == ErrorCode::kTruncated;
    if (!more || offset + length == end) return first;
  }
}

Error at_place(Error error, const std::filesystem::path& path, std::uint64_t offset) {
  error.message = fmt::format("{} at byte {}: {}", path.string(), offset, error.message);
  return error;
}

}  // namespace

std::string segment_file_name(std::uint32_t number) {
  return fmt::format("{:0{}}{}", number, kDigits, kSuffix);
}

Result<std::vector<SegmentFile>> list_segments(const std::filesystem::path& captures) {
  std::vector<SegmentFile> out;
  std::error_code error;
  std::filesystem::directory_iterator entry(captures, error);
  if (error == std::errc::no_such_file_or_directory) return out;
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    const std::uint32_t number = segment_number(entry->path().filename().string());
    if (number == 0) continue;
    const std::uint64_t size = entry->file_size(error);
    if (error) break;
    out.push_back({number, size});
  }
  if (error) return error_from_errno(error.value(), "cannot list " + captures.string());
  std::ranges::sort(out, {}, &SegmentFile::number);
  return out;
}

Result<StoredRecord> read_record(const std::filesystem::path& captures, const ArchivePlace& place) {
  const std::filesystem::path path = captures / segment_file_name(place.segment);
  Result<StoredRecord> record = read_at(path, place);
  if (!record) return at_place(std::move(record.error()), path, place.offset);
  return record;
}

Status for_each_record(const std::filesystem::path& captures, std::uint32_t segment, RawSpan span,
                       const std::function<void(const ArchivePlace&, const WarcRecord&)>& each) {
  const std::filesystem::path path = captures / segment_file_name(segment);
  SegmentReader reader(path);
  if (Status opened = reader.open(); !opened) return at_place(opened.error(), path, span.begin);
  std::uint64_t offset = span.begin;
  while (offset < span.end) {
    const Result<FirstRecord> next = read_next(reader, offset, span.end);
    if (!next) return at_place(next.error(), path, offset);
    each({segment, offset, next->length}, next->stored.record);
    offset += next->length;
  }
  return {};
}

}  // namespace headwater
