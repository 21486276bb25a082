// Over the pages beside the project, where there are any: whatever a real page holds, every byte of
// it is accounted for.
#include <gtest/gtest.h>

#include "html/page.h"
#include "stages/extract/extract_html.h"
#include "support/page_files.h"
#include "support/stage_fixture.h"
#include "support/text_invariants.h"

namespace headwater::testing {
namespace {

TEST(ExtractHtmlPages, KeepEveryPromise) {
  const auto files = page_files();
  if (files.empty()) GTEST_SKIP() << "no pages beside the project";
  const BuiltStage stage(extract_html_kind());
  for (const auto& file : files) {
    SCOPED_TRACE(file.string());
    Article article;
    article.arrival.payload = read_page(file);
    article.arrival.media_type = "text/html";
    ASSERT_TRUE(passed(stage.parallel().process(article)));
    EXPECT_EQ(broken_text_promise(article), "");
    EXPECT_EQ(broken_page_promise(article), "");
    EXPECT_GT(article.text.size(), 100U);
    EXPECT_LT(article.text.size(), article.arrival.payload.size());
  }
}

}  // namespace
}  // namespace headwater::testing
