#include "archive/gzip.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>

namespace headwater {
namespace {

/// Level 1 of libdeflate: on 3.5 KB articles level 6 takes three times as long for a tenth less.
constexpr int kFastLevel = 1;
/// Bytes in a stored block at most (RFC 1951, section 3.2.4). Trying to compress a gzipped page of
/// 45 KB again takes 311 us for 0.2 %, storing it 4.
constexpr std::size_t kStoredBlock = 65535;
constexpr std::size_t kStoredHead = 5;  // bytes: the kind of block and its size, twice
/// Header, trailer and an empty deflate block: no member is shorter.
constexpr std::size_t kLeastMember = 18;
/// Up to this size libdeflate gets a buffer for the whole output at once; beyond, zlib streams.
constexpr std::uint64_t kWholeOutput = std::uint64_t{64} << 20;
constexpr std::uint64_t kLeastGuess = std::uint64_t{64} << 10;
/// zlib counts in 32 bits: input and output are handed over in pieces of at most this size.
constexpr std::size_t kPiece = std::size_t{1} << 18;
/// More than deflate can do (1032 times).
constexpr std::uint64_t kAnyExpansion = 2000;

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
};
struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
  }
};

using Compressor = std::unique_ptr<libdeflate_compressor, FreeCompressor>;

libdeflate_compressor* thread_compressor() {
  thread_local const Compressor compressor(libdeflate_alloc_compressor(kFastLevel));
  // Allocation is all that can fail, once a thread: there is nothing to fall back to.
  if (compressor == nullptr) std::abort();
  return compressor.get();
}

libdeflate_decompressor* thread_decompressor() {
  thread_local const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
      libdeflate_alloc_decompressor());
  if (decompressor == nullptr) std::abort();
  return decompressor.get();
}

/// The member by libdeflate, in one go, in `storage`; nothing if that does not work, for whatever
/// reason.
std::optional<GunzippedMember> gunzip_at_once(std::string_view stream, std::uint64_t limit,
                                              std::uint64_t expansion, std::string& storage) {
  // What states more than it may hold would fill all of the room and fail.
  const std::uint64_t stated = stated_gzip_size(stream);
  if (stream.size() < kLeastMember || stated > std::min(limit, kWholeOutput)) return std::nullopt;
  // A stated size that no deflate stream of this length could reach is not worth a buffer.
  const std::uint64_t guess = std::min(std::max(stated, kLeastGuess), stream.size() * expansion);
  const std::uint64_t room = std::min({guess, limit, kWholeOutput});
  // Straight into the string that is handed out: copying a page costs a tenth of unzipping it.
  const bool reused = !storage.empty();
  storage.resize(room);
  std::size_t used = 0;
  std::size_t made = 0;
  if (libdeflate_gzip_decompress_ex(thread_decompressor(), stream.data(), stream.size(),
                                    storage.data(), room, &used, &made) != LIBDEFLATE_SUCCESS) {
    return std::nullopt;
  }
  if (made > kRatioFreeBytes && made / used > expansion) return std::nullopt;
  storage.resize(made);
  if (!reused && made < room / 2) storage.shrink_to_fit();
  return GunzippedMember{std::move(storage), used};
}

void append_little_endian(std::uint32_t value, int bytes, std::string& out) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

/// Writes stored blocks: RFC 1951, section 3.2.4.
class StoredBlocks {
 public:
  StoredBlocks(std::size_t size, std::string& out) : left_(size), out_(out) { begin_block(); }

  void add(std::string_view part) {
    while (!part.empty()) {
      if (room_ == 0) begin_block();
      const std::string_view now = part.substr(0, room_);
      out_ += now;
      room_ -= now.size();
      part.remove_prefix(now.size());
    }
  }

 private:
  void begin_block() {
    room_ = std::min(left_, kStoredBlock);
    left_ -= room_;
    out_ += left_ == 0 ? '\1' : '\0';  // the last block or not; aligned to a byte
    append_little_endian(static_cast<std::uint32_t>(room_), 2, out_);
    append_little_endian(static_cast<std::uint32_t>(~room_), 2, out_);
  }

  std::size_t left_;      // behind this block
  std::size_t room_ = 0;  // in this block
  std::string& out_;
};

/// Inflates one member piece by piece, with a check after each: for members that are too large for
/// one go, and to say what is wrong with those that libdeflate refused.
class MemberStream {
 public:
  MemberStream(std::string_view stream, std::uint64_t limit, std::uint64_t expansion)
      : stream_(stream), limit_(limit), expansion_(expansion) {
    // 15 is the largest window, 16 asks for the gzip framing, whose CRC and size are then checked.
    ready_ = inflateInit2(&state_, 15 + 16) == Z_OK;
  }
  ~MemberStream() { inflateEnd(&state_); }
  MemberStream(const MemberStream&) = delete;
  MemberStream& operator=(const MemberStream&) = delete;

  Result<GunzippedMember> read() {
    if (!ready_) return Error{ErrorCode::kInternal, "zlib could not start"};
    for (;;) {
      const int status = inflate_piece();
      if (status == Z_STREAM_END) return GunzippedMember{std::move(bytes_), consumed()};
      if (status == Z_DATA_ERROR || status == Z_NEED_DICT) return damaged();
      if (status == Z_MEM_ERROR) return Error{ErrorCode::kInternal, "zlib has no memory"};
      if (bytes_.size() > limit_) return too_large();
      if (expands_too_much()) return bomb();
      if (status == Z_BUF_ERROR && consumed() == stream_.size()) return truncated();
    }
  }

 private:
  std::uint64_t consumed() const { return fed_ - state_.avail_in; }

  int inflate_piece() {
    if (state_.avail_in == 0) {
      const std::size_t size = std::min(kPiece, stream_.size() - fed_);
      // zlib's interface predates const.
      state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(stream_.data() + fed_));
      state_.avail_in = static_cast<uInt>(size);
      fed_ += size;
    }
    state_.next_out = reinterpret_cast<Bytef*>(piece_.get());
    state_.avail_out = static_cast<uInt>(kPiece);
    const int status = inflate(&state_, Z_NO_FLUSH);
    bytes_.append(piece_.get(), kPiece - state_.avail_out);
    if (status == Z_STREAM_END && bytes_.size() > limit_) return Z_OK;
    return status;
  }

  bool expands_too_much() const {
    return bytes_.size() > kRatioFreeBytes && bytes_.size() / consumed() > expansion_;
  }

  Error damaged() const {
    const std::string reason = state_.msg == nullptr ? "damaged" : state_.msg;
    return {ErrorCode::kBadGzip,
            "gzip data is damaged near byte " + std::to_string(consumed()) + ": " + reason};
  }
  Error too_large() const {
    return {ErrorCode::kTooLarge, "gzip data holds more than " + std::to_string(limit_) + " bytes"};
  }
  Error bomb() const {
    return {ErrorCode::kTooLarge,
            "gzip data grows more than " + std::to_string(expansion_) +
                " times when decompressed; decompress it by hand if it is meant"};
  }
  Error truncated() const {
    return {ErrorCode::kTruncated,
            "gzip data ends early, after " + std::to_string(stream_.size()) + " bytes"};
  }

  std::string_view stream_;
  std::uint64_t limit_;
  std::uint64_t expansion_;
  z_stream state_{};
  bool ready_ = false;
  std::size_t fed_ = 0;
  std::unique_ptr<char[]> piece_ = std::make_unique_for_overwrite<char[]>(kPiece);
  std::string bytes_;
};

Result<GunzippedMember> gunzip_first(std::string_view stream, std::uint64_t limit,
                                     std::uint64_t expansion, std::string storage) {
  if (std::optional<GunzippedMember> member = gunzip_at_once(stream, limit, expansion, storage)) {
    return std::move(*member);
  }
  storage = {};  // Bytes are held once.
  return MemberStream(stream, limit, expansion).read();
}

Error at_offset(Error error, std::uint64_t offset) {
  if (offset > 0) error.message += " (member at byte " + std::to_string(offset) + ")";
  return error;
}

}  // namespace

std::string gzip_member(std::string_view bytes, GzipEffort effort) {
  if (effort == GzipEffort::kStore) {
    std::string member;
    append_stored_member({&bytes, 1}, member);
    return member;
  }
  libdeflate_compressor* const compressor = thread_compressor();
  std::string member(libdeflate_gzip_compress_bound(compressor, bytes.size()), '\0');
  const std::size_t size = libdeflate_gzip_compress(compressor, bytes.data(), bytes.size(),
                                                    member.data(), member.size());
  assert(size > 0);  // The bound always suffices.
  member.resize(size);
  std::copy(kMemberHeader.begin(), kMemberHeader.end(), member.begin());
  return member;
}

void append_stored_member(std::span<const std::string_view> parts, std::string& out) {
  constexpr std::size_t kFrame = 18;  // bytes: header, checksum and size
  std::size_t size = 0;
  std::uint32_t checksum = 0;
  for (const std::string_view part : parts) {
    if (part.empty()) continue;  // a null pointer would begin the checksum anew
    size += part.size();
    checksum = libdeflate_crc32(checksum, part.data(), part.size());
  }
  out.reserve(out.size() + size + (size / kStoredBlock + 1) * kStoredHead + kFrame);
  out += kMemberHeader;
  StoredBlocks blocks(size, out);
  for (const std::string_view part : parts) blocks.add(part);
  append_little_endian(checksum, 4, out);
  append_little_endian(static_cast<std::uint32_t>(size), 4, out);
}

bool looks_like_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b\x08"); }

Result<GunzippedMember> gunzip_member(std::string_view stream, std::uint64_t limit) {
  return gunzip_first(stream, limit, kAnyExpansion, {});
}

std::uint64_t stated_gzip_size(std::string_view stream) {
  if (stream.size() < kLeastMember) return 0;
  std::uint64_t size = 0;
  for (std::size_t i = 1; i <= 4; ++i) {
    size = size << 8 | static_cast<unsigned char>(stream[stream.size() - i]);
  }
  return size;
}

Result<Gunzipped> gunzip(std::string_view stream, std::uint64_t limit, std::string storage) {
  Gunzipped out;
  std::uint64_t offset = 0;
  do {
    Result<GunzippedMember> member = gunzip_first(stream.substr(offset), limit - out.bytes.size(),
                                                  kMaxExpansion, std::exchange(storage, {}));
    if (!member) return at_offset(std::move(member.error()), offset);
    offset += member->length;
    if (out.bytes.empty()) {
      out.bytes = std::move(member->bytes);
    } else {
      out.bytes += member->bytes;
    }
  } while (looks_like_gzip(stream.substr(offset)));
  out.used = offset;
  if (offset < stream.size()) {
    out.note = std::to_string(stream.size() - offset) + " bytes after the last gzip member ignored";
  }
  return out;
}

}  // namespace headwater
