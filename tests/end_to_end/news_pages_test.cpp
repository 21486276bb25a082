// The invented pages of the benchmarks: the same on every machine, and pages in earnest.
#include "support/news_pages.h"

#include <gtest/gtest.h>

#include "html/tree.h"

namespace headwater::testing {
namespace {

TEST(NewsPages, AreTheSameEachTime) {
  EXPECT_EQ(NewsPages().page(7), NewsPages().page(7));
  EXPECT_NE(NewsPages().page(7), NewsPages().page(8));
  EXPECT_NE(NewsPages(2).page(7), NewsPages().page(7));
}

TEST(NewsPages, HoldTheArticleAndMuchElse) {
  const NewsArticle article = NewsCorpus().article(3);
  const std::string page = NewsPages().page(3);
  EXPECT_GT(page.size(), 20 * article.text.size());
  EXPECT_NE(page.find(article.title), std::string::npos);
  EXPECT_NE(page.find(article.text.substr(0, 60)), std::string::npos);
  HtmlTree tree;
  tree.parse(page);
  std::size_t elements = 0;
  for (const HtmlNode& node : tree.nodes()) {
    if (node.is_text()) continue;
    ++elements;
    // Every end tag that the page needs is there.
    const bool may_lack = html::has_trait(node.tag, html::kIsVoid) || node.tag == HtmlTag::kHtml;
    EXPECT_TRUE(may_lack || node.is_foreign() || !node.end_tag.empty()) << tree.name(node);
  }
  EXPECT_GT(elements, 800U);
}

}  // namespace
}  // namespace headwater::testing
