#include "stages/acquire/file_stream.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "archive/gzip.h"

namespace headwater {

Result<std::unique_ptr<FileStream>> FileStream::open(const RegularFile& file) {
  std::array<char, 16> head{};
  const auto size = file.read_at(0, head);
  if (!size) return size.error();
  std::unique_ptr<FileStream> stream(new FileStream(file));
  if (looks_like_gzip({head.data(), *size})) {
    stream->gunzip_ = std::make_unique<GunzipStream>(stream->plain_);
  }
  return stream;
}

Result<std::size_t> FileStream::read(std::span<char> buffer) {
  return gunzip_ ? gunzip_->read(buffer) : plain_.read(buffer);
}

std::uint64_t FileStream::bytes_left() const { return plain_.bytes_left(); }

Result<std::size_t> FileBytes::read(std::span<char> buffer) {
  const std::uint64_t wanted = std::min<std::uint64_t>(buffer.size(), bytes_left());
  if (wanted == 0) return std::size_t{0};
  const auto size = file_.read_at(rest_.begin, buffer.first(wanted));
  if (!size) return size.error();
  if (*size == 0) {
    return Error{ErrorCode::kUnreadable, file_.path() + ": became shorter while it was being read"};
  }
  rest_.begin += *size;
  return *size;
}

}  // namespace headwater
