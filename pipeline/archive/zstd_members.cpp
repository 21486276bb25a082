#include <zstd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "archive/coding.h"
#include "archive/members.h"

namespace headwater {
namespace {

/// What archives are written with; a frame that asks for more costs more memory than is granted.
constexpr int kWindowLog = 27;
/// Dictionaries have some 100 KiB, those of the largest crawls a few MiB.
constexpr std::uint64_t kMostDictionary = std::uint64_t{16} << 20;
constexpr std::string_view kDictionaryMark = "\x5d\x2a\x4d\x18";
constexpr std::size_t kSkippableHead = 8;  ///< The mark and a size in 32 bits.

struct FreeDecoder {
  void operator()(ZSTD_DCtx* decoder) const { ZSTD_freeDCtx(decoder); }
};

Error damaged(const std::string& reason) {
  return {ErrorCode::kBadCoding, "zstd data is damaged: " + reason};
}

std::uint64_t stated_size(std::string_view head) {
  std::uint64_t size = 0;
  for (std::size_t i = kSkippableHead; i-- > 4;) {
    size = size << 8 | static_cast<unsigned char>(head[i]);
  }
  return size;
}

class ZstdMembers final : public MemberDecoder {
 public:
  ZstdMembers() : decoder_(ZSTD_createDCtx()) {
    // Allocation is all that can fail here, once a file.
    if (!decoder_) std::abort();
    ZSTD_DCtx_setParameter(decoder_.get(), ZSTD_d_windowLogMax, kWindowLog);
  }

  Result<Step> step(std::string_view input, std::span<char> room) override {
    if (at_start_) {
      at_start_ = false;
      gathers_ = input.starts_with(kDictionaryMark);
    }
    return gathers_ ? gather(input) : decode(input, room);
  }

  bool begins(std::string_view input) const override { return looks_like_zstd(input); }

  std::size_t peek(std::string_view input, std::span<char> room) override {
    gathers_ = false;
    ZSTD_DCtx_reset(decoder_.get(), ZSTD_reset_session_only);
    const Result<Step> begun = decode(input, room);
    ZSTD_DCtx_reset(decoder_.get(), ZSTD_reset_session_only);
    return begun ? begun->made : 0;
  }

 private:
  Result<Step> decode(std::string_view input, std::span<char> room) {
    ZSTD_inBuffer in{input.data(), input.size(), 0};
    ZSTD_outBuffer out{room.data(), room.size(), 0};
    const std::size_t left = ZSTD_decompressStream(decoder_.get(), &out, &in);
    if (ZSTD_isError(left) != 0) return damaged(ZSTD_getErrorName(left));
    return Step{in.pos, out.pos, left == 0 ? State::kEnded : State::kInside};
  }

  /// Takes the frame of the dictionary in, as far as it lies in `input`.
  Result<Step> gather(std::string_view input) {
    const std::size_t whole = frame_.size() < kSkippableHead
                                  ? kSkippableHead
                                  : kSkippableHead + static_cast<std::size_t>(stated_size(frame_));
    const std::size_t used = std::min(whole - frame_.size(), input.size());
    frame_ += input.substr(0, used);
    if (frame_.size() < kSkippableHead) return Step{used, 0, State::kInside};
    const std::uint64_t size = stated_size(frame_);
    if (size > kMostDictionary) {
      return Error{ErrorCode::kTooLarge, "zstd dictionary has " + std::to_string(size) +
                                             " bytes, more than " +
                                             std::to_string(kMostDictionary)};
    }
    if (frame_.size() < kSkippableHead + size) return Step{used, 0, State::kInside};
    gathers_ = false;
    if (Status loaded = load(std::string_view(frame_).substr(kSkippableHead)); !loaded) {
      return loaded.error();
    }
    frame_ = {};
    return Step{used, 0, State::kEnded};
  }

  Status load(std::string_view dictionary) {
    std::string plain;
    if (looks_like_zstd(dictionary)) {
      Result<UndoneCoding> undone = undo_zstd(dictionary, kMostDictionary);
      if (!undone) return std::move(undone.error());
      plain = std::move(undone->bytes);
      dictionary = plain;
    }
    const std::size_t status =
        ZSTD_DCtx_loadDictionary(decoder_.get(), dictionary.data(), dictionary.size());
    if (ZSTD_isError(status) != 0) return damaged("its dictionary is none");
    return {};
  }

  std::unique_ptr<ZSTD_DCtx, FreeDecoder> decoder_;
  bool at_start_ = true;
  bool gathers_ = false;  ///< Inside of the dictionary's frame.
  std::string frame_;     ///< What there is of it.
};

}  // namespace

std::unique_ptr<MemberDecoder> make_zstd_members() { return std::make_unique<ZstdMembers>(); }

}  // namespace headwater
