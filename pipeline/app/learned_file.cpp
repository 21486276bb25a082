#include "app/learned_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace headwater {
namespace {

Status write_and_sync(int descriptor, std::string_view text, const std::string& name) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return error_from_errno(errno, name);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0 ? Status() : Status(error_from_errno(errno, name));
}

}  // namespace

Status write_learned_file(const std::filesystem::path& file, std::string_view text) {
  // The ending must not be that of a set: a folder of sets may be part of the configuration.
  const std::string fresh = file.string() + ".new";
  const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0 && errno == ENOENT) {
    return error_from_errno(ENOENT, file.parent_path().string());
  }
  if (descriptor < 0) return error_from_errno(errno, file.string());
  Status written = write_and_sync(descriptor, text, fresh);
  ::close(descriptor);
  // Unlike a rename, a link leaves alone what somebody else made in the meantime.
  if (written.ok() && ::link(fresh.c_str(), file.c_str()) != 0) {
    written = errno == EEXIST ? Error{ErrorCode::kBadArgument,
                                      file.string() +
                                          ": is there already; a set is not changed, give the new "
                                          "one a new name"}
                              : error_from_errno(errno, file.string());
  }
  ::unlink(fresh.c_str());
  return written;
}

}  // namespace headwater
