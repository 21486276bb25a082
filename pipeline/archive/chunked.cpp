#include "archive/chunked.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <system_error>

namespace headwater {
namespace {

/// Bytes of the line that states a chunk's size, extensions included: servers send 10.
constexpr std::size_t kMaxSizeLine = 4096;

/// The line that states the size of the next chunk.
struct SizeLine {
  std::uint64_t size = 0;
  std::size_t length = 0;  ///< Of the line with its end.
  bool overflows = false;
};

/// What may follow the digits: nothing, white space, an extension.
bool ends_size(std::string_view rest) {
  const std::size_t end = rest.find_first_not_of(" \t\r");
  return end == std::string_view::npos || rest[end] == ';';
}

std::optional<SizeLine> read_size_line(std::string_view body) {
  const std::size_t end = body.substr(0, kMaxSizeLine).find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view line = body.substr(0, end);
  SizeLine out;
  out.length = end + 1;
  // Some servers pad the size with blanks, also in front.
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  const auto [digits_end, error] =
      std::from_chars(line.data(), line.data() + line.size(), out.size, 16);
  if (error == std::errc::invalid_argument || line.starts_with('-')) return std::nullopt;
  if (!ends_size(line.substr(static_cast<std::size_t>(digits_end - line.data())))) {
    return std::nullopt;
  }
  out.overflows = error == std::errc::result_out_of_range;
  return out;
}

/// Length of the line end that `body` begins with; 0 where there is none.
std::size_t line_end_length(std::string_view body) {
  if (body.starts_with("\r\n")) return 2;
  return body.starts_with('\n') ? 1 : 0;
}

/// Walks over the chunks of one body.
class ChunkWalk {
 public:
  explicit ChunkWalk(std::string_view body) : body_(body) {}

  Result<Dechunked> run() {
    out_.bytes.reserve(body_.size());
    for (;;) {
      const auto line = read_size_line(body_.substr(at_));
      if (!line) return at_ == body_.size() ? cut_off() : broken();
      if (line->overflows) return too_large();
      if (line->size == 0) return std::move(out_);
      const std::string_view rest = body_.substr(at_ + line->length);
      const std::string_view chunk = rest.substr(0, line->size);
      const std::size_t end = line_end_length(rest.substr(chunk.size()));
      if (end == 0 && chunk.size() < rest.size()) return broken();
      out_.bytes += chunk;
      at_ += line->length + chunk.size() + end;
      if (end == 0) return cut_off();
    }
  }

 private:
  /// What follows is no chunk: it is taken as it is. Where it is the first, nothing was chunked.
  Dechunked broken() {
    out_.was_chunked = at_ > 0;
    out_.note = out_.was_chunked ? fmt::format("chunked framing breaks off at byte {}", at_)
                                 : "labelled chunked, but is not";
    out_.bytes += body_.substr(at_);
    return std::move(out_);
  }

  Dechunked cut_off() {
    out_.note = fmt::format("chunked body ends early, after {} bytes", body_.size());
    return std::move(out_);
  }

  Error too_large() const {
    return {ErrorCode::kBadCoding,
            fmt::format("chunk size at byte {} is over 64 bits: {}", at_, body_.substr(at_, 20))};
  }

  std::string_view body_;
  std::size_t at_ = 0;
  Dechunked out_;
};

}  // namespace

Result<Dechunked> undo_chunked(std::string_view body) {
  if (body.empty()) return Dechunked{{}, false, {}};
  return ChunkWalk(body).run();
}

}  // namespace headwater
