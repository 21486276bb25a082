#include "stages/extract/select_article.h"

#include <gtest/gtest.h>

#include <map>

#include "html/page.h"
#include "record/document_map.h"
#include "stages/extract/extract_html.h"
#include "stages/extract/find_metadata.h"
#include "support/stage_runner.h"

namespace headwater {
namespace {

/// What became of a page: the text kept, and of each block that was cut the reason.
struct Selected {
  Outcome outcome;
  std::string kept;
  std::map<std::string, std::string> cut;  ///< Text of the block to its reason.
  std::string detail;

  std::string reason(const std::string& text) const {
    const auto found = cut.find(text);
    return found == cut.end() ? "kept" : found->second;
  }
};

const StageRunner& runner() {
  static const StageKind kinds[] = {extract_html_kind(), select_article_kind()};
  static const StageRunner stages(kinds);
  return stages;
}

Article page_arrival(const std::string& html) {
  Article article = text_arrival("https://northfield-courier.example/2026/mill.html", html);
  article.arrival.media_type = "text/html";
  return article;
}

Selected select(const std::string& html) {
  Article article = page_arrival(html);
  Selected selected{runner().run(article), "", {}, article.detail};
  article.edits.settle(article.text);
  selected.kept = article.edits.cleaned(article.text);
  for (const Block& block : article.blocks) {
    const Cut* cut = article.edits.cut_at(block.span.begin);
    if (cut == nullptr) continue;
    selected.cut.emplace(slice(article.text, block.span),
                         reason_name(runner().rules().at(cut->rule).reason));
  }
  return selected;
}

constexpr const char* kFirst =
    "The old mill at Northfield will open again in spring, the council said on Monday, after "
    "eleven years in which nothing but pigeons went in or out.";
constexpr const char* kSecond =
    "Its wheel was taken apart in the summer, cleaned and put together again by a workshop from "
    "Tidewater, which has done the like for three other mills.";
constexpr const char* kThird =
    "Visitors will be let in from April on, in groups of ten, and the bakery next door has "
    "promised to sell what the stones have ground.";

std::string p(const std::string& text) { return "<p>" + text + "</p>\n"; }

/// A page with `inside` after the second paragraph of its article, and `around` behind it.
std::string page(const std::string& inside, const std::string& around = "") {
  return "<html><head><title>Mill to open again in spring | Northfield Courier</title></head><body>"
         "<header><nav><ul><li><a href=/>Home</a></li><li><a href=/s>Sports "
         "desk</a></li></ul></nav>"
         "</header><main><article><h1>Mill to open again in spring</h1><div class=article-body>" +
         p(kFirst) + p(kSecond) + inside + p(kThird) + "</div></article></main>" + around +
         "<footer><p>Northfield Courier, 3 Mill Lane</p></footer></body></html>";
}

std::string story() { return std::string(kFirst) + "\n\n" + kSecond + "\n\n" + kThird; }

TEST(SelectArticle, KeepsTheArticleAndNothingElse) {
  const Selected selected = select(page(""));
  EXPECT_TRUE(passed(selected.outcome));
  EXPECT_EQ(selected.kept, story());
  EXPECT_EQ(selected.reason("Home"), "nav");
  EXPECT_EQ(selected.reason("Mill to open again in spring"), "title-repeat");
  EXPECT_EQ(selected.reason("Northfield Courier, 3 Mill Lane"), "footer");
}

struct Sample {
  const char* html;    ///< Stands between two paragraphs of the article.
  const char* text;    ///< The text of one block in it.
  const char* reason;  ///< "kept", or why it is cut.
};

class BlocksInTheArticle : public testing::TestWithParam<Sample> {};

TEST_P(BlocksInTheArticle, AreKeptOrCutForTheRightReason) {
  const Selected selected = select(page(GetParam().html));
  EXPECT_TRUE(passed(selected.outcome));
  EXPECT_EQ(selected.reason(GetParam().text), GetParam().reason) << selected.kept;
  if (std::string_view(GetParam().reason) == "kept") {
    EXPECT_NE(selected.kept.find(GetParam().text), std::string::npos);
  } else {
    EXPECT_EQ(selected.kept, story());
  }
}

const Sample kSamples[] = {
    // By the names of elements.
    {"<div class='share-bar'><a href=#>Share this story</a></div>", "Share this story", "share"},
    {"<div class='newsletter-signup'><p>Our letter brings you the news of the valley every "
     "morning at six.</p></div>",
     "Our letter brings you the news of the valley every morning at six.", "newsletter"},
    {"<aside class=related-posts><h3>More on mills</h3><ul><li><a href=/a>Bakery wins prize for "
     "rye</a></li></ul></aside>",
     "Bakery wins prize for rye", "related"},
    {"<div class='ad-slot'>Flour at half the price, only this week.</div>",
     "Flour at half the price, only this week.", "ad"},
    {"<div id=comments><p>I have lived next to this mill for forty years and it never was a "
     "quiet place, let me tell you.</p></div>",
     "I have lived next to this mill for forty years and it never was a quiet place, let me tell "
     "you.",
     "comments"},
    {"<figure><img src=m.jpg><figcaption>The mill in May.</figcaption></figure>",
     "The mill in May.", "caption"},
    {"<div class=byline>A. Miller, local news</div>", "A. Miller, local news", "byline"},
    {"<div class=timestamp>three hours ago</div>", "three hours ago", "timestamp"},
    {"<ul class=tags><li>Mills</li><li>Bread</li></ul>", "Bread", "metadata"},
    {"<div class=paywall><p>Read on with a subscription from two crowns a week, which can be "
     "ended at any time.</p></div>",
     "Read on with a subscription from two crowns a week, which can be ended at any time.",
     "paywall"},
    {"<div class='cookie-notice'>We use cookies to bake.</div>", "We use cookies to bake.",
     "consent"},
    {"<div class=sponsored>Brought to you by a flour merchant</div>",
     "Brought to you by a flour merchant", "sponsored"},
    {"<div class=app-banner>The Courier for your telephone</div>", "The Courier for your telephone",
     "app-prompt"},
    {"<div style='display:none'>What nobody sees</div>", "What nobody sees", "hidden"},
    {"<button>Listen now</button>", "Listen now", "other"},
    // By how a line begins.
    {"<p><strong>Read more:</strong> Bakery wins prize</p>", "Read more: Bakery wins prize",
     "related"},
    {"<p>Lesen Sie auch: Die B\u00e4ckerei am Ort</p>", "Lesen Sie auch: Die B\u00e4ckerei am Ort",
     "related"},
    {"<p>\u00c0 lire aussi : le pain de la vall\u00e9e</p>",
     "\u00c0 lire aussi : le pain de la vall\u00e9e", "related"},
    {"<p>Advertisement</p>", "Advertisement", "ad"},
    {"<p>Photo: A. Miller</p>", "Photo: A. Miller", "caption"},
    {"<p>Tweet</p>", "Tweet", "share"},
    {"<p>Leave a comment</p>", "Leave a comment", "comments"},
    {"<p>Sign up for our letter from the valley.</p>", "Sign up for our letter from the valley.",
     "newsletter"},
    {"<p><a href=/x>BAKERY WINS PRIZE FOR ITS RYE BREAD</a></p>",
     "BAKERY WINS PRIZE FOR ITS RYE BREAD", "related"},
    // What looks alike and is article.
    {"<p>Read more books, the miller said, and eat more bread.</p>",
     "Read more books, the miller said, and eat more bread.", "kept"},
    {"<p>Photos of the mill hang in every inn of the valley.</p>",
     "Photos of the mill hang in every inn of the valley.", "kept"},
    {"<p>Shares of the flour company rose by a tenth.</p>",
     "Shares of the flour company rose by a tenth.", "kept"},
    {"<p>Advertisement was never needed, he said.</p>", "Advertisement was never needed, he said.",
     "kept"},
    {"<p>The wheel, <a href=/w>four metres high</a>, turns again.</p>",
     "The wheel, four metres high, turns again.", "kept"},
    {"<h2 id=how-to-share-the-mill>How to get in</h2><p>Tickets are sold at the bakery.</p>",
     "How to get in", "kept"},
    {"<h1>What the bakery sells</h1><p>Rye, and wheat on Sundays.</p>", "What the bakery sells",
     "kept"},
    {"<h1>FAQ</h1><p>Tickets are sold at the bakery.</p>", "FAQ", "kept"},
    {"<h1>Spring opens the mill again</h1>", "Spring opens the mill again", "title-repeat"},
    {"<h2>Spring at the mill</h2><p>Tickets are sold at the bakery.</p>", "Spring at the mill",
     "kept"},
    {"<ul><li>Groups of ten</li><li>From April on</li></ul>", "Groups of ten", "kept"},
    {"<blockquote><p>It is the sound of my childhood.</p></blockquote>",
     "It is the sound of my childhood.", "kept"},
    {"<figure><table><tr><td>Wheat</td><td>2 crowns</td></tr></table></figure>", "Wheat\t2 crowns",
     "kept"},
    {"<div class='has-sidebar'><p>Even the sluice was mended.</p></div>",
     "Even the sluice was mended.", "kept"},
};

INSTANTIATE_TEST_SUITE_P(Rows, BlocksInTheArticle, testing::ValuesIn(kSamples));

TEST(SelectArticle, SaysWhatStandsAroundTheArticle) {
  const Selected selected =
      select(page("",
                  "<aside><h2>Most read</h2><p>What the valley reads, every hour.</p></aside>"
                  "<div class=related><a href=/b>Bakery wins prize for rye bread</a></div>"
                  "<div><a href=/c>Eleven questions on bread and flour</a></div>"
                  "<div><a href=/d>Weather</a></div><div>Some words of no sort</div>"));
  EXPECT_EQ(selected.kept, story());
  EXPECT_EQ(selected.reason("What the valley reads, every hour."), "sidebar");
  EXPECT_EQ(selected.reason("Bakery wins prize for rye bread"), "related");
  EXPECT_EQ(selected.reason("Eleven questions on bread and flour"), "related");
  EXPECT_EQ(selected.reason("Weather"), "nav");
  EXPECT_EQ(selected.reason("Some words of no sort"), "other");
}

TEST(SelectArticle, CutsWhatStandsTogetherAsOne) {
  const auto cuts_of = [](const std::string& entries) {
    Article article = page_arrival("<body><nav><ul>" + entries + "</ul></nav><article><p>" +
                                   kFirst + "<p>" + kSecond + "<p>" + kThird + "</article>");
    runner().run(article);
    return article.edits.cuts().size();
  };
  const std::size_t one = cuts_of("<li><a href=/a>News</a>");
  EXPECT_GT(one, 0U);
  EXPECT_EQ(cuts_of("<li><a href=/a>News</a><li><a href=/b>Sport</a><li><a href=/c>Arts</a>"), one);
}

TEST(SelectArticle, KeepsTheLeadAboveTheText) {
  const std::string lead =
      "A wheel, three stones and a bakery: what the valley gets back in April.";
  const Selected selected = select(
      "<title>Mill to open again in spring</title><main><article><header><h1>Mill to open "
      "again in spring</h1><p class=standfirst>" +
      lead + "</p><p class=byline>By A. Miller</p></header><div class=entry-content>" + p(kFirst) +
      p(kSecond) + p(kThird) + "</div></article></main>");
  EXPECT_EQ(selected.kept, lead + "\n\n" + story());
}

TEST(SelectArticle, TakesATextInPieces) {
  const std::string piece = "<div class='story-body part'>";
  const Selected selected =
      select("<main><div>" + piece + p(kFirst) +
             "</div></div><div class=ad><p>Flour for half the "
             "price, only this week and only at the mill.</p></div><div>" +
             piece + p(kSecond) + "</div></div><div>" + piece + p(kThird) + "</div></div></main>");
  EXPECT_EQ(selected.kept, story());
}

TEST(SelectArticle, TakesTheArticleThatThePageIsAbout) {
  std::string longer;
  for (int i = 0; i < 2; ++i) longer += p(std::string(kSecond) + std::to_string(i));
  const std::string other =
      "<article><h1>Bakery wins prize for its rye</h1>" + longer + "</article>";
  const Selected selected = select("<title>Mill to open again in spring</title><main>" + other +
                                   "<article><h1>Mill to open again in spring</h1>" + p(kFirst) +
                                   p(kThird) + "</article>" + other + "</main>");
  EXPECT_EQ(selected.kept, std::string(kFirst) + "\n\n" + kThird);
}

TEST(SelectArticle, IsNotLedAwayByAnArticleElementAroundSomethingElse) {
  const Selected selected = select(
      "<div><div>" + p(kFirst) + p(kSecond) + p(kThird) +
      "</div><div><article><p>The bakery next door won the prize of the valley for its rye, as it "
      "did in the year before, and in the one before that one.</p><p>Its oven is heated with wood "
      "from the hills, and the dough is left alone for two nights and a day, which is why so few "
      "loaves are sold.</p></article></div></div>");
  EXPECT_EQ(selected.kept.substr(0, story().size()), story());
}

TEST(SelectArticle, DoesNotBelieveANameAroundMostOfTheText) {
  for (const char* name : {"sidebar", "promo", "newsletter", "related", "paywall", "share"}) {
    const Selected selected = select("<div class=" + std::string(name) + ">" + p(kFirst) +
                                     p(kSecond) + p(kThird) + "</div>");
    EXPECT_EQ(selected.kept, story()) << name;
  }
}

TEST(SelectArticle, KeepsNoTextTwice) {
  const Selected selected = select(page(p(kFirst)));
  EXPECT_EQ(selected.kept, story());
}

TEST(SelectArticle, CutsHeadingsWithoutText) {
  const Selected selected = select("<article>" + p(kFirst) + "<h2>What comes next</h2>" +
                                   p(kSecond) + "<h2>More on this</h2></article>");
  EXPECT_EQ(selected.kept, std::string(kFirst) + "\n\nWhat comes next\n\n" + kSecond);
}

TEST(SelectArticle, ReadsScriptsWithoutSpacesAndFromRightToLeft) {
  const std::string han =
      "\u8c37\u306e\u6c34\u8eca\u306f\u6625\u306b\u518d\u3073\u56de\u308a\u59cb\u3081\u308b"
      "\u3068\u6751\u4f1a\u304c\u6708\u66dc\u65e5\u306b\u767a\u8868\u3057\u305f\u3002";
  const std::string hebrew =
      "\u05d4\u05d8\u05d7\u05e0\u05d4 \u05ea\u05d9\u05e4\u05ea\u05d7 \u05e9\u05d5\u05d1 "
      "\u05d1\u05d0\u05d1\u05d9\u05d1, \u05d0\u05de\u05e8\u05d4 "
      "\u05d4\u05de\u05d5\u05e2\u05e6\u05d4 "
      "\u05d1\u05d9\u05d5\u05dd \u05e9\u05e0\u05d9 \u05d1\u05e2\u05e8\u05d1.";
  for (const std::string& text : {han, hebrew}) {
    const Selected selected = select("<nav><a href=/>a</a></nav><article dir=rtl>" + p(text) +
                                     p(text + text) + "</article><footer>x</footer>");
    EXPECT_EQ(selected.kept, text + "\n\n" + text + text);
  }
}

TEST(SelectArticle, SaysWhatALineIsWhereItsElementDoesNot) {
  const Selected selected = select(
      "<title>Mill to open again in spring</title><main><article><header><h1>Mill to open again in "
      "spring</h1><div class=meta><div>By A. Miller</div><div>May 3, 2024</div><div>4 min "
      "read</div><div>Bread and more</div></div></header><div class=article-body>" +
      p(kFirst) + p(kSecond) + p(kThird) + "</div></article></main>");
  EXPECT_EQ(selected.kept, story());
  EXPECT_EQ(selected.reason("By A. Miller"), "byline");
  EXPECT_EQ(selected.reason("May 3, 2024"), "timestamp");
  EXPECT_EQ(selected.reason("4 min read"), "metadata");
  EXPECT_EQ(selected.reason("Bread and more"), "metadata");
}

TEST(SelectArticle, SaysWhatALineIsWhereItsPlaceDoesNot) {
  const Selected selected = select(
      "<title>Mill to open again in spring</title><div><h1>Mill to open again in spring</h1>"
      "<p><time>March 12, 2024</time></p><p>By A. Miller</p><p>Mills that we lost in 1904</p></div>"
      "<div class=article-body>" +
      p(kFirst) + p(kSecond) + p(kThird) +
      "</div><div class=byline><span>|</span></div><div class=byline>Comments (3)</div>"
      "<div class=article-meta><a href=/m>By Anna Miller</a></div><address><p>Northfield Courier"
      "</p><p>1904 Mill Lane, Northfield</p></address>"
      "<div>\u00a9 2024 Northfield Courier. All rights reserved.</div>");
  EXPECT_EQ(selected.kept, story());
  EXPECT_EQ(selected.reason("March 12, 2024"), "timestamp");
  EXPECT_EQ(selected.reason("By A. Miller"), "byline");
  EXPECT_EQ(selected.reason("Mills that we lost in 1904"), "header");
  EXPECT_EQ(selected.reason("|"), "other");
  EXPECT_EQ(selected.reason("Comments (3)"), "comments");
  EXPECT_EQ(selected.reason("By Anna Miller"), "byline");
  EXPECT_EQ(selected.reason("Northfield Courier"), "byline");
  EXPECT_EQ(selected.reason("1904 Mill Lane, Northfield"), "contact");
  EXPECT_EQ(selected.reason("\u00a9 2024 Northfield Courier. All rights reserved."),
            "copyright-footer");
}

TEST(SelectArticle, KnowsWhoseRightsAreReservedBelowTheText) {
  const std::string rights = "\u00a9 2024 Northfield Courier. All rights reserved.";
  const Selected selected =
      select("<article>" + p(kFirst) + p(kSecond) + p(kThird) + p(rights) + "</article>");
  EXPECT_EQ(selected.kept, story());
  EXPECT_EQ(selected.reason(rights), "copyright-footer");
}

std::string long_text() {
  std::string text;
  for (const char* one : {kFirst, kSecond, kThird}) {
    for (const char* other : {kFirst, kSecond, kThird}) text += p(std::string(one) + " " + other);
  }
  return text;
}

TEST(SelectArticle, KeepsAnswersInBoxesOfTheirOwn) {
  const std::string answer =
      "The wheel stands still in winter, as the brook then has too little water for the stones "
      "that were cut for the mill in the valley.";
  const std::string question = "Does the wheel turn in winter?";
  const auto with = [&](const std::string& inside) {
    return select("<article>" + long_text() + inside + p(kFirst) + p(kThird) + p(kSecond) +
                  "</article>");
  };
  const Selected headed = with("<h2>" + question + "</h2><div>" + answer + "</div>");
  EXPECT_EQ(headed.reason(answer), "kept");
  const Selected asked = with("<div><div>" + question + "</div><div>" + answer + "</div></div>");
  EXPECT_EQ(asked.reason(question), "kept");
  EXPECT_EQ(asked.reason(answer), "kept");
  // Without the other one, each is a box.
  EXPECT_EQ(with("<div>" + answer + "</div>").reason(answer), "other");
  EXPECT_EQ(with("<div>" + question + "</div>").reason(question), "other");
  const std::string link = " <a href=/w>More on the wheel</a>";
  EXPECT_EQ(with("<div>" + question + "</div><div>" + answer + link + "</div>").reason(question),
            "other");
}

TEST(SelectArticle, KeepsTextUnderNamesOfOtherArticles) {
  const std::string text =
      "The wheel stands still in winter, as the brook then has too little water for the stones "
      "that were cut for the mill in the valley.";
  const auto named = [&](const std::string& inside) {
    return select("<article>" + long_text() + "<div class=read-also>" + inside + "</div>" +
                  long_text() + "</article>");
  };
  EXPECT_EQ(named(p(text)).reason(text), "kept");
  EXPECT_EQ(named(p(text + " <a href=/w>More on it</a>")).reason(text + " More on it"), "related");
  const auto card = [](const std::string& entry) {
    return "<article><h3><a href=/b>The bakery at Northfield</a></h3>" + p(entry) + "</article>";
  };
  const std::string entry = text + " " + kThird + " " + kSecond;
  EXPECT_EQ(select(page(card(entry))).reason(entry), "kept");
  EXPECT_EQ(select(page(card(text))).reason(text), "related");
}

struct Kind {
  std::string html;
  const char* kind;  ///< Of a page that is dropped; empty: an article.
};

std::string headlines() {
  std::string html = "<title>Politics | Northfield Courier</title><main><h1>Politics</h1>";
  for (int i = 0; i < 20; ++i) {
    const std::string number = std::to_string(i);
    html += "<div><h2><a href=/" + number + ">The council met again on mill " + number +
            "</a></h2><p>It came to no end.</p></div>";
  }
  return html + "</main>";
}

/// A short article, its last block unlike the first, with a line that says what it is.
constexpr const char* kFragment =
    "<p>The pier at Kelp Bay held through the storm on Sunday night, the harbor office said.</p>"
    "<p>\"We are relieved,\" said Mayor Ann Poole.</p><p>It closes at ten.</p>";

TEST(SelectArticle, LeavesOutNothingWhereThereIsOnlyTheArticle) {
  const std::string fragment = kFragment;
  const std::string page = "<html><head><title>Pier</title></head><body>" + fragment + "</body>";
  struct Row {
    const char* media_type;
    std::string payload;
    std::string content;
    bool whole;
  };
  const Row rows[] = {
      {"application/json", "{}", fragment, true},
      {"application/json", "{}", "<body>" + fragment, true},
      {"application/json", "{}", page, false},
      {"application/json", "{}", "<!doctype html>" + fragment, false},
      {"application/xml", "<newsItem/>", page, true},
      {"text/plain", "<nitf/>", fragment, true},
      {"text/html", page, page, false},
  };
  for (const Row& row : rows) {
    Article article = page_arrival(row.payload);
    article.arrival.media_type = row.media_type;
    article.content = {"text/html", "utf-8", true, row.content, {}};
    article.content.map.append(RunKind::kEntity, 0, 1,
                               static_cast<std::uint32_t>(row.content.size()));
    ASSERT_TRUE(passed(runner().run(article))) << row.content;
    article.edits.settle(article.text);
    const std::string kept = article.edits.cleaned(article.text);
    EXPECT_EQ(kept.find("Ann Poole") != kept.npos, row.whole) << row.media_type << row.content;
  }
}

TEST(SelectArticle, DropsWhatIsNoArticle) {
  const std::string offer = "<div class=paywall>Read on for two crowns a week.</div>";
  const Kind kinds[] = {
      {headlines(), "index"},
      {"<title>Page not found | Courier</title><h1>Page not found</h1><p>The page that you look "
       "for is not here, but others are, of which you may find some below.</p>",
       "error"},
      {"<title>Just a moment...</title><h1>courier.example</h1><p>We check whether a person reads "
       "this, which may take some seconds of your time.</p>",
       "challenge"},
      {"<title>Courier</title><div id=cookie-consent><p>We and our four hundred friends would like "
       "to know all about you, and keep it for as long as we like to.</p></div>",
       "consent"},
      {"<title>Mill to open again</title><article><p>The old mill opens.</p></article>" + offer,
       "paywall"},
      {"<nav><a href=/>Home</a></nav><footer>Courier</footer>", "empty"},
      {page(""), ""},
      {"<p>One line.</p>", ""},
      {"<title>Page not found: how links die</title><h1>Page not found: how links die</h1>" +
           p(kFirst) + p(kSecond) + p(kThird) + p(std::string(kFirst) + kThird) +
           p(std::string(kSecond) + kThird),
       ""},
      {page("", offer), ""},
  };
  for (const Kind& kind : kinds) {
    const Selected selected = select(kind.html);
    const bool article = std::string_view(kind.kind).empty();
    EXPECT_EQ(passed(selected.outcome), article) << kind.html;
    EXPECT_EQ(selected.detail, article ? "" : "{\"page_kind\":\"" + std::string(kind.kind) + "\"}")
        << kind.html;
  }
}

TEST(SelectArticle, IsPlannedAfterWhatItReads) {
  const StageKind kinds[] = {extract_html_kind(), find_metadata_kind(), select_article_kind()};
  for (const StageKind& kind : kinds) {
    const bool reads_pages = (kind.needs & static_cast<Sections>(Section::kPage)) != 0;
    EXPECT_EQ(reads_pages, kind.name != "extract_html") << kind.name;
  }
  EXPECT_NE(kinds[2].needs & kinds[1].gives, 0U) << "it reads the title";
  EXPECT_EQ(kinds[2].needs & ~(kinds[0].gives | kinds[1].gives), 0U);
}

TEST(SelectArticle, PassesOnWhatIsNoPage) {
  Article article = text_arrival("https://northfield-courier.example/a.txt", "No page.");
  EXPECT_TRUE(passed(runner().run(article)));
  EXPECT_TRUE(article.edits.proposed().empty());
}

/// Deep, wide, and made of nothing but names: time stays in proportion to the page.
TEST(SelectArticle, TakesDegeneratePagesInStride) {
  const auto repeated = [](const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
  };
  const std::string pages[] = {
      repeated("<div class=share>a", 3000),
      repeated("<div class='gallery image'><img>a", 3000),
      repeated("<button><h2>a", 3000),
      repeated("<blockquote><p>a repeated quotation of some length</blockquote>", 3000),
      "<p>" + repeated("<a href=x>b</a> ", 20000),
      repeated("<article><h1>a b c d</h1>" + p(kFirst) + "</article>", 1000),
      "<div class='" + repeated("share-nav-ad ", 20000) + "'>a</div>",
      repeated("<h1>The same title of a page</h1>", 3000),
      repeated("<table><tr><td>a", 600),
  };
  for (const std::string& html : pages) {
    const Selected selected = select("<title>The same title of a page</title>" + html);
    EXPECT_LE(selected.kept.size(), html.size());
  }
}

}  // namespace
}  // namespace headwater
