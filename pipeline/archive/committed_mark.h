#pragma once

#include <filesystem>

#include "archive/capture_archive.h"

namespace headwater {

/// How far the archive was committed when it was last written to: the file `committed` beside the
/// segments. A database that ends before the mark was restored from an older backup; one that ends
/// behind it was killed before the mark was written. So the mark need not survive a power failure,
/// and nothing is synced for it.
class CommittedMark {
 public:
  explicit CommittedMark(const std::filesystem::path& captures) : path_(captures / "committed") {}
  ~CommittedMark();
  CommittedMark(const CommittedMark&) = delete;
  CommittedMark& operator=(const CommittedMark&) = delete;

  /// Where there is none, or it cannot be read: the beginning.
  ArchivePlace read() const;
  /// Failures are passed over: what is lost is only that an old database shows as one.
  void write(const ArchivePlace& end);

 private:
  const std::filesystem::path path_;
  int descriptor_ = -1;
};

}  // namespace headwater
