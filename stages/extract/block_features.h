#pragma once

#include <cstdint>
#include <string_view>

#include "html/page.h"
#include "record/article.h"

namespace headwater {

/// What the text of a block looks like.
struct BlockFeatures {
  std::uint32_t letters = 0;  ///< Letters and digits; one of a script without spaces counts as 3.
  std::uint32_t linked = 0;   ///< Letters that stand in links, in proportion to the bytes.
  std::uint32_t words = 0;    ///< A script without spaces counts a word per two letters.
  BlockKind kind = BlockKind::kParagraph;
  bool ends_sentence = false;  ///< The last character ends a sentence, quotes aside.
  bool has_sentence = false;   ///< A sentence ends somewhere.
  bool hidden = false;

  bool mostly_linked() const { return linked * 3 > letters * 2; }
  /// Whether it reads like a paragraph of an article: long, a sentence, few links.
  bool is_prose() const;
};

BlockFeatures features_of(std::string_view text, const Block& block, const HtmlBlock& html);

}  // namespace headwater
