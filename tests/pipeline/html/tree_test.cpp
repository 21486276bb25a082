#include "html/tree.h"

#include <gtest/gtest.h>

#include <string>

#include "support/html_outline.h"

namespace headwater {
namespace {

/// The elements and texts of a page as one line: "html(head body(p("a") p("b")))".
class Drawing {
 public:
  explicit Drawing(const HtmlTree& tree) : tree_(tree) { draw(0); }
  std::string text;

 private:
  void draw(HtmlNodeIndex index) {
    const HtmlNode& node = tree_.nodes()[index];
    if (node.is_text()) {
      text += "\"" + std::string(node.source.of(tree_.page())) + "\"";
      return;
    }
    text += std::string(tree_.name(node));
    if (node.has(HtmlNode::kFostered)) text += "!";
    HtmlNodeIndex child = tree_.first_child(index);
    if (child == kNoHtmlNode) return;
    text += "(";
    for (; child != kNoHtmlNode; child = tree_.next_sibling(child)) {
      draw(child);
      if (tree_.next_sibling(child) != kNoHtmlNode) text += " ";
    }
    text += ")";
  }

  const HtmlTree& tree_;
};

std::string drawn(std::string_view page) {
  HtmlTree tree;
  tree.parse(page);
  return Drawing(tree).text;
}

struct Row {
  std::string_view page;
  std::string_view body;  ///< What is drawn between "html(head " and ")".
};

TEST(HtmlTree, Bodies) {
  constexpr Row kRows[] = {
      {"", "body"},
      {"a", "body(\"a\")"},
      {"<p>a<p>b", "body(p(\"a\") p(\"b\"))"},
      {"<ul><li>a<ul><li>b</ul><li>c</ul>", "body(ul(li(\"a\" ul(li(\"b\"))) li(\"c\")))"},
      {"<dl><dt>a<dd>b<dt>c</dl>", "body(dl(dt(\"a\") dd(\"b\") dt(\"c\")))"},
      {"<table><tr><td>a<td>b</table>c", "body(table(tbody(tr(td(\"a\") td(\"b\")))) \"c\")"},
      {"<table>a<tr><td>b</table>", "body(table(\"a\" tbody(tr(td(\"b\")))))"},
      {"<table><tr><div>a</div><td>b</table>", "body(table(tbody(tr(div!(\"a\") td(\"b\")))))"},
      {"<b>a<p>b</b>c</p>d", "body(b(\"a\" p(\"b\" \"c\")) \"d\")"},
      {"<a>a<a>b", "body(a(\"a\") a(\"b\"))"},
      {"<p>a<div>b</div></p>c", "body(p(\"a\") div(\"b\") p \"c\")"},
      {"<h1>a<h2>b</h1>c", "body(h1(\"a\") h2(\"b\") \"c\")"},
      {"<br></br>a", "body(br br \"a\")"},
      {"<script>a<b></script>c", "body(\"c\")"},
      {"<body><script>a<b></script>c", "body(script(\"a<b>\") \"c\")"},
      {"<textarea>\n<p>a</textarea>b", "body(textarea(\"<p>a\") \"b\")"},
      {"<pre>\r\n\na</pre>", "body(pre(\"\na\"))"},
      {"<svg><title>a<p>b</svg>c", "body(svg(title(\"a\" p(\"b\" \"c\"))))"},
      {"<svg><title>a</title><g>b</svg>c", "body(svg(title(\"a\") g(\"b\")) \"c\")"},
      {"<svg><![CDATA[<p>a]]></svg>b", "body(svg(\"<p>a\") \"b\")"},
      {"<svg><path/><g>a<p>b", "body(svg(path g(\"a\")) p(\"b\"))"},
      {"<noscript><p>a</noscript>b", "body(p(\"a\" \"b\"))"},
      {"<body><noscript><p>a</p></noscript>b", "body(noscript(p(\"a\")) \"b\")"},
      {"<my-card>a</MY-CARD>b", "body(my-card(\"a\") \"b\")"},
      {"<form><p>a</form>b", "body(form(p(\"a\")) \"b\")"},
      {"<form><div>a</form>b</div>c", "body(form(div(\"a\" \"b\")) \"c\")"},
      {"<option>a<option>b", "body(option(\"a\") option(\"b\"))"},
      {"<ruby>a<rp>(<rt>b<rp>)</ruby>", "body(ruby(\"a\" rp(\"(\") rt(\"b\") rp(\")\")))"},
      {"</body></html>a", "body(\"a\")"},
      {"<image src=x>", "body(img)"},
      {"<plaintext>a</p>", "body(plaintext(\"a</p>\"))"},
  };
  for (const Row& row : kRows) {
    const std::string found = drawn(row.page);
    const std::size_t body = found.find(" body");
    ASSERT_NE(body, std::string::npos) << row.page;
    EXPECT_EQ(found.substr(body + 1, found.size() - body - 2), row.body) << row.page;
  }
}

TEST(HtmlTree, HeadTakesWhatBelongsThere) {
  EXPECT_EQ(drawn("<title>a</title><meta><p>b"), "html(head(title(\"a\") meta) body(p(\"b\")))");
  EXPECT_EQ(drawn("<head></head> <style>a</style><body>b"), "html(head(style(\"a\")) body(\"b\"))");
  EXPECT_EQ(drawn("<template><td>a</template>b"), "html(head(template(td(\"a\"))) body(\"b\"))");
}

TEST(HtmlTree, TablesEndParagraphsUnlessInQuirksMode) {
  EXPECT_NE(drawn("<!doctype html><p>a<table>").find("p(\"a\") table"), std::string::npos);
  EXPECT_NE(drawn("<p>a<table>").find("p(\"a\" table)"), std::string::npos);
}

TEST(HtmlTree, RangesAreThoseOfThePage) {
  const std::string_view page = "<p class=x ID='y'>a&amp;b</p >";
  HtmlTree tree;
  tree.parse(page);
  const HtmlNode& p = tree.nodes()[3];
  ASSERT_EQ(p.tag, HtmlTag::kP);
  EXPECT_EQ(p.source.of(page), "<p class=x ID='y'>");
  EXPECT_EQ(p.end_tag.of(page), "</p >");
  EXPECT_EQ(tree.attribute(p, "class")->of(page), "x");
  EXPECT_EQ(tree.attribute(p, "id")->of(page), "y");
  EXPECT_EQ(tree.attribute(p, "style"), std::nullopt);
  EXPECT_EQ(tree.nodes()[4].source.of(page), "a&amp;b");
}

TEST(HtmlTree, ReplacesABlankBodyByAFrameset) {
  HtmlTree tree;
  tree.parse("<p></p><frameset><frame>lost</frameset><noframes>a</noframes>");
  EXPECT_EQ(testing::outline_of(tree), (testing::Outline{{"/html/noframes", "a"}}));
}

TEST(HtmlTree, IsReused) {
  HtmlTree tree;
  tree.parse("<table><select><svg><template><p>");
  tree.parse("<p>a");
  EXPECT_EQ(Drawing(tree).text, "html(head body(p(\"a\")))");
}

std::uint32_t depth_of(const HtmlTree& tree) {
  std::vector<std::uint32_t> depths;
  std::uint32_t deepest = 0;
  for (const HtmlNode& node : tree.nodes()) {
    depths.push_back(node.parent == kNoHtmlNode ? 1 : depths[node.parent] + 1);
    deepest = std::max(deepest, depths.back());
  }
  return deepest;
}

TEST(HtmlTree, DepthIsBounded) {
  std::string page;
  for (int i = 0; i < 2000; ++i) page += "<div>";
  page += "<p>a</p>";
  for (int i = 0; i < 2000; ++i) page += "</div>";
  page += "<p>b";
  HtmlTree tree;
  tree.parse(page);
  EXPECT_EQ(depth_of(tree), kMaxHtmlDepth - 1);
  // What comes after all the end tags is where it belongs.
  const HtmlNode& last = tree.nodes().back();
  EXPECT_EQ(tree.nodes()[tree.nodes()[last.parent].parent].tag, HtmlTag::kBody);
}

}  // namespace
}  // namespace headwater
