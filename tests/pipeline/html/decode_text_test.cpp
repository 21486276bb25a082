#include "html/decode_text.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

struct Row {
  Encoding encoding;
  HtmlTextMode mode;
  std::string_view raw;
  std::string_view text;
};

TEST(HtmlTextDecoder, Rows) {
  using enum HtmlTextMode;
  constexpr Encoding kUtf8 = Encoding::kUtf8;
  constexpr Row kRows[] = {
      {kUtf8, kData, "a &amp; b", "a & b"},
      {kUtf8, kData, "a\r\nb\rc", "a\nb\nc"},
      {kUtf8, kData, {"a\0b", 3}, "ab"},
      {kUtf8, kRcdata, {"a\0b", 3}, "a\uFFFDb"},
      {kUtf8, kRawText, "a&amp;b", "a&amp;b"},
      {kUtf8, kAttribute, "?a=1&copy=2&amp;b", "?a=1&copy=2&b"},
      {kUtf8, kData, "caf\xC3\xA9 \xFF.", "caf\u00E9 \uFFFD."},
      {kUtf8, kData, "&NotEqualTilde;", "\u2242\u0338"},
      {Encoding::kWindows1252, kData, "\x93z\x94&eacute;", "\u201Cz\u201D\u00E9"},
      {Encoding::kShiftJis, kData, "\x83\x5C&lt;", "\u30BD<"},
      {Encoding::kGb18030, kData, "\xC4\xE3\r\n\x81&amp;", "\u4F60\n\uFFFD&"},
  };
  for (const Row& row : kRows) {
    HtmlTextDecoder decoder(row.encoding);
    const ByteRange all = {0, static_cast<std::uint32_t>(row.raw.size())};
    std::string text;
    SourceMap map;
    decoder.append(row.raw, all, row.mode, text, map);
    EXPECT_EQ(text, row.text);
    EXPECT_TRUE(map.check(row.raw.size(), text.size()).ok()) << row.text;
    std::string unmapped;
    decoder.append(row.raw, all, row.mode, unmapped);
    EXPECT_EQ(unmapped, row.text);
  }
}

TEST(HtmlTextDecoder, MapsToThePage) {
  const std::string_view page = "<p>a&amp;b\r\nc</p>";
  std::string text;
  SourceMap map;
  HtmlTextDecoder().append(page, {3, 13}, HtmlTextMode::kData, text, map);
  ASSERT_EQ(text, "a&b\nc");
  const auto& runs = map.runs();
  ASSERT_EQ(runs.size(), 5U);
  EXPECT_EQ(runs[1].kind, RunKind::kEntity);
  EXPECT_EQ(runs[1].raw(), (RawSpan{4, 9}));
  EXPECT_EQ(runs[3].kind, RunKind::kWhitespace);
  EXPECT_EQ(runs[3].raw(), (RawSpan{10, 12}));
  EXPECT_EQ(map.raw_of(4), (RawSpan{12, 13}));
}

}  // namespace
}  // namespace headwater
