#include "archive/committed_mark.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <string>

namespace headwater {

CommittedMark::~CommittedMark() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

ArchivePlace CommittedMark::read() const {
  std::ifstream file(path_);
  ArchivePlace end;
  if (file >> end.segment >> end.offset) return end;
  return {};
}

void CommittedMark::write(const ArchivePlace& end) {
  if (descriptor_ < 0) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor_ < 0) return;
  }
  // Of fixed width, so that one write replaces all of the one before.
  const std::string text = fmt::format("{:010} {:020}\n", end.segment, end.end());
  [[maybe_unused]] const ssize_t ignored = ::pwrite(descriptor_, text.data(), text.size(), 0);
}

}  // namespace headwater
