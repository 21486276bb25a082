#include "stages/extract/find_metadata.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "stages/extract/author_marks.h"
#include "stages/extract/extract_plain.h"
#include "support/page_fixture.h"
#include "support/stage_fixture.h"

namespace headwater {
namespace {

std::unique_ptr<Article> read(std::string html, std::string uri = "https://heron.example/a") {
  auto article = testing::page_article(std::move(html), std::move(uri));
  const BuiltStage stage(find_metadata_kind());
  EXPECT_TRUE(passed(stage.parallel().process(*article)));
  return article;
}

std::string value(const std::optional<Field>& field) { return field ? field->value : "none"; }
std::string rule(const std::optional<Field>& field) {
  return field ? field->evidence.rule : "none";
}
/// The bytes of the payload that the evidence of a field stands in.
std::string raw(const Article& article, const std::optional<Field>& field) {
  if (!field || !field->evidence.raw) return "none";
  return std::string(slice(article.arrival.payload, *field->evidence.raw));
}

constexpr const char* kFull = R"(<!doctype html><html lang="en-GB"><head>
<title>Ferry returns to Port Clement | The Heron Post</title>
<meta property="og:title" content="Ferry returns to Port Clement">
<meta property="og:site_name" content="The Heron Post">
<meta property="article:modified_time" content="2026-02-19T12:30:00Z">
<meta property="og:image:alt" content="The ferry at dawn">
<link rel="canonical" href="/2026/02/19/ferry"><link rel="amphtml" href="//amp.heron.example/ferry">
<link rel="license" href="https://licences.example/by">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Ferry returns to Port Clement","datePublished":"2026-02-19T09:00:00+01:00",
"author":[{"@type":"Person","name":"Ada Brook"},{"@type":"Person","name":"Tom Vale"}],
"publisher":{"@type":"Organization","name":"Heron Media"},"articleSection":["Harbour","News"],
"isAccessibleForFree":false,"image":"https:\/\/heron.example\/ferry.jpg"}</script>
</head><body><h1>Ferry returns to <em>Port Clement</em></h1><p>The ferry is back.</p></body></html>)";

struct ListedRow {
  const char* named;
  const char* html;
  const char* title;
  const char* byline;
  const char* published_at;
  const char* language;
  const char* detail;
};

constexpr const char* kSilent = "<html><body><p>Nothing is said of this text.</p></body></html>";
constexpr const char* kSpoken =
    R"(<html lang="en"><head><meta property="og:title" content="Ferry returns"><meta name="author"
content="Ada Brook"><meta property="article:published_time" content="2026-02-19T09:00:00+01:00">
</head><body><h1>Ferry returns</h1><p>The ferry is back in the harbour today.</p></body></html>)";

TEST(FindMetadata, AsksTheListingLast) {
  const std::vector<ListedRow> rows = {
      {"", kSilent, "none", "none", "none", "none", ""},
      {R"({"feed":"http://heron.example/f","id":"7","title":"Rain &amp; wind","byline":"Tom Vale",
"published_at":"2026-02-18T08:00:00Z","language":"en-GB"})",
       kSilent, "Rain & wind", "Tom Vale", "2026-02-18T08:00:00Z", "en-GB", ""},
      {R"({"sitemap":"http://heron.example/s","title":"Rain","published_at":"2026-02-18"})",
       kSilent, "Rain", "none", "2026-02-18", "none", ""},
      // A date that can be none, and what is no text.
      {R"({"feed":"f","title":["Rain"],"published_at":"1970-01-01T00:00:00Z","language":"?"})",
       kSilent, "none", "none", "none", "none", ""},
      {"{\"feed\":\"f\",\"title\":\"cut o", kSilent, "none", "none", "none", "none", ""},
      // The page's own word counts; what agrees is not told.
      {R"({"feed":"f","title":"FERRY returns!","byline":"Ada Brook","language":"en-us",
"published_at":"2026-02-19T08:00:00Z"})",
       kSpoken, "Ferry returns", "Ada Brook", "2026-02-19T08:00:00Z", "en", ""},
      {R"({"feed":"f","title":"Ferry is gone","byline":"Tom Vale","published_at":"2026-02-20"})",
       kSpoken, "Ferry returns", "Ada Brook", "2026-02-19T08:00:00Z", "en",
       R"({"listed":{"by":"feed","title":"Ferry is gone","byline":"Tom Vale","published_at":"2026-02-20"}})"},
  };
  for (const ListedRow& row : rows) {
    SCOPED_TRACE(row.named);
    auto article = testing::page_article(row.html, "https://heron.example/a");
    article->arrival.named = row.named;
    const BuiltStage stage(find_metadata_kind());
    ASSERT_TRUE(passed(stage.parallel().process(*article)));
    EXPECT_EQ(value(article->title), row.title);
    EXPECT_EQ(value(article->byline), row.byline);
    EXPECT_EQ(value(article->published_at), row.published_at);
    EXPECT_EQ(value(article->language), row.language);
    EXPECT_EQ(article->detail, row.detail);
  }
}

TEST(FindMetadata, NamesTheListingAsEvidence) {
  auto article = testing::page_article(kSilent, "https://heron.example/a");
  article->arrival.named = R"({"sitemap":"s","title":"<b>Rain</b>"})";
  const BuiltStage stage(find_metadata_kind());
  ASSERT_TRUE(passed(stage.parallel().process(*article)));
  ASSERT_TRUE(article->title.has_value());
  const Evidence& evidence = article->title->evidence;
  EXPECT_EQ(article->title->value, "Rain");
  EXPECT_EQ(evidence.kind, "sitemap");
  EXPECT_EQ(evidence.value, "<b>Rain</b>");
  EXPECT_EQ(evidence.rule, "find_metadata.listed.title");
  EXPECT_FALSE(evidence.raw || evidence.span);
}

TEST(FindMetadata, ReadsWhatAPageSaysOfItself) {
  const auto article = read(kFull);
  EXPECT_EQ(value(article->title), "Ferry returns to Port Clement");
  EXPECT_EQ(value(article->byline), "Ada Brook, Tom Vale");
  EXPECT_EQ(value(article->published_at), "2026-02-19T08:00:00Z");
  const PageFacts& facts = article->facts;
  EXPECT_EQ(value(facts.modified_at), "2026-02-19T12:30:00Z");
  EXPECT_EQ(value(facts.section), "Harbour");
  EXPECT_EQ(value(facts.canonical_uri), "https://heron.example/2026/02/19/ferry");
  EXPECT_EQ(value(facts.amp_uri), "https://amp.heron.example/ferry");
  EXPECT_EQ(value(facts.site_name), "The Heron Post");
  EXPECT_EQ(value(facts.publisher), "Heron Media");
  EXPECT_EQ(value(facts.free_to_read), "false");
  EXPECT_EQ(value(facts.licence), "https://licences.example/by");
  EXPECT_EQ(value(facts.image_uri), "https://heron.example/ferry.jpg");
  EXPECT_EQ(value(facts.image_caption), "The ferry at dawn");
  EXPECT_EQ(article->detail, "");
}

TEST(FindMetadata, ATextWithoutAPageHasTheLanguageOfItsProse) {
  const BuiltStage plain(extract_plain_kind());
  const BuiltStage stage(find_metadata_kind());
  for (const auto& [text, language] : std::vector<std::pair<std::string, std::string>>{
           {"The ferry sailed at noon with forty people on board, and it came back at four because "
            "the sea was too rough.",
            "en"},
           {"Die Fähre legte am Mittag mit vierzig Leuten ab und kam um vier zurück, weil die See "
            "zu rau war.",
            "de"},
           {"El barco zarpó al mediodía con cuarenta personas a bordo y volvió a las cuatro porque "
            "el mar estaba demasiado agitado.",
            "es"},
           {"フェリーは正午に四十人の乗客を乗せて出航したが、海が荒れていたため四時に港へ戻った。",
            "ja"},
           {"Ferry 12 Harbor 3", "none"}}) {
    Article article = decoded_article(text);
    ASSERT_TRUE(passed(plain.parallel().process(article)));
    ASSERT_TRUE(passed(stage.parallel().process(article)));
    EXPECT_EQ(value(article.language), language) << text;
    EXPECT_TRUE(!article.language || article.language->evidence.kind == "detected");
  }
  Article declared = decoded_article("Die Fähre legte am Mittag mit vierzig Leuten ab.");
  declared.language = Field{"nl", {}};
  ASSERT_TRUE(passed(stage.parallel().process(declared)));
  EXPECT_EQ(value(declared.language), "nl");
}

struct BasedOnRow {
  const char* work;  // the value of isBasedOn
  const char* uri;
  const char* printed;  // the bytes of the page behind it
};

TEST(FindMetadata, NamesTheWorkThatAnArticleIsBasedOn) {
  const BasedOnRow rows[] = {
      {R"("https://tidewire.example/a")", "https://tidewire.example/a",
       "https://tidewire.example/a"},
      {R"({"@type":"NewsArticle","url":"https:\/\/tidewire.example\/b","name":"B"})",
       "https://tidewire.example/b", R"(https:\/\/tidewire.example\/b)"},
      {R"([{"@id":"https://tidewire.example/c"},"https://tidewire.example/d"])",
       "https://tidewire.example/c", "https://tidewire.example/c"},
      {R"({"@type":"Book","name":"Tides"})", "none", "none"},
      {R"j("javascript:alert(1)")j", "none", "none"},
      {R"("Tidewire")", "none", "none"},
      {"[]", "none", "none"},
      {"7", "none", "none"},
  };
  for (const BasedOnRow& row : rows) {
    const auto article =
        read("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isBasedOn\":" +
             std::string(row.work) + "}</script><p>The ferry is back.</p>");
    EXPECT_EQ(value(article->facts.based_on_uri), row.uri) << row.work;
    if (article->facts.based_on_uri) {
      EXPECT_EQ(raw(*article, article->facts.based_on_uri), row.printed);
    }
  }
}

// Sites give readers another headline than search engines; a shortened one is no headline.
TEST(FindMetadata, TheHeadlineOfLinkedDataIsTheTitle) {
  const auto page = [](const std::string& headline) {
    return "<title>Ferry back</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
           "\"headline\":\"" +
           headline + "\"}</script><h1>The ferry is back</h1><p>It is.</p>";
  };
  EXPECT_EQ(value(read(page("Ferry returns to Port Clement"))->title),
            "Ferry returns to Port Clement");
  EXPECT_EQ(value(read(page("Ferry returns to..."))->title), "The ferry is back");
}

TEST(FindMetadata, EvidenceNamesItsBytes) {
  const auto article = read(kFull);
  EXPECT_EQ(raw(*article, article->title), "Ferry returns to <em>Port Clement");
  EXPECT_EQ(raw(*article, article->published_at), "2026-02-19T09:00:00+01:00");
  EXPECT_EQ(article->published_at->evidence.kind, "json-ld");
  EXPECT_EQ(raw(*article, article->facts.image_uri), R"(https:\/\/heron.example\/ferry.jpg)");
  EXPECT_EQ(raw(*article, article->facts.site_name), "The Heron Post");
  const std::string names = raw(*article, article->byline);
  EXPECT_TRUE(names.starts_with("Ada Brook") && names.ends_with("Tom Vale")) << names;
}

TEST(FindMetadata, WhatAnOuterFormatGaveStays) {
  auto article = testing::page_article(kFull);
  article->title = Field{"Given", {"json-field", "Given", {}, {}, "unwrap_json.title"}};
  article->published_at = Field{"2020-01-01", {"json-field", "2020-01-01", {}, {}, ""}};
  const BuiltStage stage(find_metadata_kind());
  ASSERT_TRUE(passed(stage.parallel().process(*article)));
  EXPECT_EQ(value(article->title), "Given");
  EXPECT_EQ(value(article->published_at), "2020-01-01");
  EXPECT_EQ(value(article->byline), "Ada Brook, Tom Vale");
}

TEST(FindMetadata, ADocumentWithoutAPagePassesUntouched) {
  Article article;
  const BuiltStage stage(find_metadata_kind());
  EXPECT_TRUE(passed(stage.parallel().process(article)));
  EXPECT_FALSE(article.title || article.facts.site_name);
}

TEST(FindMetadata, APageThatSaysNothingLeavesItsFieldsEmpty) {
  const auto article = read("<p>Hello");
  EXPECT_FALSE(article->title || article->byline || article->published_at || article->language);
  for (const NamedFact& row : named_facts()) EXPECT_FALSE(article->facts.*row.field) << row.name;
}

TEST(FindMetadata, ALegacyCharsetIsDecodedAndPointsIntoThePayload) {
  const auto article = read(
      "<meta charset=windows-1252><title>Caf\xe9</title><script type=application/ld+json>"
      "{\"@type\":\"Article\",\"author\":{\"name\":\"Ren\xe9 Dub\xf4is\"}}</script>");
  EXPECT_EQ(value(article->title), "Café");
  EXPECT_EQ(value(article->byline), "René Dubôis");
  EXPECT_EQ(raw(*article, article->byline), "Ren\xe9 Dub\xf4is");
}

struct DateRow {
  const char* head;
  const char* expected;
  const char* rule;
};

TEST(FindMetadata, TheSurestDateWins) {
  constexpr DateRow kRows[] = {
      {"<meta name=date content=2026-02-01><meta property=article:published_time "
       "content=2026-02-02T10:00:00Z>",
       "2026-02-02T10:00:00Z", "meta.published"},
      {"<time datetime=2026-02-03>3 February</time>", "2026-02-03", "time.datetime"},
      {"<time datetime=2026-02-03T10:00Z class=updated></time><time datetime=2026-02-01></time>",
       "2026-02-01", "time.datetime"},
      {"<meta name=date content=2026-02-04><time datetime=2026-02-03></time>", "2026-02-04",
       "meta.date"},
      {"<script type=application/ld+json>{\"@type\":\"Article\",\"datePublished\":\"2026-02-05\"}"
       "</script><meta property=article:published_time content=2026-02-05T07:00:00Z>",
       "2026-02-05T07:00:00Z", "meta.published"},
      {"<meta property=article:published_time content=2026-03-09>", "none", "none"},
      {"<meta property=article:published_time content=1970-01-01T00:00:00Z>", "none", "none"},
      {"<meta property=article:published_time content=soon>", "none", "none"},
  };
  for (const DateRow& row : kRows) {
    const auto article = read(row.head);
    EXPECT_EQ(value(article->published_at), row.expected) << row.head;
    EXPECT_EQ(rule(article->published_at), row.rule) << row.head;
  }
}

TEST(FindMetadata, WhatTheReaderSeesCountsWhereNothingElseSays) {
  const auto article = read(
      "<html lang=en><body><div>Menu</div><h1>Ferry returns to Port Clement</h1>"
      "<div>By Ada Brook and Tom Vale | Updated March 1, 2026 | Posted on 19 February 2026</div>"
      "<p>The ferry came back to the port of the island in the evening of that day.</p></body>");
  EXPECT_EQ(value(article->byline), "Ada Brook, Tom Vale");
  EXPECT_EQ(rule(article->byline), "text.byline");
  EXPECT_EQ(value(article->published_at), "2026-02-19");
  EXPECT_EQ(value(article->facts.modified_at), "2026-03-01");
  ASSERT_TRUE(article->published_at->evidence.span);
  EXPECT_EQ(slice(article->text, *article->published_at->evidence.span), "19 February 2026");
  EXPECT_EQ(raw(*article, article->published_at), "19 February 2026");
}

TEST(FindMetadata, DatesOfOtherArticlesAreNotTaken) {
  const auto article = read(
      "<h1>Ferry returns to Port Clement</h1><p>One.</p><p>Two.</p><p>Three.</p><p>Four.</p>"
      "<p>5</p><p>6</p><p>7</p><p>8</p><p>9</p><p>10</p><p>11</p><p>12</p><p>13</p>"
      "<p>Posted on 19 February 2026</p><p>Posted on 20 February 2026</p>");
  EXPECT_EQ(value(article->published_at), "none");
}

struct BylineRow {
  const char* html;
  const char* byline;
  const char* rule;
};

TEST(FindMetadata, TheSurestAuthorsWin) {
  constexpr BylineRow kRows[] = {
      {"<meta name=author content='By Ada Brook and Tom Vale, Staff Writers'>",
       "Ada Brook, Tom Vale", "meta.author"},
      {"<meta property=article:author content='https://social.example/ada'>", "none", "none"},
      {"<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ada'>",
       "Ada", "meta.labelled"},
      {"<h1>Ferry</h1><span itemprop=author>Ada</span>", "Ada", "marked.itemprop"},
      {"<h1>Ferry</h1><a rel='author nofollow'>Tom Vale</a>", "Tom Vale", "marked.rel"},
      {"<h1>Ferry</h1><div class='c-byline x'><span>By</span> <a>Ada Brook</a><a>Tom "
       "Vale</a></div>",
       "Ada Brook, Tom Vale", "marked.byline"},
      {"<h1>Ferry</h1><div class=byline>Reviewed by Ada Brook</div>", "none", "none"},
      {"<h1>Ferry</h1><aside><a rel=author>Ada Brook</a></aside>", "none", "none"},
      {"<h1>Ferry</h1><div class=comments><b class=author>Ada Brook</b></div>", "none", "none"},
      {"<meta property=og:site_name content='Heron Post'><meta name=author content='Heron Post'>"
       "<h1>Ferry</h1><a rel=author>Ada Brook</a>",
       "Ada Brook", "marked.rel"},
      {"<meta property=og:site_name content='Heron Post'><meta name=author content='Heron Post'>",
       "Heron Post", "meta.author"},
  };
  for (const BylineRow& row : kRows) {
    const auto article = read(row.html);
    EXPECT_EQ(value(article->byline), row.byline) << row.html;
    EXPECT_EQ(rule(article->byline), row.rule) << row.html;
  }
}

TEST(FindMetadata, SignaturesAreReadWhereTheyStand) {
  const std::string far = [] {
    std::string html = "<h1>Ferry</h1>";
    for (HtmlNodeIndex i = 0; i < kNodesAfterTitle; ++i) html += "<p>.";
    return html;
  }();
  const std::string prose =
      "The ferry sailed at noon and came back at four, because the sea was too rough for it, said "
      "the captain, who has seen a good many seas in her time on the bay. ";
  const std::vector<std::tuple<std::string, std::string, std::string>> rows = {
      {"<h1>Ferry</h1><p><span>By\n<a>Ada Brook</a></span> <span>April 12, 2026</span></p>",
       "Ada Brook", "marked.signature"},
      {"<h1>Ferry</h1><div><span>By</span><span>Ada Brook</span></div>", "Ada Brook",
       "marked.signature"},
      {"<h1>Ferry</h1><div><div>By:</div><div>Ada Brook</div><div>|</div></div>", "Ada Brook",
       "marked.signature"},
      {"<h1>Ferry</h1><p>Por <a>Ada Brook</a> y <a>Tom Vale</a></p>", "Ada Brook, Tom Vale",
       "marked.signature"},
      {"<h1>Ferry</h1><p>by <a>Ada</a> | News</p>", "Ada", "marked.signature"},
      {"<h1>Ferry</h1><p><i>Gulls</i> by <b>Tom Vale</b> is back.</p>", "none", "none"},
      {"<h1>Ferry</h1><p>By <a>continuing</a> you agree.</p>", "none", "none"},
      // Far from the title only a whole sentence signs.
      {far + "<p>Written by <a>Ada Brook</a></p>", "Ada Brook", "marked.signature"},
      {far + "<p>This post was written by Ada Brook, who keeps gulls.</p>", "Ada Brook",
       "marked.signature"},
      {far + "<p>By <a>Ada Brook</a></p>", "none", "none"},
      {far + "<p>Verfasst von Ada Brook</p>", "Ada Brook", "marked.signature"},
      {far + "<p>Scritto da\nAda Brook e Tom Vale</p>", "Ada Brook, Tom Vale", "marked.signature"},
      {far + "<p>Escrito por: <b>Ada Brook</b></p>", "Ada Brook", "marked.signature"},
      // An article's own footer, and that of the page.
      {"<article><h1>Ferry</h1><footer><a rel=author>Ada Brook</a></footer></article>", "Ada Brook",
       "marked.rel"},
      {"<h1>Ferry</h1><footer><a rel=author>Ada Brook</a></footer>", "none", "none"},
      {"<h1>Ferry</h1><p><a href='/authors/ada-brook'>Ada Brook</a> 4 min</p>", "Ada Brook",
       "marked.link"},
      {"<p><a href='/authors/ada-brook'>Ada Brook</a></p><h1>Ferry</h1>", "none", "none"},
      {"<h1>Ferry</h1><p>" + prose + "<a href='/authors/ada-brook'>Ada Brook</a></p>", "none",
       "none"},
      // A desk signs where no person does.
      {"<h1>Ferry</h1><p class=author-name>By The Courier Editors</p>", "The Courier Editors",
       "marked.author-name"},
      {"<h1>Ferry</h1><p>By <a>Courier Staff</a></p><b class=author>Ada Brook</b>", "Ada Brook",
       "marked.author"},
  };
  for (const auto& [html, byline, by_rule] : rows) {
    const auto article = read(html);
    EXPECT_EQ(value(article->byline), byline) << html.substr(0, 200);
    EXPECT_EQ(rule(article->byline), by_rule) << html.substr(0, 200);
  }
}

struct TitleRow {
  const char* html;
  const char* title;
  const char* rule;
};

TEST(FindMetadata, TheTitleIsWhatTheReaderSees) {
  constexpr TitleRow kRows[] = {
      {"<title>Ferry returns - Heron Post</title><h1>Heron Post</h1><h1>Ferry returns</h1>",
       "Ferry returns", "heading.h1"},
      {"<meta property=og:title content='Why the ferry returns to port'>"
       "<h1>Log in</h1><h1>The ferry returns to port</h1>",
       "The ferry returns to port", "heading.h1"},
      {"<meta property=og:title content='Ferry returns'><h1>Subscribe to us today</h1>",
       "Ferry returns", "meta.title"},
      {"<title>Ferry - returns | Heron Post</title><meta property=og:site_name content='Heron "
       "Post'>",
       "Ferry - returns", "title.element"},
      {"<meta property=og:title content='Ferry returns'><h1>Harbour: Ferry returns</h1>",
       "Ferry returns", "heading.h1"},
      {"<title>Heron Post: Ferry</title>", "Heron Post: Ferry", "title.element"},
      // What readers see, on the page and where it is shared, and another word for search engines.
      {"<meta property=og:title content='Ferry returns'><h1>Ferry returns</h1>"
       "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Bay traffic "
       "resumes\"}</script>",
       "Ferry returns", "heading.h1"},
      // The host names the site, too, and no site is called as its page.
      {"<title>Ferry returns | Heron</title>", "Ferry returns", "title.element"},
      {"<meta property=og:site_name content='Gulls: all of them | Post'><meta property=og:title "
       "content='Gulls: all of them | Post'><h1>Gulls: all of them</h1>",
       "Gulls: all of them", "heading.h1"},
      {"<svg><title>Icon</title></svg><h1>Ferry</h1>", "Ferry", "heading.h1"},
      {"<script type=application/ld+json>{\"@type\":\"VideoObject\",\"name\":\"clip.mp4\"}</script>"
       "<title>Ferry</title>",
       "Ferry", "title.element"},
  };
  for (const TitleRow& row : kRows) {
    const auto article = read(row.html);
    EXPECT_EQ(value(article->title), row.title) << row.html;
    EXPECT_EQ(rule(article->title), row.rule) << row.html;
  }
}

TEST(FindMetadata, ThePageDeclaresItsLanguageOrItsProseTells) {
  const std::string german =
      "<p>Die Fähre kehrte am Abend in den Hafen der Insel zurück, und die Leute standen an der "
      "Mole und winkten, bis es dunkel wurde und der Wind auffrischte.</p>";
  EXPECT_EQ(value(read("<html lang=de-AT><p>x")->language), "de");
  EXPECT_EQ(value(read("<html lang=zh-Hant-TW><p>x")->language), "zh-Hant");
  EXPECT_EQ(value(read("<meta property=og:locale content=pt_BR><p>x")->language), "pt");
  EXPECT_EQ(value(read("<html lang=''><p>x")->language), "none");
  EXPECT_EQ(value(read(german)->language), "de");
  const auto template_says_english = read("<html lang=en>" + german);
  EXPECT_EQ(value(template_says_english->language), "de");
  EXPECT_EQ(rule(template_says_english->language), "text.language");
}

TEST(FindMetadata, ValuesAreOneCleanLine) {
  const auto article = read(
      "<meta property=og:title content='A\n  ferry&#7;&shy;boat &amp;amp; crew'>"
      "<meta property=og:site_name content='Heron\u202E Post'>");
  EXPECT_EQ(value(article->title), "A ferryboat & crew");
}

TEST(FindMetadata, ARefusedDateIsTold) {
  const auto article = read("<meta property=article:published_time content=2199-01-01>");
  EXPECT_EQ(article->detail, R"({"no_dates":["2199-01-01"]})");
}

TEST(FindMetadata, TheDayMayStandInTheAddress) {
  EXPECT_EQ(value(read("<p>x", "https://heron.example/2026/02/03/ferry")->published_at),
            "2026-02-03");
  EXPECT_EQ(value(read("<p>x", "https://heron.example/2026/13/03/ferry")->published_at), "none");
  EXPECT_EQ(value(read("<p>x", "https://heron.example/news/12345678")->published_at), "none");
}

}  // namespace
}  // namespace headwater
