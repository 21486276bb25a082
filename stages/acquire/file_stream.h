#pragma once

#include <cstdint>
#include <memory>

#include "archive/gunzip_stream.h"
#include "base/byte_stream.h"
#include "base/read_file.h"
#include "base/result.h"
#include "record/text_span.h"

namespace headwater {

/// The bytes of a file as they lie, from its first to the size it had when it was opened, so that
/// what is appended meanwhile is left for the next run; or a part of them.
class FileBytes final : public ByteStream {
 public:
  /// `file` must outlive this. Requires: `part` lies in the file.
  explicit FileBytes(const RegularFile& file) : FileBytes(file, {0, file.stamp().size}) {}
  FileBytes(const RegularFile& file, RawSpan part) : file_(file), rest_(part) {}

  Result<std::size_t> read(std::span<char> buffer) override;
  std::uint64_t bytes_left() const { return rest_.size(); }

 private:
  const RegularFile& file_;
  RawSpan rest_;
};

/// FileBytes of a whole file, with gzip undone where the file begins like it.
class FileStream final : public ByteStream {
 public:
  /// `file` must outlive this.
  static Result<std::unique_ptr<FileStream>> open(const RegularFile& file);

  Result<std::size_t> read(std::span<char> buffer) override;
  /// How many bytes of the file itself are not read yet.
  std::uint64_t bytes_left() const;

 private:
  explicit FileStream(const RegularFile& file) : plain_(file) {}

  FileBytes plain_;
  std::unique_ptr<GunzipStream> gunzip_;
};

}  // namespace headwater
