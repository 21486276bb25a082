#include "support/encode_content.h"

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdint>
#include <cstdlib>

#include "archive/gzip.h"

namespace headwater {
namespace {

std::string deflate_with(std::string_view bytes, int window) {
  z_stream state{};
  if (deflateInit2(&state, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK) std::abort();
  std::string out(deflateBound(&state, static_cast<uLong>(bytes.size())), '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  state.avail_in = static_cast<uInt>(bytes.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  if (deflate(&state, Z_FINISH) != Z_STREAM_END) std::abort();
  out.resize(out.size() - state.avail_out);
  deflateEnd(&state);
  return out;
}

std::string encode_brotli(std::string_view bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  if (BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE) {
    std::abort();
  }
  out.resize(size);
  return out;
}

std::string encode_zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3);
  if (ZSTD_isError(size) != 0) std::abort();
  out.resize(size);
  return out;
}

}  // namespace

std::string encode_zstd_with(std::string_view bytes, std::string_view dictionary) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  const std::size_t size =
      ZSTD_compress_usingDict(context, out.data(), out.size(), bytes.data(), bytes.size(),
                              dictionary.data(), dictionary.size(), 3);
  ZSTD_freeCCtx(context);
  if (ZSTD_isError(size) != 0) std::abort();
  out.resize(size);
  return out;
}

std::string encode_content(std::string_view bytes, std::string_view coding) {
  if (coding == "gzip") return gzip_member(bytes);
  if (coding == "deflate") return deflate_with(bytes, 15);
  if (coding == "raw-deflate") return deflate_with(bytes, -15);
  if (coding == "br") return encode_brotli(bytes);
  if (coding == "zstd") return encode_zstd(bytes);
  std::abort();
}

}  // namespace headwater
