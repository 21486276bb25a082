#include <zstd.h>

#include <memory>

#include "archive/coding.h"

namespace headwater {
namespace {

/// RFC 9659: a content coding may ask for a window of 8 MiB at most.
constexpr int kWindowLog = 23;

struct FreeDecoder {
  void operator()(ZSTD_DCtx* decoder) const { ZSTD_freeDCtx(decoder); }
};

}  // namespace

bool looks_like_zstd(std::string_view bytes) {
  if (bytes.size() < 4) return false;
  const auto first = static_cast<unsigned char>(bytes[0]);
  // The magic numbers of RFC 8878, sections 3.1.1 and 3.1.2, of which the second leaves 4 bits
  // open.
  return bytes.starts_with("\x28\xb5\x2f\xfd") ||
         ((first & 0xf0U) == 0x50 && bytes.substr(1).starts_with("\x2a\x4d\x18"));
}

Result<UndoneCoding> undo_zstd(std::string_view coded, std::uint64_t limit) {
  const std::unique_ptr<ZSTD_DCtx, FreeDecoder> decoder(ZSTD_createDCtx());
  if (!decoder ||
      ZSTD_isError(ZSTD_DCtx_setParameter(decoder.get(), ZSTD_d_windowLogMax, kWindowLog)) != 0) {
    return Error{ErrorCode::kInternal, "zstd could not start"};
  }
  CodingOutput output("zstd", limit);
  ZSTD_inBuffer input{coded.data(), coded.size(), 0};
  for (;;) {
    const std::span<char> room = output.room();
    ZSTD_outBuffer made{room.data(), room.size(), 0};
    const std::size_t left = ZSTD_decompressStream(decoder.get(), &made, &input);
    if (ZSTD_isError(left) != 0) return output.damaged(input.pos, ZSTD_getErrorName(left));
    if (const Status kept = output.accept(made.pos, input.pos); !kept) return kept.error();
    const bool all_read = input.pos == input.size;
    if (left == 0 && !looks_like_zstd(coded.substr(input.pos))) return output.finish(input.pos);
    if (all_read && made.pos < made.size) return output.truncated(input.pos);
  }
}

}  // namespace headwater
