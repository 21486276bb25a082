#include "store/store_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/clock.h"
#include "base/utf8.h"

namespace headwater {
namespace {

/// The command line of this process, as the kernel knows it; arguments are separated by spaces.
std::string own_command() {
  constexpr std::size_t kLongest = 200;
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::string command{std::istreambuf_iterator<char>(file), {}};
  std::replace(command.begin(), command.end(), '\0', ' ');
  if (!command.empty()) command.pop_back();
  if (command.size() > kLongest) command.resize(kLongest);
  return escape_for_display(command);
}

std::string holder_text() {
  return fmt::format("process {}, since {}: {}\n", ::getpid(), to_rfc3339(system_clock().now()),
                     own_command());
}

std::string read_holder(int file) {
  std::array<char, 1024> buffer{};
  const ssize_t size = ::pread(file, buffer.data(), buffer.size(), 0);
  if (size <= 0) return "another process";
  std::string text(buffer.data(), static_cast<std::size_t>(size));
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return escape_for_display(text);
}

Error refused(int error, const std::filesystem::path& path) {
  Error result = error_from_errno(error, path.string());
  if (error == EACCES || error == EPERM || error == EROFS) {
    result.code = ErrorCode::kReadOnly;
    result.message += "; the store's folder must be writable";
  }
  return result;
}

}  // namespace

Result<StoreLock> StoreLock::acquire(const std::filesystem::path& store) {
  const std::filesystem::path path = store / "lock";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) return refused(errno, path);
  StoreLock lock(file);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return error_from_errno(errno, path.string());
    return Error{ErrorCode::kStoreLocked,
                 fmt::format("{} is being written by {}; wait until it has ended", store.string(),
                             read_holder(file))};
  }
  // The text only serves the message above: a disk too full for it does not stop the run.
  const std::string text = holder_text();
  if (::ftruncate(file, 0) == 0) (void)!::pwrite(file, text.data(), text.size(), 0);
  return lock;
}

StoreLock::~StoreLock() {
  if (file_ >= 0) ::close(file_);
}

StoreLock::StoreLock(StoreLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

}  // namespace headwater
