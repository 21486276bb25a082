#include "app/output.h"

#include <unistd.h>

#include <cerrno>

namespace headwater {
namespace {

// Large enough that a write costs nothing against what made the bytes.
constexpr std::size_t kBufferSize = std::size_t{256} << 10;

}  // namespace

Output::~Output() { flush(); }

void Output::write(std::string_view text) {
  if (failed()) return;
  buffer_ += text;
  if (buffer_.size() >= kBufferSize) flush();
}

void Output::line(std::string_view text) {
  write(text);
  write("\n");
}

void Output::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty() && !failed()) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  buffer_.clear();
}

bool Output::reader_gone() const { return error_ == EPIPE; }

bool Output::is_terminal() const { return ::isatty(file_) == 1; }

Status Output::finish() {
  flush();
  if (!failed() || reader_gone()) return {};
  return error_from_errno(error_, "standard output");
}

}  // namespace headwater
