#include "archive/orphan_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

#include "archive/segment_files.h"

namespace headwater {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;  ///< Bytes copied at a time.

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

Status write_all(int to, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t wrote = ::write(to, bytes, size);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return error_from_errno(errno, "cannot write");
    bytes += wrote;
    size -= static_cast<std::size_t>(wrote);
  }
  return {};
}

Status copy(int from, RawSpan span, int to) {
  std::string piece(std::min<std::uint64_t>(kPiece, span.size()), '\0');
  while (!span.empty()) {
    const std::size_t wanted = std::min<std::uint64_t>(piece.size(), span.size());
    const ssize_t got = ::pread(from, piece.data(), wanted, static_cast<off_t>(span.begin));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return error_from_errno(errno, "cannot read");
    if (got == 0) return Error{ErrorCode::kTruncated, "file became shorter while it was read"};
    if (Status wrote = write_all(to, piece.data(), static_cast<std::size_t>(got)); !wrote)
      return wrote;
    span.begin += static_cast<std::uint64_t>(got);
  }
  if (::fsync(to) != 0) return error_from_errno(errno, "cannot sync");
  return {};
}

std::filesystem::path free_name(const std::filesystem::path& captures, std::uint32_t segment,
                                std::uint64_t begin) {
  constexpr std::string_view kSegmentEnd = ".warc.gz";
  std::string stem = segment_file_name(segment);
  stem.resize(stem.size() - kSegmentEnd.size());
  stem += fmt::format(".from-{}", begin);
  std::filesystem::path path = captures / (stem + ".orphan.warc.gz");
  std::error_code error;
  for (int number = 2; std::filesystem::exists(path, error); ++number) {
    path = captures / fmt::format("{}.{}.orphan.warc.gz", stem, number);
  }
  return path;
}

Error at_file(Error error, const std::filesystem::path& path) {
  error.message = path.string() + ": " + error.message;
  return error;
}

}  // namespace

Result<std::filesystem::path> copy_to_orphan(const std::filesystem::path& captures,
                                             std::uint32_t segment, RawSpan span) {
  const std::filesystem::path from_path = captures / segment_file_name(segment);
  const File from(::open(from_path.c_str(), O_RDONLY | O_CLOEXEC));
  if (from.get() < 0) return error_from_errno(errno, "cannot open " + from_path.string());
  const std::filesystem::path unfinished = captures / "orphan.unfinished";
  const File to(::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (to.get() < 0) return error_from_errno(errno, "cannot make " + unfinished.string());
  if (Status copied = copy(from.get(), span, to.get()); !copied)
    return at_file(copied.error(), unfinished);
  std::filesystem::path path = free_name(captures, segment, span.begin);
  if (::rename(unfinished.c_str(), path.c_str()) != 0)
    return error_from_errno(errno, "cannot make " + path.string());
  return path;
}

}  // namespace headwater
