#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "html/page.h"
#include "stages/extract/json_ld.h"
#include "stages/extract/page_marks.h"

namespace headwater {

/// Where the evidence of one page is looked for. References live as long as the page is in hand.
struct PageSources {
  HtmlPage& page;
  const PageMarks& marks;
  const JsonLd& data;
  LdIndex article = kNoLd;  ///< What describes the article in `data`.
};

/// Something that a page says.
struct PageClue {
  std::string value;                            ///< What it means.
  std::string printed;                          ///< As it stands in the page, on one line.
  ByteRange place;                              ///< In the page's bytes.
  std::string_view kind;                        ///< "json-ld", "meta", "time", "heading", ...
  std::string_view rule;                        ///< Which way of reading found it.
  std::optional<TextSpan> span = std::nullopt;  ///< In the visible text, where that is known.
  bool empty() const { return value.empty(); }
};

/// The clue of a meta element: its content as one line without markup.
PageClue meta_clue(const PageSources& from, const MetaTag& tag);
/// The clue of a value of linked data; empty for objects, lists and kNoLd.
PageClue ld_clue(const PageSources& from, LdIndex node, std::string_view rule);
/// The clue of the text of an element.
PageClue element_clue(const PageSources& from, HtmlNodeIndex node, std::string_view kind,
                      std::string_view rule);

}  // namespace headwater
