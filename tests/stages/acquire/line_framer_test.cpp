#include "stages/acquire/line_framer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace headwater {
namespace {

/// Hands out `bytes` in pieces of at most `piece`, then the error, if there is one.
class Pieces final : public ByteStream {
 public:
  Pieces(std::string bytes, std::size_t piece, std::optional<Error> error = {})
      : bytes_(std::move(bytes)), piece_(piece), error_(std::move(error)) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t size = std::min({piece_, buffer.size(), bytes_.size() - at_});
    if (size == 0 && error_) return *error_;
    std::copy_n(bytes_.data() + at_, size, buffer.data());
    at_ += size;
    return size;
  }

 private:
  std::string bytes_;
  std::size_t piece_;
  std::optional<Error> error_;
  std::size_t at_ = 0;
};

struct Expected {
  std::string bytes;
  std::uint64_t begin;
  std::uint64_t number;
};
struct Row {
  std::string input;
  std::vector<Expected> lines;
};

const std::vector<Row> kRows = {
    {"", {}},
    {"\n\r\n  \n", {}},
    {"\xEF\xBB\xBF", {}},
    {"a\nb\n", {{"a", 0, 1}, {"b", 2, 2}}},
    {"a\nb", {{"a", 0, 1}, {"b", 2, 2}}},
    {"a\r\nb\r\n", {{"a", 0, 1}, {"b", 3, 2}}},
    {"\xEF\xBB\xBF{}\n", {{"{}", 3, 1}}},
    {"\n\n a b \t\n\n\xEF\xBB\xBF\n", {{"a b", 3, 3}, {"\xEF\xBB\xBF", 10, 5}}},
    {std::string("a\0b\n", 4), {{std::string("a\0b", 3), 0, 1}}},
    {"123456789\nok\n", {{"123456789", 0, 1}, {"ok", 10, 2}}},
};

TEST(LineFramer, CutsLinesWhateverThePieces) {
  for (const Row& row : kRows) {
    for (const std::size_t piece : {1, 2, 3, 100}) {
      Pieces stream(row.input, piece);
      LineFramer framer(stream, 100);
      for (const Expected& expected : row.lines) {
        const auto line = framer.next();
        ASSERT_TRUE(line.ok() && line->has_value()) << row.input;
        EXPECT_EQ((*line)->bytes, expected.bytes);
        EXPECT_EQ((*line)->range,
                  (RawSpan{expected.begin, expected.begin + expected.bytes.size()}));
        EXPECT_EQ((*line)->number, expected.number);
      }
      const auto end = framer.next();
      ASSERT_TRUE(end.ok());
      EXPECT_FALSE(end->has_value());
      EXPECT_TRUE(framer.at_end());
      EXPECT_EQ(framer.position().before, sha256(row.input));
    }
  }
}

TEST(LineFramer, SkipsALongLineAndGoesOn) {
  const std::string input = "short\n" + std::string(1'000'000, 'x') + "\nnext\n";
  Pieces stream(input, 1000);
  LineFramer framer(stream, 10);
  EXPECT_EQ((*framer.next())->bytes, "short");
  const auto line = framer.next();
  EXPECT_TRUE((*line)->too_long);
  EXPECT_EQ((*line)->range, (RawSpan{6, 1'000'006}));
  EXPECT_LE((*line)->bytes.size(), kKeptOfLongLine);
  const auto next = framer.next();
  EXPECT_EQ((*next)->bytes, "next");
  EXPECT_EQ((*next)->number, 3U);
}

TEST(LineFramer, TheLimitItselfFits) {
  Pieces stream("1234567890\n12345678901\n{}", 100);
  LineFramer framer(stream, 10);
  EXPECT_FALSE((*framer.next())->too_long);
  const auto line = framer.next();
  EXPECT_TRUE((*line)->too_long);
  EXPECT_EQ((*line)->bytes, "12345678901");
  EXPECT_EQ((*framer.next())->bytes, "{}");
  EXPECT_FALSE(framer.next()->has_value());
}

TEST(LineFramer, CompleteLinesComeBeforeAnError) {
  Pieces stream("a\nb\nhalf", 3, Error{ErrorCode::kTruncated, "cut"});
  LineFramer framer(stream, 100);
  EXPECT_EQ((*framer.next())->bytes, "a");
  EXPECT_EQ((*framer.next())->bytes, "b");
  const auto failed = framer.next();
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().code, ErrorCode::kTruncated);
  EXPECT_EQ(framer.rest(), "half");
  EXPECT_EQ(framer.position().offset, 4U);
}

TEST(LineFramer, GoesOnWhereALineSaysSo) {
  const std::string input = "\xEF\xBB\xBF{1}\r\n\n{2}\n{3}";
  Pieces stream(input, 4);
  LineFramer framer(stream, 100);
  std::vector<FramedLine> lines;
  for (auto line = framer.next(); line->has_value(); line = framer.next()) lines.push_back(**line);
  ASSERT_EQ(lines.size(), 3U);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Pieces again(input, 4);
    LineFramer resumed(again, 100);
    ASSERT_TRUE(*resumed.skip_to(lines[i].resume));
    const auto next = resumed.next();
    // The last line has no line end yet: it is read again.
    const FramedLine& expected = lines[std::min<std::size_t>(i + 1, 2)];
    EXPECT_EQ((*next)->bytes, expected.bytes);
    EXPECT_EQ((*next)->range, expected.range);
    EXPECT_EQ((*next)->number, expected.number);
    EXPECT_EQ((*next)->resume, expected.resume);
  }
}

TEST(LineFramer, RefusesToGoOnInOtherBytes) {
  Pieces first("{1}\n{2}\n", 4);
  LineFramer framer(first, 100);
  const LinePosition resume = (*framer.next())->resume;
  for (const std::string input : {"{9}\n{2}\n", "{1", ""}) {
    Pieces stream(input, 4);
    EXPECT_FALSE(*LineFramer(stream, 100).skip_to(resume));
  }
}

}  // namespace
}  // namespace headwater
