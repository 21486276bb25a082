#include "html/page.h"

#include <vector>

namespace headwater {
namespace {

/// A larger page has made its tree so large that the next ones do without its buffers. 8 MiB.
constexpr std::size_t kMostKeptBytes = std::size_t{8} << 20U;

}  // namespace

std::shared_ptr<HtmlPage> borrow_html_page() {
  // Shared with the one article that the thread has in hand: documents go through all stages that
  // read pages on one thread.
  thread_local std::shared_ptr<HtmlPage> spare;
  const bool huge = spare && spare->bytes.size() > kMostKeptBytes;
  if (!spare || spare.use_count() > 1 || huge) spare = std::make_shared<HtmlPage>();
  return spare;
}

RawSpan raw_of_page(const Article& article, ByteRange range) {
  if (!article.content.inside) return range.raw();
  const std::vector<RawSpan> spans =
      article.content.map.raw_spans(TextSpan{range.begin, range.end});
  return spans.empty() ? RawSpan{} : RawSpan{spans.front().begin, spans.back().end};
}

}  // namespace headwater
