#include "archive/chunked.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

struct Row {
  const char* name;
  std::string body;
  std::string bytes;
  bool was_chunked;
  const char* note;
};

const Row kRows[] = {
    {"Empty", "", "", false, ""},
    {"OnlyTheEnd", "0\r\n\r\n", "", true, ""},
    {"OneChunk", "5\r\nhello\r\n0\r\n\r\n", "hello", true, ""},
    {"UpperAndLowerCase", "a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789",
     true, ""},
    {"LineEndsInside", "7\r\na\r\nb\nc\r\r\n0\r\n\r\n", "a\r\nb\nc\r", true, ""},
    {"Extensions", "5;name=value;x\r\nhello\r\n0;last\r\n\r\n", "hello", true, ""},
    {"Trailers", "5\r\nhello\r\n0\r\nExpires: never\r\n\r\n", "hello", true, ""},
    {"LeadingZerosAndBlanks", " 005 \r\nhello\r\n000\r\n\r\n", "hello", true, ""},
    {"LineFeedsAlone", "5\nhello\n0\n\n", "hello", true, ""},
    {"NoLineAfterTheEnd", "5\r\nhello\r\n0\r\n", "hello", true, ""},
    {"NotChunked", "<!doctype html>\n<p>hello", "<!doctype html>\n<p>hello", false,
     "labelled chunked, but is not"},
    {"WordOfHexDigits", "decade after decade\n", "decade after decade\n", false,
     "labelled chunked, but is not"},
    {"NegativeSize", "-5\r\nhello", "-5\r\nhello", false, "labelled chunked, but is not"},
    {"FirstChunkHasNoEnd", "3\r\nhello\r\n", "3\r\nhello\r\n", false,
     "labelled chunked, but is not"},
    {"FramingBreaksOff", "5\r\nhello\r\nthere is more", "hellothere is more", true,
     "chunked framing breaks off at byte 10"},
    {"CutInsideAChunk", "ff\r\nhello", "hello", true, "chunked body ends early, after 9 bytes"},
    {"CutBetweenChunks", "5\r\nhello\r\n", "hello", true,
     "chunked body ends early, after 10 bytes"},
    {"CutBeforeALineEnd", "5\r\nhello", "hello", true, "chunked body ends early, after 8 bytes"},
};

TEST(Chunked, EveryRow) {
  for (const Row& row : kRows) {
    const auto plain = undo_chunked(row.body);
    ASSERT_TRUE(plain.ok()) << row.name;
    EXPECT_EQ(plain->bytes, row.bytes) << row.name;
    EXPECT_EQ(plain->was_chunked, row.was_chunked) << row.name;
    EXPECT_EQ(plain->note, row.note) << row.name;
  }
}

TEST(Chunked, OverflowingSizeIsRefused) {
  for (const char* body :
       {"10000000000000000\r\nhello", "5\r\nhello\r\nfffffffffffffffffffff;x\r\nhello"}) {
    const auto result = undo_chunked(body);
    ASSERT_FALSE(result.ok()) << body;
    EXPECT_EQ(result.error().code, ErrorCode::kBadCoding);
  }
  const auto largest = undo_chunked("ffffffffffffffff\r\nhello");
  ASSERT_TRUE(largest.ok());
  EXPECT_EQ(largest->bytes, "hello");
}

}  // namespace
}  // namespace headwater
