#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace headwater {

/// Gzip (RFC 1952). All functions are pure and thread-safe; each thread keeps its own compressor.

enum class GzipEffort : std::uint8_t {
  kFast,  ///< Compresses for speed.
  /// Keeps the bytes as they are, for those that are compressed already. Five bits of padding for
  /// every 64 KiB are covered by no CRC: damage there changes nothing and stays unseen.
  kStore,
};

/// `bytes` as one gzip member. Equal bytes give equal members. The header is always kMemberHeader:
/// no CRC covers it, so whoever reads the member back can still check it.
std::string gzip_member(std::string_view bytes, GzipEffort effort = GzipEffort::kFast);

/// Appends the member that gzip_member makes of `parts`, one behind the other, with
/// GzipEffort::kStore. Each byte is copied once: a page that came gzipped is only put into a frame.
void append_stored_member(std::span<const std::string_view> parts, std::string& out);

/// Deflate, no flags, no time, no hint of the level, unknown system.
inline constexpr std::string_view kMemberHeader{"\x1f\x8b\x08\0\0\0\0\0\0\xff", 10};

/// Whether `bytes` starts like a gzip member (magic number and the deflate method).
bool looks_like_gzip(std::string_view bytes);

/// What a gzip stream held. `note` says what was odd but harmless, such as bytes after the last
/// member; else it is empty.
struct Gunzipped {
  std::string bytes;
  std::uint64_t used = 0;  ///< How many bytes of the stream the members take.
  std::string note;
};

/// Undoes all members of `stream`. kTooLarge where the output would exceed `limit` bytes, or where
/// a member beyond kRatioFreeBytes grows by more than kMaxExpansion; kTruncated where the last
/// member ends early; kBadGzip where one is damaged or lies about its size. The message names the
/// offset of the member. Never holds more than `limit` bytes of output. `storage` is where it may
/// put them: a string that is reused costs neither page faults nor zeros.
Result<Gunzipped> gunzip(std::string_view stream, std::uint64_t limit, std::string storage = {});

/// The size that the stream's last four bytes state: right for a single member under 4 GiB. 0 where
/// the stream is too short for a member.
std::uint64_t stated_gzip_size(std::string_view stream);

/// The first member of a stream: what it held, and how many bytes of the stream it takes.
struct GunzippedMember {
  std::string bytes;
  std::uint64_t length = 0;
};

/// Undoes the member that `stream` starts with. Fails as `gunzip` does, but bears any ratio: for
/// members that this program wrote, which may hold megabytes of one repeated byte.
Result<GunzippedMember> gunzip_member(std::string_view stream, std::uint64_t limit);

/// Text shrinks 3 to 10 times, repetitive logs up to 100 times; deflate can reach 1032. Beyond this
/// a member is taken for a bomb ...
inline constexpr std::uint64_t kMaxExpansion = 250;
/// ... unless what it holds is small enough to be harmless whatever its ratio.
inline constexpr std::uint64_t kRatioFreeBytes = std::uint64_t{16} << 20;

}  // namespace headwater
