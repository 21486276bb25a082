#include "archive/gunzip_stream.h"

#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string>

namespace headwater {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 17;
/// 15 is the largest window, 16 asks for the gzip framing, whose CRC and size are then checked.
constexpr int kGzipWindow = 15 + 16;

}  // namespace

struct GunzipStream::State {
  explicit State(ByteStream& from) : compressed(from) {
    // Allocation is all that can fail here, once a file.
    if (inflateInit2(&inflater, kGzipWindow) != Z_OK) std::abort();
  }
  ~State() { inflateEnd(&inflater); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::uint64_t consumed() const { return fed - inflater.avail_in; }

  /// Makes sure that there is input, unless the compressed stream has ended.
  Status feed() {
    if (inflater.avail_in > 0 || input_ended) return {};
    const auto size = compressed.read({piece.get(), kPiece});
    if (!size) return size.error();
    input_ended = *size == 0;
    fed += *size;
    inflater.next_in = reinterpret_cast<Bytef*>(piece.get());
    inflater.avail_in = static_cast<uInt>(*size);
    return {};
  }

  Error truncated() const {
    return {ErrorCode::kTruncated,
            "gzip data ends early, after byte " + std::to_string(consumed())};
  }
  Error damaged() const {
    const std::string reason = inflater.msg == nullptr ? "damaged" : inflater.msg;
    return {ErrorCode::kBadGzip,
            "gzip data is damaged near byte " + std::to_string(consumed()) + ": " + reason};
  }

  /// Inflates into the room that is set, up to the end of a member.
  void inflate_some() {
    if (!inside_member) inflateReset(&inflater);
    const int status = inflate(&inflater, Z_NO_FLUSH);
    inside_member = status != Z_STREAM_END;
    is_damaged = inside_member && status != Z_OK && status != Z_BUF_ERROR;
  }

  ByteStream& compressed;
  z_stream inflater{};
  std::unique_ptr<char[]> piece = std::make_unique_for_overwrite<char[]>(kPiece);
  std::uint64_t fed = 0;
  bool input_ended = false;
  bool inside_member = true;  ///< Also before the first: no bytes at all are no gzip stream.
  bool is_damaged = false;
};

GunzipStream::GunzipStream(ByteStream& compressed) : state_(std::make_unique<State>(compressed)) {}
GunzipStream::~GunzipStream() = default;

Result<std::size_t> GunzipStream::read(std::span<char> buffer) {
  State& state = *state_;
  z_stream& inflater = state.inflater;
  const std::size_t room = std::min<std::size_t>(buffer.size(), std::numeric_limits<uInt>::max());
  inflater.next_out = reinterpret_cast<Bytef*>(buffer.data());
  inflater.avail_out = static_cast<uInt>(room);
  while (inflater.avail_out == room) {
    if (state.is_damaged) return state.damaged();
    if (const Status fed = state.feed(); !fed) return fed.error();
    if (inflater.avail_in == 0) {
      if (state.inside_member) return state.truncated();
      return std::size_t{0};
    }
    state.inflate_some();
  }
  return room - inflater.avail_out;
}

}  // namespace headwater
