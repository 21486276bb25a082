#include "stages/acquire/line_framer.h"

#include <algorithm>
#include <cstring>

namespace headwater {
namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10;
/// What simdjson may read behind a value; reserved here so that no parser has to copy the line.
constexpr std::size_t kParserPadding = 64;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

LineFramer::LineFramer(ByteStream& stream, std::uint64_t max_line_bytes)
    : stream_(stream), max_line_bytes_(max_line_bytes) {}

LinePosition LineFramer::position() const { return {offset_, line_, digest_.so_far()}; }

/// Reads the next piece behind what is in the buffer. False at the end and after an Error.
bool LineFramer::fill() {
  if (ended_) return false;
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t held = buffer_.size();
  buffer_.resize(held + kPiece);
  const auto size = stream_.read(std::span(buffer_).subspan(held));
  buffer_.resize(held + (size ? *size : 0));
  if (!size) failure_ = size.error();
  ended_ = !size || *size == 0;
  return !ended_;
}

void LineFramer::consume(std::size_t size) {
  digest_.update(std::string_view(buffer_).substr(begin_, size));
  begin_ += size;
  offset_ += size;
}

void LineFramer::skip_mark() {
  started_ = true;
  while (rest().size() < kByteOrderMark.size() && fill()) {
  }
  if (rest().starts_with(kByteOrderMark)) consume(kByteOrderMark.size());
}

void LineFramer::skip_blank() {
  do {
    const std::string_view here = rest();
    const auto end = std::find_if_not(here.begin(), here.end(), is_blank);
    line_ += static_cast<std::uint64_t>(std::count(here.begin(), end, '\n'));
    consume(static_cast<std::size_t>(end - here.begin()));
  } while (begin_ == buffer_.size() && fill());
}

/// The size of `rest` up to its first line feed, or of all of it where the stream ends or the limit
/// is exceeded before one. Each byte is looked at once.
std::size_t LineFramer::find_line_end() {
  std::size_t searched = 0;
  for (;;) {
    const std::string_view here = rest();
    const std::size_t end = here.find('\n', searched);
    if (end != here.npos) return end;
    if (here.size() > max_line_bytes_ || !fill()) return rest().size();
    searched = here.size();
  }
}

FramedLine LineFramer::take_line(std::size_t end) {
  const bool finished = end < rest().size();
  FramedLine line;
  line.number = line_;
  if (!finished) line.resume = position();
  std::string_view bytes = rest().substr(0, end);
  while (is_blank(bytes.back())) bytes.remove_suffix(1);  // It starts with something else.
  line.range = {offset_, offset_ + bytes.size()};
  line.bytes.reserve(bytes.size() + kParserPadding);
  line.bytes = bytes;
  consume(end);
  skip_blank();
  if (finished) line.resume = position();
  return line;
}

/// Takes a line over the limit, of which `held` bytes are in the buffer.
FramedLine LineFramer::take_long_line(std::size_t held) {
  FramedLine line;
  line.number = line_;
  line.too_long = true;
  line.bytes = rest().substr(0, std::min(held, kKeptOfLongLine));
  line.range.begin = offset_;
  for (;;) {
    const std::size_t end = rest().find('\n');
    consume(std::min(end, rest().size()));
    if (end != std::string_view::npos || !fill()) break;
  }
  line.range.end = offset_;
  skip_blank();
  line.resume = position();
  return line;
}

Result<std::optional<FramedLine>> LineFramer::next() {
  if (!started_) {
    skip_mark();
    skip_blank();
  }
  if (rest().empty() && !failure_) return std::optional<FramedLine>();
  const std::size_t end = find_line_end();
  if (end > max_line_bytes_) return std::optional(take_long_line(end));
  if (end == rest().size() && failure_) return *failure_;
  return std::optional(take_line(end));
}

Result<bool> LineFramer::skip_to(const LinePosition& position) {
  started_ = true;
  while (offset_ < position.offset) {
    if (rest().empty() && !fill()) {
      if (failure_) return *failure_;
      return false;
    }
    consume(std::min<std::uint64_t>(rest().size(), position.offset - offset_));
  }
  line_ = position.line;
  if (position.before != digest_.so_far()) return false;
  skip_blank();
  return true;
}

}  // namespace headwater
