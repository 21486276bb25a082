#include "archive/warc_record.h"

#include <gtest/gtest.h>

#include <array>

namespace headwater {
namespace {

std::string record_with(std::string_view more, std::string_view block = "",
                        std::string_view length = "") {
  std::string out =
      "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
      "WARC-Date: 2026-02-03T10:00:00Z\r\n";
  out.append(more).append("Content-Length: ");
  out.append(length.empty() ? std::to_string(block.size()) : std::string(length));
  return out.append("\r\n\r\n").append(block).append("\r\n\r\n");
}

TEST(WarcRecord, FormatAndParseAgree) {
  const std::vector<WarcField> fields = {{"WARC-Type", "resource"},
                                         {"WARC-Record-ID", "<urn:uuid:1>"},
                                         {"WARC-Date", "2026-02-03T10:00:00Z"},
                                         {"WARC-Target-URI", "file:///a%20b"},
                                         {"Headwater-Source", ""}};
  for (const std::string_view block : {"", "text", "\r\n\r\n", "WARC/1.1\r\n"}) {
    std::string bytes;
    format_warc_record(fields, block, bytes);
    const std::string followed = bytes + "next";
    const auto record = parse_warc_record(followed);
    ASSERT_TRUE(record.ok()) << record.error().message;
    EXPECT_EQ(record->fields, fields);
    EXPECT_EQ(record->block, block);
    EXPECT_EQ(record->length, bytes.size());
  }
}

TEST(WarcRecord, NamesCompareWithoutCase) {
  const std::string bytes = record_with("X-One: 1\r\n");
  const auto record = parse_warc_record(bytes);
  ASSERT_TRUE(record.ok());
  EXPECT_EQ(record->find("x-ONE"), "1");
  EXPECT_EQ(record->find("x-two"), std::nullopt);
}

TEST(WarcRecord, FoldedValuesAreUnfolded) {
  const std::string bytes = record_with("X-One: a\r\n \t b\r\n");
  const auto record = parse_warc_record(bytes);
  ASSERT_TRUE(record.ok());
  EXPECT_EQ(record->find("X-One"), "a b");
}

TEST(WarcRecord, OnlyConcurrentToMayBeRepeated) {
  EXPECT_TRUE(
      parse_warc_record(record_with("WARC-Concurrent-To: <a>\r\nWARC-Concurrent-To: <b>\r\n"))
          .ok());
  EXPECT_FALSE(parse_warc_record(record_with("X-One: a\r\nx-one: b\r\n")).ok());
}

struct BadRow {
  std::string_view name;
  std::string bytes;
  ErrorCode code;
};

TEST(WarcRecord, MalformedRecordsAreRefused) {
  const std::array rows = {
      BadRow{"empty", "", ErrorCode::kBadWarc},
      BadRow{"other version", "WARC/2.0\r\n" + record_with("").substr(10), ErrorCode::kBadWarc},
      BadRow{"no end of header", record_with("").substr(0, 90), ErrorCode::kBadWarc},
      BadRow{"no colon", record_with("nonsense\r\n"), ErrorCode::kBadWarc},
      BadRow{"name is no token", record_with("a b: c\r\n"), ErrorCode::kBadWarc},
      BadRow{"empty name", record_with(": c\r\n"), ErrorCode::kBadWarc},
      BadRow{"control character",
             record_with("X: a\x01"
                         "b\r\n"),
             ErrorCode::kBadWarc},
      BadRow{"bare line feed", record_with("X: a\nY: b\r\n"), ErrorCode::kBadWarc},
      BadRow{"continuation first", "WARC/1.1\r\n more\r\n\r\n", ErrorCode::kBadWarc},
      BadRow{"no mandatory fields", "WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
             ErrorCode::kBadWarc},
      BadRow{"negative length", record_with("", "", "-1"), ErrorCode::kBadWarc},
      BadRow{"length of letters", record_with("", "abc", "abc"), ErrorCode::kBadWarc},
      BadRow{"length with plus", record_with("", "abc", "+3"), ErrorCode::kBadWarc},
      BadRow{"length over 64 bits", record_with("", "", "18446744073709551616"),
             ErrorCode::kBadWarc},
      BadRow{"length of 64 bits", record_with("", "", "18446744073709551615"),
             ErrorCode::kTruncated},
      BadRow{"length too large", record_with("", "abc", "8"), ErrorCode::kTruncated},
      BadRow{"length too small", record_with("", "abc", "2"), ErrorCode::kTruncated},
      BadRow{"header too long", record_with("X: " + std::string(kMaxWarcHeader, 'a') + "\r\n"),
             ErrorCode::kBadWarc},
  };
  for (const BadRow& row : rows) {
    const auto record = parse_warc_record(row.bytes);
    ASSERT_FALSE(record.ok()) << row.name;
    EXPECT_EQ(record.error().code, row.code) << row.name << ": " << record.error().message;
  }
}

TEST(WarcRecord, FieldsAreLimited) {
  std::string fields;
  for (std::size_t i = 0; i < kMaxWarcFields; ++i) fields += "X-" + std::to_string(i) + ": 1\r\n";
  EXPECT_FALSE(parse_warc_record(record_with(fields)).ok());
}

TEST(WarcRecord, EveryTruncationIsRefused) {
  const std::string bytes = record_with("X-One: 1\r\n", "some text");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(parse_warc_record(std::string_view(bytes).substr(0, size)).ok()) << size;
  }
}

}  // namespace
}  // namespace headwater
