// Tells the article from arbitrary bytes taken as a page. Whatever the bytes: every block is kept
// or cut whole by a known rule, cuts lie in the text, and the verdicts are the same the second
// time, with another page in between.

#include <cstdint>
#include <cstdlib>
#include <deque>
#include <memory>
#include <string>

#include "base/utf8.h"
#include "html/page.h"
#include "stages/extract/extract_html.h"
#include "stages/extract/select_article.h"

namespace {

using namespace headwater;

RuleTable& rules() {
  static RuleTable table;
  return table;
}

const Stage& stage(const StageKind& kind) {
  static const Settings settings;
  static std::deque<Result<AnyStage>> built;
  built.push_back(kind.build({settings, {}, {}, rules()}));
  return *std::get<std::unique_ptr<Stage>>(*built.back());
}

/// The cuts that both stages propose.
Article selected(const std::string& payload) {
  static const Stage& extract = stage(extract_html_kind());
  static const Stage& select = stage(select_article_kind());
  Article article;
  article.arrival.payload = payload;
  article.arrival.media_type = "text/html";
  if (passed(extract.process(article))) select.process(article);
  return article;
}

void expect_sound(const Article& article) {
  for (const Cut& cut : article.edits.proposed()) {
    if (cut.span.empty() || cut.span.end > article.text.size()) std::abort();
    if (!is_code_point_edge(article.text, cut.span.begin)) std::abort();
    if (!is_code_point_edge(article.text, cut.span.end)) std::abort();
    if (cut.rule >= rules().size()) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string payload(reinterpret_cast<const char*>(data), size);
  const Article first = selected(payload);
  expect_sound(first);
  selected("<article class=share><h1>a</h1><p>b<p>c</article>");
  const Article again = selected(payload);
  if (first.edits.proposed() != again.edits.proposed()) std::abort();
  return 0;
}
