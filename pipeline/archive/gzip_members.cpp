#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string>

#include "archive/gzip.h"
#include "archive/members.h"

namespace headwater {
namespace {

/// Members that hold more are decoded piece by piece, so that a bomb costs no more memory.
constexpr std::size_t kWholeOutput = std::size_t{32} << 20;
/// 15 is the largest window, 16 asks for the gzip framing, whose CRC and size are then checked.
constexpr int kGzipWindow = 15 + 16;
/// zlib counts in 32 bits.
constexpr std::size_t kMostAtOnce = std::numeric_limits<uInt>::max();

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
  }
};

class GzipMembers final : public MemberDecoder {
 public:
  GzipMembers() : whole_(libdeflate_alloc_decompressor()) {
    // Allocation is all that can fail here, once a file.
    if (!whole_ || inflateInit2(&pieces_, kGzipWindow) != Z_OK) std::abort();
  }
  ~GzipMembers() override { inflateEnd(&pieces_); }
  GzipMembers(const GzipMembers&) = delete;
  GzipMembers& operator=(const GzipMembers&) = delete;

  Result<Step> step(std::string_view input, std::span<char> room) override {
    if (!inside_) {
      Step whole;
      const libdeflate_result status =
          libdeflate_gzip_decompress_ex(whole_.get(), input.data(), input.size(), room.data(),
                                        room.size(), &whole.used, &whole.made);
      whole.state = State::kEnded;
      if (status == LIBDEFLATE_SUCCESS) return whole;
      if (status == LIBDEFLATE_INSUFFICIENT_SPACE && room.size() < kWholeOutput) {
        return Step{0, 0, State::kNeedsRoom};
      }
      // Longer than the input or the room, or damaged: zlib says which.
      inflateReset(&pieces_);
      inside_ = true;
    }
    return piece(input, room);
  }

  bool begins(std::string_view input) const override { return looks_like_gzip(input); }

  std::size_t peek(std::string_view input, std::span<char> room) override {
    inflateReset(&pieces_);
    const Result<Step> begun = piece(input, room);
    inside_ = false;
    return begun ? begun->made : 0;
  }

 private:
  Result<Step> piece(std::string_view input, std::span<char> room) {
    const std::size_t given = std::min(input.size(), kMostAtOnce);
    const std::size_t wanted = std::min(room.size(), kMostAtOnce);
    // zlib's interface predates const.
    pieces_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    pieces_.avail_in = static_cast<uInt>(given);
    pieces_.next_out = reinterpret_cast<Bytef*>(room.data());
    pieces_.avail_out = static_cast<uInt>(wanted);
    const int status = inflate(&pieces_, Z_NO_FLUSH);
    const Step done{given - pieces_.avail_in, wanted - pieces_.avail_out,
                    status == Z_STREAM_END ? State::kEnded : State::kInside};
    if (status == Z_STREAM_END) inside_ = false;
    // What came before the damage is handed out first; the next step fails again.
    if (status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR || done.made > 0) {
      return done;
    }
    const std::string reason = pieces_.msg == nullptr ? "damaged" : pieces_.msg;
    return Error{ErrorCode::kBadGzip, "gzip data is damaged: " + reason};
  }

  std::unique_ptr<libdeflate_decompressor, FreeDecompressor> whole_;
  z_stream pieces_{};
  bool inside_ = false;  ///< A member that is decoded piece by piece has begun.
};

}  // namespace

std::unique_ptr<MemberDecoder> make_gzip_members() { return std::make_unique<GzipMembers>(); }

}  // namespace headwater
