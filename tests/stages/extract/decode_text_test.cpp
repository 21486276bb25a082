#include "stages/extract/decode_text.h"

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "support/stage_fixture.h"

namespace headwater {
namespace {

using namespace std::string_literals;

Outcome decode(Article& article) {
  return BuiltStage(decode_text_kind()).parallel().process(article);
}

Article arrived(std::string payload, std::string charset = "") {
  Article article;
  article.arrival.payload = std::move(payload);
  article.arrival.charset = std::move(charset);
  return article;
}

const std::string kRussian =
    "\xCD\xE0 \xEF\xF0\xEE\xF8\xEB\xEE\xE9 \xED\xE5\xE4\xE5\xEB\xE5 "
    "\xEC\xEE\xF1\xF2 \xE1\xFB\xEB \xE7\xE0\xEA\xF0\xFB\xF2 \xE4\xEB\xFF "
    "\xE4\xE2\xE8\xE6\xE5\xED\xE8\xFF, \xF1\xEE\xEE\xE1\xF9\xE8\xEB\xE0 "
    "\xE0\xE4\xEC\xE8\xED\xE8\xF1\xF2\xF0\xE0\xF6\xE8\xFF \xE3\xEE\xF0\xEE\xE4\xE0.";

struct Row {
  std::string payload;
  std::string declared;
  std::string text;
  std::string charset;
  std::string evidence;
  std::string detail;
};

const Row kRows[] = {
    {"The bridge.", "", "The bridge.", "UTF-8", "valid-utf8", ""},
    {"caf\xC3\xA9", "UTF-8", "café", "UTF-8", "declared", ""},
    {"\xEF\xBB\xBF"
     "caf\xC3\xA9",
     "", "café", "UTF-8", "bom", ""},
    {"\xEF\xBB\xBF"
     "caf\xC3\xA9",
     "windows-1252", "café", "UTF-8", "bom", R"({"refuted_charset":"windows-1252"})"},
    {"\xFF\xFE"
     "c\0a\0f\0\xE9\0"s,
     "", "café", "UTF-16LE", "bom", ""},
    {"\xFE\xFF\0c\0a\0f\0\xE9"s, "", "café", "UTF-16BE", "bom", ""},
    {"T\0h\0e\0 \0b\0r\0i\0d\0g\0e\0"s, "", "The bridge", "UTF-16LE", "detected", ""},
    {"T\0h\0e\0"s, "utf-16le", "The", "UTF-16LE", "declared", ""},
    {"It\x92s \x93ok\x94", "iso-8859-1", "It’s “ok”", "windows-1252", "declared", ""},
    {"caf\xE9", "x-unheard-of", "café", "windows-1252", "fallback",
     R"({"unknown_charset":"x-unheard-of"})"},
    {"caf\xC3\xA9", "utf-7", "café", "UTF-8", "valid-utf8", R"({"unknown_charset":"utf-7"})"},
    {"The caf\xE9 on the corner was closed.", "utf-8", "The café on the corner was closed.",
     "windows-1252", "fallback", R"({"refuted_charset":"UTF-8"})"},
    {"\x93\xFA\x96{\x8C\xEA\x82\xCC\x8E\x86\x96\xCA", "shift_jis", "日本語の紙面", "Shift_JIS",
     "declared", ""},
    {"a \x1B$B\x46\x7C\x4B\x5C\x1B(B b", "", "a 日本 b", "ISO-2022-JP", "detected", ""},
    {"éééééééééééééééé caf\xE9", "", "éééééééééééééééé caf\uFFFD", "UTF-8", "detected",
     R"({"replaced":1})"},
};

TEST(DecodeText, Rows) {
  for (const Row& row : kRows) {
    Article article = arrived(row.payload, row.declared);
    ASSERT_TRUE(passed(decode(article))) << row.text;
    EXPECT_EQ(article.text, row.text);
    EXPECT_EQ(article.decoding.charset, row.charset) << row.text;
    EXPECT_EQ(article.decoding.evidence, row.evidence) << row.text;
    EXPECT_EQ(article.detail, row.detail) << row.text;
    EXPECT_TRUE(article.source_map.check(row.payload.size(), row.text.size()).ok()) << row.text;
  }
}

TEST(DecodeText, DetectsALegacyCharset) {
  Article article = arrived(kRussian);
  ASSERT_TRUE(passed(decode(article)));
  EXPECT_EQ(article.decoding.charset, "windows-1251");
  EXPECT_EQ(article.decoding.evidence, "detected");
  EXPECT_TRUE(article.text.starts_with("На прошлой неделе"));
  EXPECT_EQ(article.source_map.raw_of(2), (RawSpan{1, 2}));
}

TEST(DecodeText, ReadsTheContentInsideARecord) {
  Article article = arrived(R"({"text":"caf\u00e9 closed"})");
  article.content.inside = true;
  article.content.bytes = "café closed";
  article.content.map.append_copy(9, 3);
  article.content.map.append(RunKind::kEntity, 12, 6, 2);
  article.content.map.append_copy(18, 7);
  const SourceMap map = article.content.map;
  ASSERT_TRUE(passed(decode(article)));
  EXPECT_EQ(article.text, "café closed");
  EXPECT_EQ(article.source_map, map);
}

TEST(DecodeText, ComposesBothMaps) {
  Article article = arrived(R"({"text":"caf\u00e9"})");
  article.content.inside = true;
  article.content.charset = "windows-1252";
  article.content.bytes = "caf\xE9";
  article.content.map.append_copy(9, 3);
  article.content.map.append(RunKind::kEntity, 12, 6, 1);
  ASSERT_TRUE(passed(decode(article)));
  EXPECT_EQ(article.text, "café");
  EXPECT_EQ(article.source_map.raw_of(4), (RawSpan{12, 18}));
}

TEST(DecodeText, DropsWhatIsEmpty) {
  for (const std::string& payload :
       {""s, " \r\n\t"s, "\xC2\xA0\xE3\x80\x80"s, "\xEF\xBB\xBF"s, "\xFF\xFE \0\n\0"s}) {
    Article article = arrived(payload);
    const Outcome outcome = decode(article);
    ASSERT_TRUE(std::holds_alternative<Dropped>(outcome)) << payload.size();
    EXPECT_EQ(std::get<Dropped>(outcome).reason, DropReason::kEmpty);
  }
}

struct BadRow {
  std::string payload;
  std::string charset;
  ErrorCode code;
  std::string_view message;
};

std::string every_byte_of(unsigned first, unsigned last, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) {
    for (unsigned byte = first; byte <= last; ++byte) out += static_cast<char>(byte);
  }
  return out;
}

const BadRow kBadRows[] = {
    {"\x89PNG\r\n\x1A\n....", "", ErrorCode::kBinary, "a PNG image"},
    {"%PDF-1.7\nHello", "", ErrorCode::kBinary, "a PDF document"},
    {"PK\x03\x04rest", "", ErrorCode::kBinary, "a ZIP archive"},
    {"\x7F"
     "ELF\x02\x01",
     "", ErrorCode::kBinary, "an ELF program"},
    {"The bri\0dge"s, "", ErrorCode::kBinary, "a NUL byte at offset 7"},
    {"\xFF\xFE"
     "a\0\0\0b\0"s,
     "", ErrorCode::kBinary, "a NUL byte"},
    {every_byte_of(1, 31, 4), "", ErrorCode::kBinary, "control characters"},
    {"\xFF\xFE" + every_byte_of(0xD8, 0xDF, 20), "", ErrorCode::kUndecodable, "UTF-16LE"},
    {"\xEF\xBB\xBF" + every_byte_of(0x80, 0xFF, 2), "", ErrorCode::kUndecodable, "UTF-8"},
};

TEST(DecodeText, QuarantinesWhatIsNoText) {
  for (const BadRow& row : kBadRows) {
    Article article = arrived(row.payload, row.charset);
    const Outcome outcome = decode(article);
    ASSERT_TRUE(std::holds_alternative<Quarantined>(outcome)) << row.message;
    const Error& error = std::get<Quarantined>(outcome).error;
    EXPECT_EQ(error.code, row.code) << error.message;
    EXPECT_NE(error.message.find(row.message), std::string::npos) << error.message;
  }
}

TEST(DecodeText, WordsThatLookLikeSignaturesAreText) {
  for (const std::string& text : {"RIFF raff in the harbour"s, "ID3 tags explained"s, "BZh"s}) {
    Article article = arrived(text);
    EXPECT_TRUE(passed(decode(article))) << text;
  }
}

}  // namespace
}  // namespace headwater
