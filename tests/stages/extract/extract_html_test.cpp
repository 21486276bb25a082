#include "stages/extract/extract_html.h"

#include <gtest/gtest.h>

#include "html/page.h"
#include "stages/extract/unwrap_json.h"
#include "support/stage_fixture.h"
#include "support/text_invariants.h"

namespace headwater {
namespace {

using namespace std::string_literals;

Article arrived(std::string payload, std::string charset = "") {
  Article article;
  article.arrival.payload = std::move(payload);
  article.arrival.media_type = "text/html";
  article.arrival.charset = std::move(charset);
  return article;
}

Outcome extract(Article& article) {
  const BuiltStage stage(extract_html_kind());
  return stage.parallel().process(article);
}

void expect_sound(const Article& article) {
  EXPECT_EQ(testing::broken_text_promise(article), "");
  EXPECT_EQ(testing::broken_page_promise(article), "");
}

std::string kind_letter(BlockKind kind) {
  return std::string(1, "phlqtcx"[static_cast<std::size_t>(kind)]);
}

/// The blocks as "kind:text", hidden ones as "kind-:text", a line each; line ends as "/", tabs "|".
std::string outline(const Article& article) {
  std::string out;
  for (std::size_t i = 0; i < article.blocks.size(); ++i) {
    const Block& block = article.blocks[i];
    out += kind_letter(block.kind) + (article.page->blocks[i].hidden ? "-:" : ":");
    for (const char c : slice(article.text, block.span)) {
      out += c == '\n' ? '/' : c == '\t' ? '|' : c;
    }
    out += '\n';
  }
  return out;
}

struct Row {
  std::string page;
  std::string blocks;
};

const Row kBlockRows[] = {
    // White space collapses as in CSS.
    {"<p> a \n b\t\tc </p>", "p:a b c\n"},
    {"<p>a <b> b</b> <i>c </i> d</p>", "p:a b c d\n"},
    {"<p>a<b>b</b>c</p>", "p:abc\n"},
    {"<p>a&nbsp; b</p>", "p:a\u00A0 b\n"},
    {"<p>a<!-- x -->b<script>c</script>d</p>", "p:abd\n"},
    // Blocks.
    {"a<p>b</p>c", "p:a\np:b\np:c\n"},
    {"<div>a<div>b</div>c</div>", "p:a\np:b\np:c\n"},
    {"<p>a<p>b", "p:a\np:b\n"},
    {"<ul><li>a<li>b</ul>", "l:a\nl:b\n"},
    {"<dl><dt>a<dd>b</dl>", "l:a\nl:b\n"},
    {"<h2>a <small>b</small></h2>", "h:a b\n"},
    {"<blockquote><p>a</p>b</blockquote>", "q:a\nq:b\n"},
    {"<figure><img alt=x><figcaption>a<p>b</p></figcaption></figure>", "c:a\nc:b\n"},
    {"<ul><li><article><h3>a</h3><p>b</p></article></ul>", "h:a\np:b\n"},
    {"a<hr>b", "p:a\np:b\n"},
    {"<details><summary>a</summary>b</details>", "p:a\np:b\n"},
    {"<x-card>a</x-card><x-card>b</x-card>", "p:ab\n"},
    {"a<noscript>b</noscript>c", "p:a\np:b\np:c\n"},
    {"<div>a<button>b</button><button>c</button></div>", "p:a\np:b\np:c\n"},
    {"<p>a <button>b</button> c</p>", "p:a b c\n"},
    // Line ends.
    {"<p>a<br>b <br> c</p>", "p:a/b/c\n"},
    {"<p><br>a<br></p>", "p:a\n"},
    {"<p>a<br><br>b<br>\n<br>c</p>", "p:a\np:b\np:c\n"},
    // Tables.
    {"<table><caption>a</caption><tr><th>b<th>c<tr><td>d<td><td>e</table>", "c:a\nt:b|c\nt:d|e\n"},
    {"<table><tr><td>a</table>", "p:a\n"},
    {"<table><tr><td><p>a</p><p>b</p><td>c</table>", "p:a\np:b\np:c\n"},
    {"<table><tr><td>a<table><tr><td>b</table>c<td>d</table>", "p:a\np:b\nt:c|d\n"},
    {"<table><tr><td>a</td>stray<td>b</td></tr></table>", "t:a|stray|b\n"},
    {"<table>stray<tr><td>a</td><td><br>b</td></tr></table>", "p:stray\nt:a|b\n"},
    // Preformatted text.
    {"<pre>\n  a\n    b  \n\n</pre>c", "x:a/    b\np:c\n"},
    {"<pre>a <b>  b</b><br>c</pre>", "x:a   b/c\n"},
    {"<xmp><b>a</b></xmp>", "x:<b>a</b>\n"},
    // Nothing that a reader sees.
    {"<title>x</title><p>a", "p:a\n"},
    {"<p>a<style>x</style><template>x</template><svg><text>x</text></svg><math><mi>x</mi></math>",
     "p:a\n"},
    {"<p>a<iframe>x</iframe><object>x</object><video>x</video><audio>x</audio><canvas>x</canvas>",
     "p:a\n"},
    {"<p>a<select><option>x</select><textarea>x</textarea><input value=x>", "p:a\n"},
    {"<p>a<p>&nbsp;</p><p>&#8203;</p><p> </p><p>b", "p:a\np:b\n"},
    {"<p>&nbsp;a&nbsp;</p>b", "p:a\np:b\n"},
    {"<p>a<ruby>b<rp>(</rp><rt>c</rt><rp>)</rp></ruby>", "p:abc\n"},
    // Character references.
    {"<p>a &amp; b &lt;c&gt; &eacute;&#x2014;&copy d &bogus; &", "p:a & b <c> é—© d &bogus; &\n"},
    // Hidden.
    {"<p hidden>a</p><p>b</p>", "p-:a\np:b\n"},
    {"<div style='color:red; Display : none'><p>a</p>b</div>c", "p-:a\np-:b\np:c\n"},
    {"<div style=visibility:hidden>a</div>b", "p-:a\np:b\n"},
    {"<div aria-hidden=true>a</div><div style=display:block>b</div>", "p:a\np:b\n"},
    {"<dialog>a</dialog><dialog open>b</dialog>", "p-:a\np:b\n"},
    {"<body style=visibility:hidden><p>a", "p:a\n"},
    {"<p>a <span hidden>b</span> c</p>", "p:a b c\n"},
    {"<p><span hidden>a</span><span style='display:none'>b</span></p>c", "p-:ab\np:c\n"},
};

TEST(ExtractHtml, FindsTheBlocksOfAPage) {
  for (const Row& row : kBlockRows) {
    SCOPED_TRACE(row.page);
    Article article = arrived(row.page, "utf-8");
    const Outcome outcome = extract(article);
    ASSERT_TRUE(passed(outcome));
    EXPECT_EQ(outline(article), row.blocks);
    expect_sound(article);
  }
}

TEST(ExtractHtml, SeparatesBlocksByABlankLine) {
  Article article = arrived("<h1>Ferry</h1>\n<p>It sailed.</p>\n");
  ASSERT_TRUE(passed(extract(article)));
  EXPECT_EQ(article.text, "Ferry\n\nIt sailed.");
  ASSERT_EQ(article.blocks.size(), 2U);
  EXPECT_EQ(article.blocks[1].span, (TextSpan{7, 17}));
  EXPECT_EQ(article.source_map.raw_spans({7, 17}), (std::vector<RawSpan>{{18, 28}}));
}

TEST(ExtractHtml, CutsWhatIsHiddenInsideOfAParagraph) {
  Article article = arrived("<p>The ferry <span style='display:none'>(boat)</span> sailed.</p>");
  ASSERT_TRUE(passed(extract(article)));
  EXPECT_EQ(article.text, "The ferry (boat) sailed.");
  article.edits.settle(article.text);
  EXPECT_EQ(article.edits.cleaned(article.text), "The ferry sailed.");
}

TEST(ExtractHtml, TellsWhereABlockStandsInThePage) {
  Article article =
      arrived("<div>Loose <a href=/x>link</a> text<p><a name=y>no link</a></p></div>");
  ASSERT_TRUE(passed(extract(article)));
  const HtmlPage& page = *article.page;
  ASSERT_EQ(page.blocks.size(), 2U);
  EXPECT_EQ(page.tree.nodes()[page.blocks[0].node].tag, HtmlTag::kDiv);
  EXPECT_EQ(page.blocks[0].link_bytes, 5U);
  EXPECT_EQ(page.tree.nodes()[page.blocks[0].first].source.of(page.bytes), "Loose ");
  EXPECT_EQ(page.tree.nodes()[page.blocks[0].last].source.of(page.bytes), " text");
  EXPECT_EQ(page.tree.nodes()[page.blocks[1].node].tag, HtmlTag::kP);
  EXPECT_EQ(page.blocks[1].link_bytes, 0U);
}

TEST(ExtractHtml, PassesOnWhatIsNoPage) {
  Article article = decoded_article("plain text");
  article.arrival.media_type = "text/plain";
  ASSERT_TRUE(passed(extract(article)));
  EXPECT_FALSE(article.page);
  EXPECT_EQ(article.text, "plain text");
}

TEST(ExtractHtml, DropsAPageWithoutText) {
  Article article = arrived("<!doctype html><title>x</title><body><script>1</script>&nbsp;");
  const Outcome outcome = extract(article);
  const auto* dropped = std::get_if<Dropped>(&outcome);
  ASSERT_NE(dropped, nullptr);
  EXPECT_EQ(dropped->reason, DropReason::kEmpty);
}

struct CharsetRow {
  std::string page;
  std::string declared;
  std::string text;
  std::string charset;
  std::string evidence;
  std::string detail;
};

const CharsetRow kCharsetRows[] = {
    {"<p>caf\xC3\xA9", "", "café", "UTF-8", "valid-utf8", ""},
    {"<p>caf\xC3\xA9", "utf-8", "café", "UTF-8", "declared", ""},
    {"\xEF\xBB\xBF<!doctype html><p>caf\xC3\xA9", "windows-1252", "café", "UTF-8", "bom", ""},
    {"<meta charset=iso-8859-1><p>caf\xE9", "", "café", "windows-1252", "declared", ""},
    {"<meta charset=utf-8><p>caf\xE9", "iso-8859-1", "café", "windows-1252", "declared", ""},
    {"<meta charset=iso-8859-1><p>caf\xC3\xA9", "", "café", "UTF-8", "valid-utf8",
     R"({"refuted_charset":"windows-1252"})"},
    {"<meta charset=utf-8><p>caf\xE9 au lait, d\xE9j\xE0 vu", "", "café au lait, déjà vu",
     "windows-1252", "fallback", R"({"refuted_charset":"UTF-8"})"},
    {"<meta charset=unheard-of><p>caf\xE9", "x-other", "café", "windows-1252", "fallback",
     R"({"unknown_charset":"x-other"})"},
    {"<?xml version='1.0' encoding='iso-8859-2'?><p>\xA3\xF3\x64\xBC", "", "Łódź", "ISO-8859-2",
     "declared", ""},
    {"<meta charset=shift_jis><p>\x93\xFA\x96{\x8C\xEA &amp; \x8E\x86", "", "日本語 & 紙",
     "Shift_JIS", "declared", ""},
    {"<meta charset=gb18030><p>\xD6\xD0\xCE\xC4 \x81\x30\x89\x38", "", "中文 ß", "gb18030",
     "declared", ""},
    {"<meta charset=iso-2022-jp><p>\x1B$B4A;z\x1B(B &lt; a", "", "漢字 < a", "ISO-2022-JP",
     "declared", ""},
    {"\xFF\xFE<\0p\0>\0c\0a\0f\0\xE9\0"s, "", "café", "UTF-16LE", "bom", ""},
    {"\0<\0h\0t\0m\0l\0>\0<\0p\0>\0c\0a\0f\0\xE9"s, "", "café", "UTF-16BE", "detected", ""},
    {"<p>caf\xC3\xA9", "utf-16", "café", "UTF-8", "valid-utf8",
     R"({"refuted_charset":"UTF-16LE"})"},
};

TEST(ExtractHtml, ReadsPagesOfAnyCharset) {
  for (const CharsetRow& row : kCharsetRows) {
    SCOPED_TRACE(row.page);
    Article article = arrived(row.page, row.declared);
    ASSERT_TRUE(passed(extract(article)));
    EXPECT_EQ(article.text, row.text);
    EXPECT_EQ(article.decoding.charset, row.charset);
    EXPECT_EQ(article.decoding.evidence, row.evidence);
    EXPECT_EQ(article.detail, row.detail);
    expect_sound(article);
  }
}

TEST(ExtractHtml, DetectsACharsetBehindALongHead) {
  const std::string head = "<script>" + std::string(100'000, 'x') + "</script>";
  const std::string russian =
      "\xCD\xE0 \xEF\xF0\xEE\xF8\xEB\xEE\xE9 \xED\xE5\xE4\xE5\xEB\xE5 \xEC\xEE\xF1\xF2 "
      "\xE1\xFB\xEB \xE7\xE0\xEA\xF0\xFB\xF2 \xE4\xEB\xFF \xE4\xE2\xE8\xE6\xE5\xED\xE8\xFF.";
  Article article = arrived(head + "<p>" + russian + "</p>");
  ASSERT_TRUE(passed(extract(article)));
  EXPECT_EQ(article.decoding.charset, "windows-1251");
  EXPECT_TRUE(article.text.starts_with("На прошлой неделе")) << article.text;
  expect_sound(article);
}

TEST(ExtractHtml, SetsAsideWhatNoCharsetMakesReadable) {
  std::string noise = "<p>";
  for (unsigned i = 0; i < 400; ++i) noise += static_cast<char>(0x80 + i * 37 % 128);
  Article article = arrived(noise);
  const Outcome outcome = extract(article);
  const auto* quarantined = std::get_if<Quarantined>(&outcome);
  ASSERT_NE(quarantined, nullptr) << article.text;
  EXPECT_EQ(quarantined->error.code, ErrorCode::kUndecodable);
}

TEST(ExtractHtml, ReadsThePageInsideARecord) {
  Article article;
  article.arrival.payload =
      R"({"title":"x","html":"<meta charset=gbk>\n<p class=\"a\">caf\u00e9 &amp;\n\ud83d\ude00</p>"})";
  article.arrival.media_type = "application/json";
  const BuiltStage unwrap(unwrap_json_kind());
  ASSERT_TRUE(passed(unwrap.parallel().process(article)));
  ASSERT_TRUE(passed(extract(article)));
  EXPECT_EQ(article.text, "café & 😀");
  EXPECT_EQ(article.decoding.charset, "UTF-8");
  EXPECT_EQ(article.title->value, "x");
  expect_sound(article);
  // Raw ranges count in the record, escapes included.
  const RawSpan raw = article.source_map.raw_of(article.text.find("é"));
  EXPECT_EQ(slice(article.arrival.payload, raw), "\\u00e9");
}

TEST(ExtractHtml, SetsBinaryDataAside) {
  Article article = arrived("\x89PNG\r\n\x1A\n\0\0\0\rIHDR<p>text</p>"s);
  const Outcome outcome = extract(article);
  const auto* quarantined = std::get_if<Quarantined>(&outcome);
  ASSERT_NE(quarantined, nullptr);
  EXPECT_EQ(quarantined->error.code, ErrorCode::kBinary);
}

}  // namespace
}  // namespace headwater
