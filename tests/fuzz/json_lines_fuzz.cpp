// Frames arbitrary bytes as JSON Lines in pieces of arbitrary size. Whatever the bytes: lines
// ascend, are what their ranges say, hold no line end; between them is only white space; and
// framing goes on from every line as if it had never stopped.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "stages/acquire/line_framer.h"
#include "stages/acquire/record_url.h"

namespace {

using headwater::FramedLine;
using headwater::LineFramer;

constexpr std::uint64_t kMaxLine = 40;

class Pieces final : public headwater::ByteStream {
 public:
  Pieces(std::string_view bytes, std::size_t piece) : bytes_(bytes), piece_(piece) {}
  headwater::Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t size = std::min({piece_, buffer.size(), bytes_.size()});
    std::copy_n(bytes_.data(), size, buffer.data());
    bytes_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view bytes_;
  std::size_t piece_;
};

void require(bool holds) {
  if (!holds) std::abort();
}

void require_blank(std::string_view between, bool at_start) {
  if (at_start && between.starts_with("\xEF\xBB\xBF")) between.remove_prefix(3);
  require(between.find_first_not_of(" \t\r\n") == between.npos);
}

std::vector<FramedLine> frame(std::string_view bytes, std::size_t piece) {
  Pieces stream(bytes, piece);
  LineFramer framer(stream, kMaxLine);
  std::vector<FramedLine> lines;
  for (auto line = framer.next(); line->has_value(); line = framer.next())
    lines.push_back(std::move(**line));
  require(framer.at_end());
  require(framer.position().before == headwater::sha256(bytes));
  return lines;
}

void check_line(std::string_view bytes, const FramedLine& line) {
  const std::string_view there = headwater::slice(bytes, line.range);
  require(line.too_long ? there.starts_with(line.bytes) : there == line.bytes);
  require(line.too_long || (!line.bytes.empty() && line.bytes.find('\n') == std::string::npos));
  const auto newlines = std::count(
      bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(line.range.begin), '\n');
  require(line.number == static_cast<std::uint64_t>(newlines) + 1);
}

void check_resume(std::string_view bytes, std::size_t piece, const FramedLine& line,
                  const FramedLine& next) {
  Pieces stream(bytes, piece);
  LineFramer framer(stream, kMaxLine);
  const auto same = framer.skip_to(line.resume);
  require(same.ok() && *same);
  const auto resumed = framer.next();
  require(resumed.ok() && resumed->has_value());
  require((*resumed)->range == next.range && (*resumed)->number == next.number);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = std::size_t{data[0]} % 50 + 1;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::vector<FramedLine> lines = frame(bytes, piece);
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    require(lines[i].range.begin >= end);
    require_blank(bytes.substr(end, lines[i].range.begin - end), end == 0);
    check_line(bytes, lines[i]);
    end = lines[i].range.end;
    if (i + 1 < lines.size()) check_resume(bytes, piece, lines[i], lines[i + 1]);
  }
  require_blank(bytes.substr(end), end == 0);
  headwater::RecordUrlFinder finder({"url"});
  for (FramedLine& line : lines) (void)finder.find(line.bytes);
  return 0;
}
