#include "stages/extract/select_article.h"

#include <gtest/gtest.h>

#include <map>

#include "html/page.h"
#include "record/document_map.h"
#include "stages/extract/extract_html.h"
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
    {"<ul><li>Groups of ten</li><li>From April on</li></ul>", "Groups of ten", "kept"},
    {"<blockquote><p>It is the sound of my childhood.</p></blockquote>",
     "It is the sound of my childhood.", "kept"},
    {"<figure><table><tr><td>Wheat</td><td>2 crowns</td></tr></table></figure>", "Wheat\t2 crowns",
     "kept"},
    {"<div class='has-sidebar'><p>Even the sluice was mended.</p></div>",
     "Even the sluice was mended.", "kept"},
};

INSTANTIATE_TEST_SUITE_P(Rows, BlocksInTheArticle, testing::ValuesIn(kSamples));

}  // namespace
}  // namespace headwater
