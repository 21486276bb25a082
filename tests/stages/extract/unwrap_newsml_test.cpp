#include "stages/extract/unwrap_newsml.h"

#include <gtest/gtest.h>

#include "support/stage_fixture.h"

namespace headwater {
namespace {

constexpr const char* kNitf = R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd">
<nitf xml:lang="EN"><head><title>Slug</title><docdata><date.issue norm="20260203T100000Z"/>
<doc.copyright year="2026" holder="Tidewire &amp; Co"/></docdata></head>
<body><body.head><hedline><hl1>Bridge &amp; tunnel reopen</hl1></hedline>
<byline>By <person>Ada Reed</person></byline><dateline><location>KELP BAY</location></dateline>
</body.head><body.content><p>The bridge reopened &#8212; late.</p>
<p>It &amp; the tunnel.</p></body.content><body.end/></body></nitf>)";

constexpr const char* kNewsMl = R"(<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">
<rightsInfo><copyrightHolder literal="Tidewire"/></rightsInfo>
<itemMeta><versionCreated>2026-02-04T10:00:00Z</versionCreated>
<firstCreated>2026-02-03T12:00:00+02:00</firstCreated></itemMeta>
<contentMeta><by>Ada Reed</by><language tag="en"/><headline>Bridge reopens</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html><body><p>The bridge.</p></body>
</html></inlineXML></contentSet></newsItem>)";

Article file(std::string xml) {
  Article article;
  article.arrival.uri = "file:///item.xml";
  article.arrival.media_type = "application/xml";
  article.arrival.payload = std::move(xml);
  return article;
}

Outcome unwrap(Article& article) {
  return BuiltStage(unwrap_newsml_kind()).parallel().process(article);
}

void expect_field(const Article& article, const std::optional<Field>& field, std::string_view value,
                  std::string_view raw) {
  ASSERT_TRUE(field) << value;
  EXPECT_EQ(field->value, value);
  ASSERT_TRUE(field->evidence.raw);
  EXPECT_EQ(slice(article.arrival.payload, *field->evidence.raw), raw);
}

TEST(UnwrapNewsMl, TakesTheArticleOutOfNitf) {
  Article article = file(kNitf);
  ASSERT_TRUE(passed(unwrap(article)));
  EXPECT_EQ(article.content.bytes,
            "<p>The bridge reopened &#8212; late.</p>\n<p>It &amp; the tunnel.</p>");
  EXPECT_EQ(article.content.media_type, "text/html");
  EXPECT_TRUE(
      article.content.map.check(article.arrival.payload.size(), article.content.bytes.size()).ok());
  EXPECT_EQ(slice(article.arrival.payload, article.content.map.raw_of(3)), "T");
  expect_field(article, article.title, "Bridge & tunnel reopen", "Bridge &amp; tunnel reopen");
  expect_field(article, article.byline, "Ada Reed", "By <person>Ada Reed");
  expect_field(article, article.dateline, "KELP BAY", "KELP BAY");
  expect_field(article, article.published_at, "2026-02-03T10:00:00Z", "20260203T100000Z");
  expect_field(article, article.language, "en", "EN");
  EXPECT_EQ(article.title->evidence.kind, "nitf-field");
  ASSERT_TRUE(article.wire);
  EXPECT_EQ(article.wire->agency, "Tidewire & Co");
  EXPECT_TRUE(article.wire->syndicated);
}

TEST(UnwrapNewsMl, TakesTheArticleOutOfNewsMlG2) {
  Article article = file(kNewsMl);
  ASSERT_TRUE(passed(unwrap(article)));
  EXPECT_EQ(article.content.bytes, "<html><body><p>The bridge.</p></body>\n</html>");
  expect_field(article, article.title, "Bridge reopens", "Bridge reopens");
  expect_field(article, article.byline, "Ada Reed", "Ada Reed");
  expect_field(article, article.published_at, "2026-02-03T10:00:00Z", "2026-02-03T12:00:00+02:00");
  expect_field(article, article.language, "en", "en");
  EXPECT_EQ(article.title->evidence.kind, "newsml-field");
  ASSERT_TRUE(article.wire);
  EXPECT_EQ(article.wire->agency, "Tidewire");
}

TEST(UnwrapNewsMl, TakesNitfInsideOfNewsMl) {
  Article article = file(
      "<n:newsMessage xmlns:n='urn:n'><n:newsItem><n:inlineXML><nitf><body><body.head><hedline>"
      "<hl1>T</hl1></hedline></body.head><body.content><p>In</p></body.content></body></nitf>"
      "</n:inlineXML></n:newsItem></n:newsMessage>");
  ASSERT_TRUE(passed(unwrap(article)));
  EXPECT_EQ(article.content.bytes, "<p>In</p>");
}

/// An item whose content set holds `renditions`.
Article item(const std::string& renditions) {
  return file("<newsItem><contentMeta><headline>Piers</headline></contentMeta><contentSet>" +
              renditions + "</contentSet></newsItem>");
}

TEST(UnwrapNewsMl, TakesInlineDataAsWhatItsTypeSays) {
  struct Row {
    const char* data;
    const char* media_type;
    const char* bytes;
  };
  const Row rows[] = {
      {R"(<inlineData contenttype="text/plain">Kelp &amp; weed.

Two piers.</inlineData>)",
       "text/plain", "Kelp & weed.\n\nTwo piers."},
      {"<inlineData>No type, 3 &lt; 4.</inlineData>", "text/plain", "No type, 3 < 4."},
      {R"(<inlineData contenttype="text/html">&lt;p&gt;Kelp &amp;amp; weed.&lt;/p&gt;</inlineData>)",
       "text/html", "<p>Kelp &amp; weed.</p>"},
      {R"(<inlineData contenttype='Text/HTML; charset="utf-8"'><![CDATA[<p>Kelp &amp; weed.]]></inlineData>)",
       "text/html", "<p>Kelp &amp; weed."},
      {R"(<n:inlineData contenttype="application/xhtml+xml"><![CDATA[<p>A</p></inlineData>]]> <![CDATA[<p>B</p>]]></n:inlineData>)",
       "text/html", "<p>A</p></inlineData> <p>B</p>"},
      {R"(<inlineData contenttype="text/vnd.IPTC.NITF"><![CDATA[<nitf><body><body.head><hedline><hl1>H</hl1></hedline></body.head><body.content><p>In.</p></body.content></body></nitf>]]></inlineData>)",
       "text/html", "<p>In.</p>"},
      {R"(<inlineData contenttype="text/html">Neither tag nor reference.</inlineData>)",
       "text/plain", "Neither tag nor reference."},
      {R"(<inlineData contenttype="text/plain">&lt;p&gt;Yet a page.&lt;/p&gt;</inlineData>)",
       "text/html", "<p>Yet a page.</p>"},
  };
  for (const Row& row : rows) {
    Article article = item(row.data);
    ASSERT_TRUE(passed(unwrap(article))) << row.data;
    EXPECT_EQ(article.content.media_type, row.media_type) << row.data;
    EXPECT_EQ(article.content.bytes, row.bytes);
    EXPECT_TRUE(
        article.content.map.check(article.arrival.payload.size(), article.content.bytes.size())
            .ok());
    expect_field(article, article.title, "Piers", "Piers");
  }
}

TEST(UnwrapNewsMl, MapsInlineDataToTheBytesOfTheFile) {
  Article article = item(
      "<inlineData contenttype='text/html'>&lt;p&gt;Th\xE9 &amp;amp; "
      "<![CDATA[lait]]></inlineData>");
  article.arrival.payload.insert(0, "<?xml version='1.0' encoding='ISO-8859-1'?>");
  article.arrival.charset = "iso-8859-1";
  ASSERT_TRUE(passed(unwrap(article)));
  ASSERT_EQ(article.content.bytes, "<p>Th\u00E9 &amp; lait");
  const std::string_view raw = article.arrival.payload;
  const SourceMap& map = article.content.map;
  EXPECT_EQ(slice(raw, map.raw_of(0)), "&lt;");
  EXPECT_EQ(slice(raw, map.raw_of(1)), "p");
  EXPECT_EQ(slice(raw, map.raw_of(5)), "\xE9");
  EXPECT_EQ(slice(raw, map.raw_of(8)), "&amp;");
  const auto lait = map.raw_spans(TextSpan{14, 18});
  ASSERT_EQ(lait.size(), 1U);
  EXPECT_EQ(slice(raw, lait.front()), "lait");
}

TEST(UnwrapNewsMl, TakesTheBestOfSeveralRenditions) {
  constexpr const char* kPlain = "<inlineData contenttype='text/plain'>Plain</inlineData>";
  constexpr const char* kHtml = "<inlineData contenttype='text/html'>&lt;p>Html</inlineData>";
  constexpr const char* kMarkup = "<inlineXML><p>Markup</p></inlineXML>";
  constexpr const char* kBlank = "<inlineXML> </inlineXML>";
  constexpr const char* kPicture =
      "<inlineData contenttype='image/png' encoding='base64'>iVBORw0KGgo=</inlineData>";
  const std::pair<std::string, const char*> rows[] = {
      {std::string(kPlain) + kHtml + kMarkup, "<p>Markup</p>"},
      {std::string(kMarkup) + kHtml + kPlain, "<p>Markup</p>"},
      {std::string(kPicture) + kPlain + kHtml, "<p>Html"},
      {std::string(kBlank) + kPlain + kPicture, "Plain"},
      {std::string(kPlain) + "<inlineData>Second</inlineData>", "Plain"},
  };
  for (const auto& [renditions, bytes] : rows) {
    Article article = item(renditions);
    ASSERT_TRUE(passed(unwrap(article))) << renditions;
    EXPECT_EQ(article.content.bytes, bytes) << renditions;
  }
}

TEST(UnwrapNewsMl, TakesTheFieldsOfTheItemThatHasTheText) {
  Article article = file(
      "<newsMessage><itemSet><packageItem><headline>Package</headline></packageItem>"
      "<newsItem><headline>Picture</headline><by>Lens</by><contentSet><remoteContent/></contentSet>"
      "</newsItem><newsItem><headline>Text</headline><contentSet><inlineData>In</inlineData>"
      "</contentSet></newsItem><newsItem><by>Late</by><inlineXML><p>Late</p></inlineXML></newsItem>"
      "</itemSet></newsMessage>");
  ASSERT_TRUE(passed(unwrap(article)));
  EXPECT_EQ(article.content.bytes, "In");
  expect_field(article, article.title, "Text", "Text");
  EXPECT_FALSE(article.byline);
}

TEST(UnwrapNewsMl, GivesPicturesOfNitfTheNamesOfHtml) {
  Article article = file(
      "<nitf><body.content><media media-type='image'><media-reference source='p.jpg'/>"
      "<media-caption>The pier.</media-caption></media><p>It held.</p></body.content></nitf>");
  ASSERT_TRUE(passed(unwrap(article)));
  const std::string& content = article.content.bytes;
  EXPECT_EQ(content,
            "<figure media-type='image'><media-reference source='p.jpg'/>"
            "<figcaption>The pier.</figcaption></figure><p>It held.</p>");
  const std::size_t held = content.find("held");
  EXPECT_EQ(slice(article.arrival.payload, article.content.map.raw_of(held)), "h");
  EXPECT_TRUE(article.content.map.check(article.arrival.payload.size(), content.size()).ok());
}

TEST(UnwrapNewsMl, ReadsMarkupWithPrefixesAndCdata) {
  Article article = file(
      "<newsItem><inlineXML><h:html><h:body><h:p>One</h:p><h:p><![CDATA[Two]]></h:p></h:body>"
      "</h:html></inlineXML></newsItem>");
  ASSERT_TRUE(passed(unwrap(article)));
  EXPECT_EQ(article.content.bytes, "<html><body><p>One</p><p>Two</p></body></html>");
}

TEST(UnwrapNewsMl, NamesTheContentThatIsNoText) {
  const std::pair<const char*, const char*> rows[] = {
      {"<inlineData contenttype='application/pdf'>JVBERi0=</inlineData>", "\"application/pdf\""},
      {"<inlineData contenttype='text/plain' encoding='base64'>S2VscA==</inlineData>",
       "\"base64\""},
  };
  for (const auto& [renditions, named] : rows) {
    Article article = item(renditions);
    const Outcome outcome = unwrap(article);
    const auto* quarantined = std::get_if<Quarantined>(&outcome);
    ASSERT_NE(quarantined, nullptr) << renditions;
    EXPECT_EQ(quarantined->error.code, ErrorCode::kMissingField);
    EXPECT_NE(quarantined->error.message.find(named), std::string::npos)
        << quarantined->error.message;
  }
}

TEST(UnwrapNewsMl, ReadsOtherCharsetsWithTheirPlaces) {
  Article article = file(
      "<?xml version='1.0' encoding='ISO-8859-1'?><nitf><hl1>Caf\xE9s</hl1>"
      "<body.content><p>Th\xE9 au lait, d\xE9j\xE0 vu</p></body.content></nitf>");
  article.arrival.charset = "iso-8859-1";
  ASSERT_TRUE(passed(unwrap(article)));
  EXPECT_EQ(article.content.bytes, "<p>Th\u00E9 au lait, d\u00E9j\u00E0 vu</p>");
  EXPECT_EQ(slice(article.arrival.payload, article.content.map.raw_of(5)), "\xE9");
  expect_field(article, article.title, "Caf\u00E9s", "Caf\xE9s");
}

TEST(UnwrapNewsMl, PassesOnWhatIsNoneAndSetsAsideWhatHasNoText) {
  Article other = file("<rss><body.content>x</body.content></rss>");
  ASSERT_TRUE(passed(unwrap(other)));
  EXPECT_FALSE(other.content.inside);

  Article plain = file(kNitf);
  plain.arrival.media_type = "text/html";
  ASSERT_TRUE(passed(unwrap(plain)));
  EXPECT_FALSE(plain.content.inside);
  plain.arrival.media_type = "text/plain";
  ASSERT_TRUE(passed(unwrap(plain)));
  EXPECT_TRUE(plain.content.inside);

  Article package = file("<packageItem><groupSet/></packageItem>");
  const Outcome outcome = unwrap(package);
  const auto* quarantined = std::get_if<Quarantined>(&outcome);
  ASSERT_NE(quarantined, nullptr);
  EXPECT_EQ(quarantined->error.code, ErrorCode::kMissingField);
}

}  // namespace
}  // namespace headwater
