#include <brotli/decode.h>

#include <memory>

#include "archive/coding.h"

namespace headwater {
namespace {

struct FreeDecoder {
  void operator()(BrotliDecoderState* decoder) const { BrotliDecoderDestroyInstance(decoder); }
};

}  // namespace

Result<UndoneCoding> undo_brotli(std::string_view coded, std::uint64_t limit) {
  const std::unique_ptr<BrotliDecoderState, FreeDecoder> decoder(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
  if (!decoder) return Error{ErrorCode::kInternal, "brotli could not start"};
  CodingOutput output("brotli", limit);
  const auto* next_in = reinterpret_cast<const std::uint8_t*>(coded.data());
  std::size_t left_in = coded.size();
  for (;;) {
    const std::span<char> room = output.room();
    auto* next_out = reinterpret_cast<std::uint8_t*>(room.data());
    std::size_t left_out = room.size();
    const BrotliDecoderResult status = BrotliDecoderDecompressStream(
        decoder.get(), &left_in, &next_in, &left_out, &next_out, nullptr);
    const std::uint64_t used = coded.size() - left_in;
    if (const Status kept = output.accept(room.size() - left_out, used); !kept) return kept.error();
    if (status == BROTLI_DECODER_RESULT_SUCCESS) return output.finish(used);
    if (status == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return output.truncated(used);
    if (status == BROTLI_DECODER_RESULT_ERROR) {
      return output.damaged(used,
                            BrotliDecoderErrorString(BrotliDecoderGetErrorCode(decoder.get())));
    }
  }
}

}  // namespace headwater
