#include "stages/extract/page_clue.h"

#include "stages/extract/page_text.h"

namespace headwater {

PageClue meta_clue(const PageSources& from, const MetaTag& tag) {
  std::string printed = slice_line(from.page, tag.content, HtmlTextMode::kAttribute);
  std::string value = without_markup(printed);
  return {std::move(value), std::move(printed), tag.content, "meta", meta_rule(tag.key)};
}

PageClue ld_clue(const PageSources& from, LdIndex node, std::string_view rule) {
  if (node == kNoLd || from.data.raw_text(node).empty()) return {};
  std::string line = from.data.line(node);
  return {line, line, from.data.place(node), "json-ld", rule};
}

PageClue element_clue(const PageSources& from, HtmlNodeIndex node, std::string_view kind,
                      std::string_view rule) {
  std::string line = element_line(from.page, node);
  if (line.empty()) return {};
  return {line, line, text_range(from.page.tree, node), kind, rule};
}

}  // namespace headwater
