#include "stages/acquire/spool_input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <utility>

namespace headwater {
namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10;

/// Closes what it holds, unless it was released.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

int open_unnamed(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0) return fd;
  std::string name = folder + "/headwater-XXXXXX";  // Not every file system has O_TMPFILE.
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

Status write_all(int fd, std::string_view bytes, const std::string& folder) {
  while (!bytes.empty()) {
    const ssize_t size = ::write(fd, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) {
      return error_from_errno(errno, folder + " (standard input is put aside there; set TMPDIR)");
    }
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return {};
}

}  // namespace

Result<RegularFile> spool_input(int fd, const std::string& name, std::uint64_t limit) {
  std::error_code none;
  std::string folder = std::filesystem::temp_directory_path(none).string();
  if (folder.empty()) folder = "/tmp";
  Descriptor file(open_unnamed(folder));
  if (file.get() < 0) return error_from_errno(errno, folder);
  std::string piece(kPiece, '\0');
  for (std::uint64_t total = 0;;) {
    const ssize_t size = ::read(fd, piece.data(), piece.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return error_from_errno(errno, name);
    if (size == 0) break;
    total += static_cast<std::uint64_t>(size);
    if (total > limit) {
      return Error{ErrorCode::kTooLarge,
                   fmt::format("{}: more than {} bytes; give a file instead", name, limit)};
    }
    const std::string_view read(piece.data(), static_cast<std::size_t>(size));
    if (const Status written = write_all(file.get(), read, folder); !written)
      return written.error();
  }
  return RegularFile::adopt(file.release(), name);
}

}  // namespace headwater
