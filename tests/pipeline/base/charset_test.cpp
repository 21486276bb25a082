#include "base/charset.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/utf8.h"

namespace headwater {
namespace {

struct Decoded {
  std::string text;
  std::vector<DecodeStep> steps;
  DecodeTally tally;
};

Decoded decoded(Encoding encoding, std::string_view bytes) {
  Decoded out;
  out.tally = decode(encoding, bytes, out.text, out.steps);
  return out;
}

std::string text_of(std::string_view label, std::string_view bytes) {
  return decoded(encoding_for_label(label).value(), bytes).text;
}

/// Steps ascend in R, tile T, and copies are copies.
void expect_steps_fit(std::string_view bytes, const Decoded& decoded) {
  std::uint64_t raw_end = 0;
  std::uint64_t text_end = 0;
  for (const DecodeStep& step : decoded.steps) {
    ASSERT_GE(step.raw_begin, raw_end);
    ASSERT_GT(step.units * step.text_unit, 0U);
    const std::uint64_t raw_size = step.units * step.raw_unit;
    const std::uint64_t text_size = step.units * step.text_unit;
    ASSERT_LE(step.raw_begin + raw_size, bytes.size());
    if (step.copied) {
      ASSERT_EQ(bytes.substr(step.raw_begin, raw_size), decoded.text.substr(text_end, text_size));
    }
    raw_end = step.raw_begin + raw_size;
    text_end += text_size;
  }
  EXPECT_EQ(text_end, decoded.text.size());
  EXPECT_EQ(valid_utf8_prefix(decoded.text), decoded.text.size());
}

TEST(EncodingForLabel, Rows) {
  EXPECT_EQ(encoding_for_label("utf-8"), Encoding::kUtf8);
  EXPECT_EQ(encoding_for_label(" UTF8\n"), Encoding::kUtf8);
  EXPECT_EQ(encoding_for_label("ISO-8859-1"), Encoding::kWindows1252);
  EXPECT_EQ(encoding_for_label("us-ascii"), Encoding::kWindows1252);
  EXPECT_EQ(encoding_for_label("latin5"), Encoding::kWindows1254);
  EXPECT_EQ(encoding_for_label("ks_c_5601-1987"), Encoding::kEucKr);
  EXPECT_EQ(encoding_for_label("x-sjis"), Encoding::kShiftJis);
  EXPECT_EQ(encoding_for_label("unicodefffe"), Encoding::kUtf16Be);
  EXPECT_EQ(encoding_for_label("iso-2022-kr"), Encoding::kReplacement);
  EXPECT_EQ(encoding_for_label("utf-7"), std::nullopt);
  EXPECT_EQ(encoding_for_label(""), std::nullopt);
  EXPECT_EQ(encoding_for_label("utf-8 x"), std::nullopt);
}

TEST(EncodingForLabel, EveryNameIsALabelOfItself) {
  for (int i = 0; i <= static_cast<int>(Encoding::kReplacement); ++i) {
    const auto encoding = static_cast<Encoding>(i);
    EXPECT_EQ(encoding_for_label(encoding_name(encoding)), encoding) << encoding_name(encoding);
  }
}

struct Row {
  std::string_view label;
  std::string_view bytes;
  std::string_view text;
};

constexpr Row kRows[] = {
    {"windows-1252", "It\x92s \x93ok\x94 \x80\x81", "It’s “ok” €\xC2\x81"},
    {"latin1", "caf\xE9", "café"},
    {"iso-8859-16", "\xA4\xAA", "€Ș"},
    {"iso-8859-7", "\xE1\xAE", "α\uFFFD"},
    {"koi8-u", "\xA4\xAE", "єў"},
    {"windows-1255", "\xCA\xD9", "\u05BA\uFFFD"},
    {"windows-874", "\xA1\xDB", "ก\uFFFD"},
    {"macintosh", "\x8E\xDB", "é€"},
    {"x-mac-cyrillic", "\x80\xFF", "А€"},
    {"iso-8859-8-i", "\xF9", "ש"},
    {"x-user-defined", "a\x80\xFF", "a\uF780\uF7FF"},
    {"utf-8",
     "a\xE2\x82"
     "b\xED\xA0\x80\xFF",
     "a\uFFFD"
     "b\uFFFD\uFFFD\uFFFD\uFFFD"},
    {"shift_jis", "\x93\xFA\x96{\xB1\\\x80", "日本ｱ\\\xC2\x80"},
    {"shift_jis", "\x93", "\uFFFD"},
    {"shift_jis", "\x82\x40\xA0", "\uFFFD@\uFFFD"},
    {"euc-jp", "\xC6\xFC\x8E\xB1\x8F\xB0\xA1", "日ｱ丂"},
    {"euc-jp",
     "\x8F\xB0"
     "a\x8E"
     "a\x8F\xF3\xA1",
     "\uFFFD"
     "a\uFFFD"
     "a\uFFFD"},
    {"gbk", "\xC4\xE3\x80", "你€"},
    {"gb18030", "\x81\x30\x81\x30\x90\x30\x81\x30\x84\x31\xA4\x37", "\u0080\U00010000\uFFFD"},
    {"gb18030", "\x81\x35\xF4\x37\xA8\xBC", "\uE7C7\u1E3F"},
    {"gb18030",
     "\x81\x30"
     "a",
     "\uFFFD"
     "0a"},
    {"gb18030", "\x81\x30\x81", "\uFFFD"},
    {"gb18030", "\x81\x30\x81\x20", "\uFFFD0\uFFFD "},
    {"big5", "\xA7\x41\x88\x62\x88\xA5", "你\u00CA\u0304\u00EA\u030C"},
    {"euc-kr", "\xB0\xA1\x81\x41\xC9\xA1", "가갂\uFFFD"},
    {"utf-16le", std::string_view("a\0\xE9\0\x60\x4F\x3D\xD8\x00\xDE", 10), "aé你😀"},
    {"utf-16be", std::string_view("\0a\xD8\x3D\0b\x01", 7),
     "a\uFFFD"
     "b\uFFFD"},
    {"iso-2022-jp", "a\x1B$B\x46\x7C\x1B(Bb", "a日b"},
    {"iso-2022-jp", "\x1B(J\\~\x1B(I1\x1B(B", "¥‾ｱ"},
    {"iso-2022-jp", "\x1B$B\x1B(Ba",
     "\uFFFD"
     "a"},
    {"iso-2022-jp", "\x1B$B\x46\x1B(Ba\x0E\x1Bz",
     "\uFFFD"
     "a\uFFFD\uFFFDz"},
    {"hz-gb-2312", "~{anything", "\uFFFD"},
};

TEST(Decode, Rows) {
  for (const Row& row : kRows) {
    const Decoded out = decoded(encoding_for_label(row.label).value(), row.bytes);
    EXPECT_EQ(out.text, row.text) << row.label;
    expect_steps_fit(row.bytes, out);
  }
}

TEST(Decode, AppendsAndCounts) {
  std::string text = "x";
  std::vector<DecodeStep> steps;
  const DecodeTally tally = decode(Encoding::kUtf8, "aé\xFF", text, steps);
  EXPECT_EQ(text, "xaé\uFFFD");
  EXPECT_EQ(tally.replaced, 1U);
  EXPECT_EQ(tally.beyond_ascii, 2U);
}

TEST(Decode, MergesEqualSteps) {
  const std::vector<DecodeStep> utf16 = {{false, 2, 1, 0, 3}, {false, 2, 2, 6, 1}};
  EXPECT_EQ(decoded(Encoding::kUtf16Le, std::string_view("a\0b\0c\0\xE9\0", 8)).steps, utf16);
  const std::vector<DecodeStep> gbk = {{true, 1, 1, 0, 2}, {false, 2, 3, 2, 2}, {true, 1, 1, 6, 1}};
  EXPECT_EQ(decoded(Encoding::kGbk, "ab\xC4\xE3\xBA\xC3.").steps, gbk);
  const std::vector<DecodeStep> shifts = {{true, 1, 1, 0, 1}, {true, 1, 1, 4, 1}};
  EXPECT_EQ(decoded(Encoding::kIso2022Jp, "a\x1B(Bb").steps, shifts);
}

TEST(Decode, EveryPairOfEveryEncodingFits) {
  for (int i = 0; i <= static_cast<int>(Encoding::kReplacement); ++i) {
    std::string bytes;
    for (int pair = 0; pair < 0x10000; pair += 7) {
      bytes += static_cast<char>(pair >> 8);
      bytes += static_cast<char>(pair & 0xFF);
    }
    expect_steps_fit(bytes, decoded(static_cast<Encoding>(i), bytes));
  }
}

std::string read_suite(const std::string& name) {
  std::ifstream file(HEADWATER_SOURCE_DIR "/../shared/suites/encoding_rs/tests/test_data/" + name,
                     std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

/// Test data made from the indexes of the standard: every two-byte sequence and what it stands for.
TEST(Decode, AgreesWithTheIndexesOfTheStandard) {
  const std::pair<std::string_view, std::string> kSuites[] = {
      {"big5", "big5"},      {"euc-kr", "euc_kr"},          {"gb18030", "gb18030"},
      {"gbk", "gb18030"},    {"shift_jis", "shift_jis"},    {"euc-jp", "jis0208"},
      {"euc-jp", "jis0212"}, {"iso-2022-jp", "iso_2022_jp"}};
  for (const auto& [label, name] : kSuites) {
    const std::string bytes = read_suite(name + "_in.txt");
    if (bytes.empty()) GTEST_SKIP() << "no suites beside the project";
    EXPECT_TRUE(text_of(label, bytes) == read_suite(name + "_in_ref.txt")) << name;
  }
}

TEST(ByteOrderMark, Rows) {
  EXPECT_EQ(byte_order_mark("\xEF\xBB\xBF"
                            "a")
                ->encoding,
            Encoding::kUtf8);
  EXPECT_EQ(byte_order_mark("\xFF\xFE"
                            "a")
                ->encoding,
            Encoding::kUtf16Le);
  EXPECT_EQ(byte_order_mark("\xFE\xFF")->size, 2U);
  EXPECT_FALSE(byte_order_mark("\xEF\xBB"));
  EXPECT_FALSE(byte_order_mark(""));
}

}  // namespace
}  // namespace headwater
