#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace headwater {

/// The right to write to a store: a kernel lock (flock) on its file `lock`, which goes with the
/// process however that ends. The file's text names the holder for the message of who comes second;
/// it means nothing without the lock. Movable; any thread.
class StoreLock {
 public:
  /// Locks the store at `store` (an existing folder) or fails at once: kStoreLocked names the PID,
  /// start time and command of the holder, kReadOnly a folder that refuses writes.
  static Result<StoreLock> acquire(const std::filesystem::path& store);
  ~StoreLock();
  StoreLock(StoreLock&& other) noexcept;
  StoreLock& operator=(StoreLock&&) = delete;

 private:
  explicit StoreLock(int file) : file_(file) {}
  int file_;
};

}  // namespace headwater
