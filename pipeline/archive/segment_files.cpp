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

/// The bytes of a member, checked against the file's size before anything is allocated.
Result<std::string> read_member(const std::filesystem::path& path, const ArchivePlace& place) {
  const ReadOnlyFile file(path);
  if (file.get() < 0) return error_from_errno(errno, "cannot open");
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return error_from_errno(errno, "cannot read");
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (place.offset > size || place.length > size - place.offset) {
    return Error{
        ErrorCode::kTruncated,
        fmt::format("record of {} bytes reaches beyond the file's {} bytes", place.length, size)};
  }
  std::string member(place.length, '\0');
  if (Status read = read_exactly(file.get(), place.offset, member); !read) return read.error();
  return member;
}

Result<StoredRecord> parse_member(std::string_view member) {
  if (!member.starts_with(kMemberHeader)) {
    return Error{ErrorCode::kBadGzip, "gzip header is not as it was written"};
  }
  Result<GunzippedMember> content = gunzip_member(member, kMaxRecord);
  if (!content) return std::move(content.error());
  if (content->length != member.size()) {
    return Error{ErrorCode::kBadGzip, "record ends before its stored length"};
  }
  StoredRecord out;
  out.bytes = std::make_unique<const std::string>(std::move(content->bytes));
  Result<WarcRecord> record = parse_warc_record(*out.bytes);
  if (!record) return std::move(record.error());
  if (record->length != out.bytes->size()) {
    return Error{ErrorCode::kBadWarc, "bytes after the WARC record"};
  }
  out.record = std::move(*record);
  return out;
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
  Result<std::string> member = read_member(path, place);
  Result<StoredRecord> record =
      member ? parse_member(*member) : Result<StoredRecord>(std::move(member.error()));
  if (!record) {
    Error& error = record.error();
    error.message = fmt::format("{} at byte {}: {}", path.string(), place.offset, error.message);
  }
  return record;
}

}  // namespace headwater
