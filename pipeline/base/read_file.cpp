#include "base/read_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace headwater {
namespace {

constexpr std::int64_t kNanoseconds = 1'000'000'000;

std::string_view kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a FIFO";
  if (S_ISSOCK(mode)) return "a socket";
  if (S_ISLNK(mode)) return "a symbolic link";
  return "a device";
}

Error unreadable(int error, const std::string& path) {
  const bool gone = error == ENOENT || error == ENOTDIR || error == ESTALE;
  return {gone ? ErrorCode::kVanished : ErrorCode::kUnreadable,
          error_from_errno(error, path).message};
}

Error changed(const std::string& path) {
  return {ErrorCode::kUnreadable,
          path + ": changed while it was being read; it will be tried again"};
}

}  // namespace

FileStamp stamp_of(const struct stat& status) {
  return {static_cast<std::uint64_t>(status.st_size),
          std::int64_t{status.st_mtim.tv_sec} * kNanoseconds + status.st_mtim.tv_nsec,
          status.st_ino};
}

std::string FileStamp::text() const { return fmt::format("{}:{}:{}", size, mtime_ns, inode); }

Result<RegularFile> RegularFile::open(const std::string& path, Links links) {
  // Without O_NONBLOCK, opening a FIFO would wait for a writer.
  const int flags =
      O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (links == Links::kRefuse ? O_NOFOLLOW : 0);
  const int fd = ::open(path.c_str(), flags);
  if (fd < 0 && errno == ELOOP && links == Links::kRefuse) {
    return Error{ErrorCode::kUnreadable, path + ": is a symbolic link, and following links is off"};
  }
  if (fd < 0) return unreadable(errno, path);
  return adopt(fd, path);
}

Result<RegularFile> RegularFile::adopt(int fd, const std::string& path) {
  RegularFile file(fd, path);
  struct stat status {};
  if (::fstat(fd, &status) != 0) return unreadable(errno, path);
  if (!S_ISREG(status.st_mode)) {
    return Error{ErrorCode::kUnreadable,
                 fmt::format("{}: is {}, not a regular file", path, kind_of(status.st_mode))};
  }
  file.stamp_ = stamp_of(status);
  return file;
}

RegularFile::RegularFile(RegularFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), path_(std::move(other.path_)), stamp_(other.stamp_) {}

RegularFile& RegularFile::operator=(RegularFile&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(path_, other.path_);
  std::swap(stamp_, other.stamp_);
  return *this;
}

RegularFile::~RegularFile() {
  if (fd_ >= 0) ::close(fd_);
}

Result<std::size_t> RegularFile::read_at(std::uint64_t offset, std::span<char> buffer) const {
  std::size_t filled = 0;
  while (filled < buffer.size()) {
    const ssize_t size = ::pread(fd_, buffer.data() + filled, buffer.size() - filled,
                                 static_cast<off_t>(offset + filled));
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return unreadable(errno, path_);
    if (size == 0) break;
    filled += static_cast<std::size_t>(size);
  }
  return filled;
}

Status RegularFile::check_unchanged() const {
  struct stat status {};
  if (::fstat(fd_, &status) != 0) return unreadable(errno, path_);
  if (stamp_of(status) != stamp_) return changed(path_);
  return {};
}

Result<FileContents> read_file(const std::string& path, const ByteLimit& limit, Links links) {
  const auto file = RegularFile::open(path, links);
  if (!file) return file.error();
  const std::uint64_t size = file->stamp().size;
  if (size > limit.bytes) {
    return Error{ErrorCode::kTooLarge, fmt::format("{}: {} bytes are more than {} = {}", path, size,
                                                   limit.name, limit.bytes)};
  }
  // One byte more than stated, to notice a file that grows or lies (as those of /proc do).
  std::string bytes(size + 1, '\0');
  const auto read = file->read_at(0, bytes);
  if (!read) return read.error();
  if (*read != size) return changed(path);
  if (const Status same = file->check_unchanged(); !same) return same.error();
  bytes.resize(size);
  return FileContents{std::move(bytes), file->stamp()};
}

}  // namespace headwater
