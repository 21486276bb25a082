#include "support/page_fixture.h"

#include <stdexcept>
#include <utility>

#include "html/page.h"
#include "stages/extract/extract_html.h"
#include "support/stage_fixture.h"

namespace headwater::testing {

std::unique_ptr<Article> page_article(std::string html, std::string uri) {
  auto article = std::make_unique<Article>();
  article->arrival.uri = std::move(uri);
  article->arrival.media_type = "text/html";
  article->arrival.payload = std::move(html);
  article->arrival.captured_at = *timestamp_from_rfc3339("2026-03-01T12:00:00Z");
  const BuiltStage stage(extract_html_kind());
  (void)stage.parallel().process(*article);
  // A page without visible text is dropped, but its head can be read all the same.
  if (!article->page) throw std::runtime_error("no page");
  return article;
}

}  // namespace headwater::testing
