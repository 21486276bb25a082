#pragma once

#include <cstdint>
#include <memory>

#include "archive/gunzip_stream.h"
#include "base/byte_stream.h"
#include "base/read_file.h"
#include "base/result.h"

namespace headwater {

/// A file from its first byte to the size it had when it was opened, so that what is appended
/// meanwhile is left for the next run. Undoes gzip where the file begins like it.
class FileStream final : public ByteStream {
 public:
  /// `file` must outlive this.
  static Result<std::unique_ptr<FileStream>> open(const RegularFile& file);

  Result<std::size_t> read(std::span<char> buffer) override;
  /// How many bytes of the file itself are not read yet.
  std::uint64_t bytes_left() const;

 private:
  /// The file's own bytes.
  class Plain final : public ByteStream {
   public:
    explicit Plain(const RegularFile& file) : file_(file) {}
    Result<std::size_t> read(std::span<char> buffer) override;
    std::uint64_t bytes_left() const { return file_.stamp().size - offset_; }

   private:
    const RegularFile& file_;
    std::uint64_t offset_ = 0;
  };

  explicit FileStream(const RegularFile& file) : plain_(file) {}

  Plain plain_;
  std::unique_ptr<GunzipStream> gunzip_;
};

}  // namespace headwater
