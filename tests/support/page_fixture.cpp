#include "support/page_fixture.h"

#include <utility>

#include "html/page.h"
#include "html/prescan_charset.h"

namespace headwater::testing {

std::unique_ptr<Article> page_article(std::string html, std::string uri) {
  auto article = std::make_unique<Article>();
  article->arrival.uri = std::move(uri);
  article->arrival.media_type = "text/html";
  article->arrival.payload = std::move(html);
  article->arrival.captured_at = *timestamp_from_rfc3339("2026-03-01T12:00:00Z");
  article->page = borrow_html_page();
  HtmlPage& page = *article->page;
  page.bytes = article->arrival.payload;
  page.encoding = prescan_charset(page.bytes).value_or(Encoding::kUtf8);
  page.decoder.start(page.encoding);
  page.blocks.clear();
  page.tree.parse(page.bytes);
  return article;
}

}  // namespace headwater::testing
