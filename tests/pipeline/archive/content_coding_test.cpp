#include "archive/content_coding.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/encode_content.h"

namespace headwater {
namespace {

constexpr std::uint64_t kLimit = std::uint64_t{1} << 30;

/// Text that does not compress to nothing.
std::string sample_text(std::size_t size) {
  std::string text;
  std::uint32_t state = 1;
  while (text.size() < size) {
    state = state * 1664525 + 1013904223;
    text += "word" + std::to_string(state >> 20) + ' ';
  }
  text.resize(size);
  return text;
}

struct Form {
  const char* encoder;  ///< Name for encode_content.
  const char* label;
  const char* undone;
};
constexpr Form kForms[] = {{"gzip", "gzip", "gzip"},
                           {"gzip", " X-GZip ", "gzip"},
                           {"deflate", "deflate", "deflate"},
                           {"raw-deflate", "deflate", "deflate"},
                           {"br", "br", "br"},
                           {"zstd", "zstd", "zstd"},
                           {"zstd", "identity, zstd;q=1,", "zstd"}};

TEST(ContentCoding, EachIsUndoneInEverySize) {
  for (const Form& form : kForms) {
    for (const std::size_t size : {0U, 1U, 100U, 65536U, 65537U, 3000000U}) {
      const std::string text = sample_text(size);
      const auto plain = decode_content(encode_content(text, form.encoder), form.label, kLimit);
      ASSERT_TRUE(plain.ok()) << form.label << size << plain.error().message;
      EXPECT_TRUE(plain->bytes == text) << form.label << size;
      EXPECT_EQ(plain->codings, form.undone);
      EXPECT_EQ(plain->note, "");
    }
  }
}

TEST(ContentCoding, TheLastOneAppliedIsUndoneFirst) {
  const std::string text = sample_text(5000);
  const std::string twice = encode_content(encode_content(text, "gzip"), "br");
  const auto plain = decode_content(twice, "gzip, br", kLimit);
  ASSERT_TRUE(plain.ok()) << plain.error().message;
  EXPECT_TRUE(plain->bytes == text);
  EXPECT_EQ(plain->codings, "gzip, br");
  // The other way round, one label is not true.
  const auto reversed = decode_content(twice, "br, gzip", kLimit);
  ASSERT_TRUE(reversed.ok());
  EXPECT_EQ(reversed->codings, "br");
  EXPECT_EQ(reversed->note, "labelled \"gzip\", but is not");
}

TEST(ContentCoding, ChunksAreUndoneBeforeAll) {
  const std::string coded = encode_content("the harbour office said", "zstd");
  const std::string body = "a;x\r\n" + coded.substr(0, 10) + "\r\n" +
                           fmt::format("{:04x}\r\n", coded.size() - 10) + coded.substr(10) +
                           "\r\n0\r\n\r\n";
  const auto plain = decode_content(body, "zstd, chunked", kLimit);
  ASSERT_TRUE(plain.ok()) << plain.error().message;
  EXPECT_EQ(plain->bytes, "the harbour office said");
  EXPECT_EQ(plain->codings, "zstd, chunked");
  const auto unframed = decode_content(coded, "zstd, chunked", kLimit);
  ASSERT_TRUE(unframed.ok());
  EXPECT_EQ(unframed->bytes, "the harbour office said");
  EXPECT_EQ(unframed->codings, "zstd");
  EXPECT_EQ(unframed->note, "labelled chunked, but is not");
}

/// What cannot be undone because it is not there is passed over, and said.
TEST(ContentCoding, LabelsThatAreNotTrueArePassedOver) {
  struct Row {
    const char* label;
    std::string received;
    const char* note;
  };
  const std::string page = "<!DOCTYPE html>\n<title>Pier reopens</title>\n<p>The pier reopened.";
  const Row rows[] = {
      {"gzip", page, "labelled \"gzip\", but is not"},
      {"deflate", page, "labelled \"deflate\", but is not"},
      {"br", page, "labelled \"br\", but is not"},
      {"zstd", page, "labelled \"zstd\", but is not"},
      {"deflate", "{\"a\": 1}", "labelled \"deflate\", but is not"},
      {"br", "\n\n   " + page, "labelled \"br\", but is not"},
      {"UTF-8", page, "labelled \"utf-8\", but is not"},
      {"gzip, br", page, "labelled \"br\", but is not; labelled \"gzip\", but is not"},
      {"zstd", encode_content(page, "gzip"), "labelled \"zstd\", but is not"},
  };
  for (const Row& row : rows) {
    const auto plain = decode_content(row.received, row.label, kLimit);
    ASSERT_TRUE(plain.ok()) << row.label << plain.error().message;
    EXPECT_TRUE(plain->bytes == row.received) << row.label;
    EXPECT_EQ(plain->codings, "");
    EXPECT_EQ(plain->note, row.note);
  }
  const auto half = decode_content(encode_content(page, "gzip"), "gzip, gzip", kLimit);
  ASSERT_TRUE(half.ok());
  EXPECT_EQ(half->bytes, page);
  EXPECT_EQ(half->codings, "gzip");
}

TEST(ContentCoding, NoBodyHasNoCoding) {
  for (const char* label : {"gzip", "deflate", "br", "zstd", "gzip, chunked", "compress", ""}) {
    const auto plain = decode_content("", label, kLimit);
    ASSERT_TRUE(plain.ok()) << label;
    EXPECT_EQ(plain->bytes + plain->codings + plain->note, "") << label;
  }
}

TEST(ContentCoding, BytesBehindTheDataAreNoted) {
  for (const Form& form : kForms) {
    const auto plain =
        decode_content(encode_content("text", form.encoder) + "\1\2\3", form.label, kLimit);
    ASSERT_TRUE(plain.ok()) << form.label << plain.error().message;
    EXPECT_EQ(plain->bytes, "text");
    EXPECT_EQ(plain->note, std::string("3 bytes after the ") + form.undone + " data ignored");
  }
}

TEST(ContentCoding, EveryTruncationIsFound) {
  for (const Form& form : kForms) {
    const std::string coded = encode_content(sample_text(2000), form.encoder);
    for (std::size_t size = 1; size < coded.size(); ++size) {
      const auto cut = decode_content(coded.substr(0, size), form.label, kLimit);
      // Of a few bytes without a mark nobody can say what they were.
      if (cut.ok() && size < 8) continue;
      ASSERT_FALSE(cut.ok()) << form.label << size;
      EXPECT_EQ(cut.error().code, ErrorCode::kTruncated) << form.label << cut.error().message;
    }
  }
}

TEST(ContentCoding, DamageHasItsCode) {
  for (const Form& form : kForms) {
    std::string coded = encode_content(sample_text(20000), form.encoder);
    for (std::size_t i = 0; i < 64; ++i) coded[coded.size() / 3 + i] = '\xfe';
    const auto damaged = decode_content(coded, form.label, kLimit);
    // Raw deflate and brotli have no checksum: damage may pass, but it never gives an odd code.
    if (damaged.ok()) continue;
    const ErrorCode expected =
        std::string_view(form.undone) == "gzip" ? ErrorCode::kBadGzip : ErrorCode::kBadCoding;
    if (damaged.error().code == ErrorCode::kTruncated) continue;
    EXPECT_EQ(damaged.error().code, expected) << form.label << damaged.error().message;
  }
  const auto sum = decode_content(encode_content("text", "deflate").substr(0, 8) + "\1\2\3\4",
                                  "deflate", kLimit);
  ASSERT_FALSE(sum.ok());
  EXPECT_EQ(sum.error().code, ErrorCode::kBadCoding);
}

TEST(ContentCoding, RefusalsHaveTheirCode) {
  struct Row {
    const char* label;
    std::string received;
    ErrorCode code;
  };
  const Row rows[] = {{"compress", "\x1f\x9d\x90\x01\x02", ErrorCode::kUnsupported},
                      {"dcz", std::string("\0\1\2", 3), ErrorCode::kUnsupported},
                      {"gzip, gzip, gzip", "text", ErrorCode::kTooMany},
                      {"gzip,gzip,gzip,gzip,gzip,chunked", "text", ErrorCode::kTooMany},
                      {"chunked", "fffffffffffffffff\r\nx", ErrorCode::kBadCoding}};
  for (const Row& row : rows) {
    const auto result = decode_content(row.received, row.label, kLimit);
    ASSERT_FALSE(result.ok()) << row.label;
    EXPECT_EQ(result.error().code, row.code) << row.label << result.error().message;
  }
}

TEST(ContentCoding, OutputIsLimited) {
  const std::string text = sample_text(100000);
  for (const Form& form : kForms) {
    const std::string coded = encode_content(text, form.encoder);
    EXPECT_TRUE(decode_content(coded, form.label, text.size()).ok()) << form.label;
    for (const std::uint64_t limit : {std::uint64_t{99999}, std::uint64_t{0}}) {
      const auto result = decode_content(coded, form.label, limit);
      ASSERT_FALSE(result.ok()) << form.label;
      EXPECT_EQ(result.error().code, ErrorCode::kTooLarge) << form.label;
    }
  }
  EXPECT_EQ(decode_content(text, "", 99999).error().code, ErrorCode::kTooLarge);
}

TEST(ContentCoding, BombsAreRefused) {
  const std::string blanks(20 << 20, ' ');
  for (const Form& form : kForms) {
    const std::string coded = encode_content(blanks, form.encoder);
    const auto bomb = decode_content(coded, form.label, kLimit);
    ASSERT_FALSE(bomb.ok()) << form.label;
    EXPECT_EQ(bomb.error().code, ErrorCode::kTooLarge) << form.label;
    const auto inner =
        decode_content(encode_content(coded, "gzip"), std::string(form.label) + ", gzip", kLimit);
    EXPECT_FALSE(inner.ok()) << form.label;
  }
}

/// RFC 9659: a larger window than 8 MiB is refused.
TEST(ContentCoding, WindowOfZstdIsLimited) {
  // Magic, a frame header with a window descriptor of 16 MiB, an empty last block.
  const std::string wide("\x28\xb5\x2f\xfd\x00\x70\x01\x00\x00", 9);
  const std::string allowed("\x28\xb5\x2f\xfd\x00\x68\x01\x00\x00", 9);
  EXPECT_EQ(decode_content(wide, "zstd", kLimit).error().code, ErrorCode::kBadCoding);
  EXPECT_TRUE(decode_content(allowed, "zstd", kLimit).ok());
}

TEST(ContentCoding, FramesOfZstdAreJoined) {
  const std::string skippable("\x5a\x2a\x4d\x18\x03\x00\x00\x00xyz", 11);
  const auto plain = decode_content(
      skippable + encode_content("one,", "zstd") + encode_content("two", "zstd"), "zstd", kLimit);
  ASSERT_TRUE(plain.ok()) << plain.error().message;
  EXPECT_EQ(plain->bytes, "one,two");
}

}  // namespace
}  // namespace headwater
