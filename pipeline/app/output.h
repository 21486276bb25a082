#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace headwater {

/// Buffered standard output. A failure is remembered, and what comes after it is thrown away, so
/// that commands ask once at the end, or between documents to stop early. One thread.
class Output {
 public:
  /// Writes to the file descriptor `file`, which stays the caller's.
  explicit Output(int file = 1) : file_(file) {}
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  void line(std::string_view text);
  void flush();

  /// Whether nothing can be written any more.
  bool failed() const { return error_ != 0; }
  /// Whether the reader went away (`headwater export | head`): an end, not a failure.
  bool reader_gone() const;
  bool is_terminal() const;
  /// Flushes; the error of the first write that failed, unless the reader went away.
  Status finish();

 private:
  int file_;
  int error_ = 0;  ///< errno of the first failed write.
  std::string buffer_;
};

}  // namespace headwater
