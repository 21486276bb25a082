#include "stages/extract/content_type.h"

namespace headwater {

bool holds_html(const Article& article) {
  const std::string& type =
      article.content.inside ? article.content.media_type : article.arrival.media_type;
  return type == "text/html" || type == "application/xhtml+xml";
}

}  // namespace headwater
