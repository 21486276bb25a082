#include "stages/catalog.h"

#include <vector>

#include "stages/acquire/read_folder.h"
#include "stages/acquire/read_json_lines.h"
#include "stages/acquire/read_warc.h"
#include "stages/acquire/web_source.h"
#include "stages/clean/strip_ads.h"
#include "stages/clean/strip_boilerplate.h"
#include "stages/copies/fold_article.h"
#include "stages/copies/link_copies.h"
#include "stages/copies/sketch_text.h"
#include "stages/extract/decode_text.h"
#include "stages/extract/extract_html.h"
#include "stages/extract/extract_plain.h"
#include "stages/extract/find_metadata.h"
#include "stages/extract/select_article.h"
#include "stages/extract/unwrap_feed.h"
#include "stages/extract/unwrap_json.h"
#include "stages/extract/unwrap_newsml.h"
#include "stages/identify/find_wire_credit.h"
#include "stages/identify/tag_outlet.h"
#include "stages/statements/split_statements.h"

namespace headwater {

std::span<const StageKind> stage_kinds() {
  static const std::vector<StageKind> kinds = {
      unwrap_json_kind(),      unwrap_feed_kind(),       unwrap_newsml_kind(),
      decode_text_kind(),      extract_plain_kind(),     extract_html_kind(),
      find_metadata_kind(),    select_article_kind(),    tag_outlet_kind(),
      find_wire_credit_kind(), strip_boilerplate_kind(), strip_ads_kind(),
      split_statements_kind(), fold_article_kind(),      sketch_text_kind(),
      link_copies_kind(),
  };
  return kinds;
}

std::span<const SourceKind> source_kinds() {
  static const std::vector<SourceKind> kinds = {
      read_folder_kind(), read_json_lines_kind(), read_warc_kind(),
      read_feed_kind(),   read_sitemap_kind(),    fetch_pages_kind(),
  };
  return kinds;
}

}  // namespace headwater
