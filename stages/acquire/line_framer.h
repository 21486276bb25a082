#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/byte_stream.h"
#include "base/digest.h"
#include "base/result.h"
#include "record/text_span.h"

namespace headwater {

/// Where a line begins, and the digest of all bytes before it.
struct LinePosition {
  std::uint64_t offset = 0;
  std::uint64_t line = 1;  ///< 1-based.
  Digest before;
  bool operator==(const LinePosition&) const = default;
};

/// One line of JSON Lines. White space round it, the line end included, belongs to no line.
struct FramedLine {
  std::string bytes;  ///< Has room for a JSON parser's padding.
  RawSpan range;  ///< Of all of the line in the stream, also when `bytes` is only its beginning.
  std::uint64_t number = 0;
  bool too_long = false;  ///< More than the limit: `bytes` holds the first kKeptOfLongLine.
  /// Where to go on after this line. For a last line without line end it is the line's own
  /// beginning, because a writer may still be at work on it.
  LinePosition resume;
};

/// Cuts a stream into lines (https://jsonlines.org): LF or CRLF, blank lines and a byte order mark
/// at the start skipped, the last line with or without its line end. Memory is bounded by the limit
/// on a line; time is linear. One thread.
class LineFramer {
 public:
  /// `stream` must outlive this.
  LineFramer(ByteStream& stream, std::uint64_t max_line_bytes);

  /// The next line; nothing at the end of the stream. An Error of the stream comes after all lines
  /// that are complete, and ends the framing; `rest` is then what remains of the last one.
  Result<std::optional<FramedLine>> next();

  /// Moves to `position`. False where the bytes before it are not those that its digest says, or
  /// the stream ends before it. Requires: nothing was read yet.
  Result<bool> skip_to(const LinePosition& position);

  /// Where the framer stands: the beginning of the next line, or the end of the stream.
  LinePosition position() const;
  /// What follows `position`, as far as it was read: the unfinished line before an Error.
  std::string_view rest() const { return std::string_view(buffer_).substr(begin_); }
  /// Whether nothing but white space is left.
  bool at_end() const { return ended_ && begin_ == buffer_.size() && !failure_; }

 private:
  bool fill();
  void consume(std::size_t size);
  void skip_mark();
  void skip_blank();
  std::size_t find_line_end();
  FramedLine take_line(std::size_t end);
  FramedLine take_long_line(std::size_t held);

  ByteStream& stream_;
  std::uint64_t max_line_bytes_;
  std::string buffer_;     ///< Bytes of the stream from offset_ - begin_ on.
  std::size_t begin_ = 0;  ///< First byte that is not consumed.
  std::uint64_t offset_ = 0;
  std::uint64_t line_ = 1;
  Sha256 digest_;
  bool started_ = false;
  bool ended_ = false;
  std::optional<Error> failure_;
};

/// What is kept of a line over the limit: enough to recognise it.
inline constexpr std::size_t kKeptOfLongLine = std::size_t{4} << 10;

}  // namespace headwater
