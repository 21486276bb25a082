// What hostile pages cost: ten times the page is ten times the steps, not more.
#include "stages/extract/visible_text.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "stages/extract/extract_html.h"
#include "support/stage_fixture.h"

namespace headwater {
namespace {

std::string repeated(const std::string& part, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += part;
  return all;
}

struct Hostile {
  const char* name;
  std::function<std::string(std::size_t)> page;
};

const Hostile kHostile[] = {
    {"nested div", [](std::size_t n) { return repeated("<div>", n) + "x"; }},
    {"nested div with text", [](std::size_t n) { return repeated("<div>x", n); }},
    {"nested span with style", [](std::size_t n) { return repeated("<span style=a:b>x", n); }},
    {"nested links", [](std::size_t n) { return repeated("<b><a href=x>x", n); }},
    {"empty paragraphs", [](std::size_t n) { return repeated("<p>&nbsp;</p>", n); }},
    {"short paragraphs", [](std::size_t n) { return repeated("<p>x", n); }},
    {"breaks", [](std::size_t n) { return repeated("x<br>", n); }},
    {"pairs of breaks", [](std::size_t n) { return repeated("x<br><br>", n); }},
    {"cells", [](std::size_t n) { return "<table><tr>" + repeated("<td>x", n); }},
    {"nested tables", [](std::size_t n) { return repeated("<table><tr><td>x", n); }},
    {"stray cells", [](std::size_t n) { return "<table>" + repeated("x<td>x", n); }},
    {"attributes", [](std::size_t n) { return "<p" + repeated(" a=b", n) + ">x"; }},
    {"style", [](std::size_t n) { return "<p style='" + repeated("a:b;", n) + "'>x"; }},
    {"hidden passages", [](std::size_t n) { return "<p>" + repeated("x<b hidden>y</b>", n); }},
    {"blank hidden", [](std::size_t n) { return repeated("<p><b hidden>&nbsp;</b> ", n) + "x"; }},
    {"white space", [](std::size_t n) { return "<p>x" + repeated(" \n\t ", n) + "y"; }},
    {"zero width", [](std::size_t n) { return "<p>" + repeated("&#8203; ", n) + "y"; }},
    {"spaces that do not break",
     [](std::size_t n) { return "<p>x" + repeated("&nbsp;", n) + "<p>y"; }},
    {"references", [](std::size_t n) { return "<p>" + repeated("&amp;&x;", n); }},
    {"one reference", [](std::size_t n) { return "<p>&" + repeated("a", n) + ";"; }},
    {"one tag", [](std::size_t n) { return "<p>x</p><" + repeated("a", n) + ">y"; }},
    {"text in script", [](std::size_t n) { return "<p>x" + repeated("<script>x</script>", n); }},
    {"open svg", [](std::size_t n) { return "<p>x" + repeated("<svg><g>", n); }},
};

struct Cost {
  std::uint64_t steps = 0;
  std::size_t runs = 0;
  std::size_t blocks = 0;
};

Cost cost_of(const std::string& bytes) {
  HtmlPage page;
  page.bytes = bytes;
  page.tree.parse(bytes);
  VisibleText visible;
  EXPECT_EQ(visible.read(page), VisibleText::Verdict::kDone);
  return {page.tree.steps() + visible.steps(), visible.map().runs().size(),
          visible.blocks().size()};
}

TEST(VisibleText, CostsNoMoreThanThePageIsLong) {
  constexpr std::size_t kTimes = 2'000;
  for (const Hostile& row : kHostile) {
    SCOPED_TRACE(row.name);
    const std::string small = row.page(kTimes);
    const std::string large = row.page(kTimes * 10);
    const Cost once = cost_of(small);
    const Cost tenfold = cost_of(large);
    EXPECT_LE(tenfold.steps, once.steps * 11);
    // Nothing that is kept for a page outgrows it.
    EXPECT_LE(tenfold.runs, large.size());
    EXPECT_LE(tenfold.blocks, large.size() / 2);
    EXPECT_LE(tenfold.steps, large.size() * 20);
  }
}

TEST(VisibleText, RefusesPagesMadeOfBlocks) {
  const std::string bytes = repeated("<p>x", kMaxPageBlocks + 2);
  HtmlPage page;
  page.bytes = bytes;
  page.tree.parse(bytes);
  VisibleText visible;
  EXPECT_EQ(visible.read(page), VisibleText::Verdict::kTooManyBlocks);
}

Error refusal(std::string payload) {
  Article article;
  article.arrival.payload = std::move(payload);
  article.arrival.media_type = "text/html";
  const BuiltStage stage(extract_html_kind());
  const Outcome outcome = stage.parallel().process(article);
  const auto* quarantined = std::get_if<Quarantined>(&outcome);
  return quarantined == nullptr ? Error{} : quarantined->error;
}

TEST(VisibleText, RefusesPagesBeyondEveryArticle) {
  const Error large = refusal("<p>x" + std::string(kMaxPageBytes, 'x'));
  EXPECT_EQ(large.code, ErrorCode::kTooLarge);
  EXPECT_NE(large.message.find("64 MiB"), std::string::npos) << large.message;
  const Error wide = refusal("\xFF\xFE<" + std::string(kMaxTranscodedBytes, '\0'));
  EXPECT_EQ(wide.code, ErrorCode::kTooLarge);
  EXPECT_NE(wide.message.find("8 MiB"), std::string::npos) << wide.message;
  EXPECT_EQ(refusal(repeated("<b>", kMaxPageTags + 1)).code, ErrorCode::kTooMany);
  for (const char* part : {"x&lt", "x&lt; ", "x\xE9"}) {
    const Error changing = refusal("<meta charset=latin1><p>" + repeated(part, kMaxPageRuns));
    EXPECT_EQ(changing.code, ErrorCode::kTooMany) << part;
    EXPECT_NE(changing.message.find("encoded"), std::string::npos) << changing.message;
  }
}

}  // namespace
}  // namespace headwater
