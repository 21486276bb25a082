#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace headwater {

/// What tells one state of a file from another without reading it. Two writes of equal size within
/// one tick of the file system's clock (a few milliseconds) look the same.
struct FileStamp {
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::uint64_t inode = 0;
  bool operator==(const FileStamp&) const = default;

  /// "size:mtime_ns:inode".
  std::string text() const;
};

/// The stamp that `status` holds, as fstat and its like fill it in.
FileStamp stamp_of(const struct stat& status);

enum class Links { kFollow, kRefuse };  ///< Whether the last part of a path may be a symbolic link.

/// A regular file that is open for reading. Anything else (FIFO, device, socket, folder) is refused
/// without waiting for it. Movable; one thread at a time.
class RegularFile {
 public:
  /// kVanished if there is no such file (any more), else kUnreadable; the message names the path.
  static Result<RegularFile> open(const std::string& path, Links links);
  /// Takes the open descriptor `fd`, which `path` names in messages, over.
  static Result<RegularFile> adopt(int fd, const std::string& path);

  RegularFile(RegularFile&& other) noexcept;
  RegularFile& operator=(RegularFile&& other) noexcept;
  ~RegularFile();

  const std::string& path() const { return path_; }
  /// As it was when the file was opened.
  const FileStamp& stamp() const { return stamp_; }

  /// Reads at `offset` until `buffer` is full or the file ends; the number of bytes read.
  Result<std::size_t> read_at(std::uint64_t offset, std::span<char> buffer) const;
  /// kUnreadable if the file is not any more what `stamp` says.
  Status check_unchanged() const;

 private:
  RegularFile(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
  int fd_ = -1;
  std::string path_;
  FileStamp stamp_;
};

/// A limit and the name of the setting or constant that sets it, for messages.
struct ByteLimit {
  std::uint64_t bytes = 0;
  std::string_view name;
};

struct FileContents {
  std::string bytes;
  FileStamp stamp;
};

/// The whole of a regular file. kTooLarge beyond `limit` (nothing is read then); kUnreadable if it
/// grows, shrinks or is rewritten meanwhile: half of one state and half of another is no document.
/// Otherwise fails as RegularFile::open.
Result<FileContents> read_file(const std::string& path, const ByteLimit& limit, Links links);

}  // namespace headwater
