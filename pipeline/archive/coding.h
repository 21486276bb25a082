#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace headwater {

/// What one coding held, and how many bytes of the input it took.
struct UndoneCoding {
  std::string bytes;
  std::uint64_t used = 0;
};

/// Whether `bytes` begins like a frame of zstd, a skippable one or one with content.
bool looks_like_zstd(std::string_view bytes);

/// Each undoes one coding of `coded`, from its first byte. kTooLarge beyond `limit` bytes or beyond
/// kMaxExpansion (archive/gzip.h); kTruncated where it ends early; kBadCoding where it is damaged.
enum class DeflateForm { kZlib, kRaw };
Result<UndoneCoding> undo_deflate(std::string_view coded, DeflateForm form, std::uint64_t limit);
Result<UndoneCoding> undo_brotli(std::string_view coded, std::uint64_t limit);
/// All frames in a row, skippable ones too. The window may be what RFC 9659 allows, 8 MiB.
Result<UndoneCoding> undo_zstd(std::string_view coded, std::uint64_t limit);

/// Where the output of a decoder grows, under the rules against bombs. Usage: write into `room`,
/// then `accept` what was written; no more once that fails.
class CodingOutput {
 public:
  /// `name` of the coding, for messages; it must outlive this.
  CodingOutput(std::string_view name, std::uint64_t limit) : name_(name), limit_(limit) {}

  /// Room for some more bytes, never empty.
  std::span<char> room();
  /// Takes the first `made` bytes of the room over. `used` is how much input they took in all.
  Status accept(std::size_t made, std::uint64_t used);
  UndoneCoding finish(std::uint64_t used);

  Error damaged(std::uint64_t used, std::string_view reason) const;
  Error truncated(std::uint64_t used) const;

 private:
  std::string_view name_;
  std::uint64_t limit_;
  std::string bytes_;     ///< Longer than what has been accepted.
  std::size_t made_ = 0;  ///< Accepted.
};

}  // namespace headwater
