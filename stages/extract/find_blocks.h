#pragma once

#include <string_view>
#include <vector>

#include "record/article.h"

namespace headwater {

/// Appends the paragraphs of plain `text` to `blocks`. A blank line always ends one. Lines without
/// a blank line between them are paragraphs of their own, unless they were wrapped at a column:
/// then each break stands where the next word would not have fitted, mostly in mid-sentence, and
/// only a short line that ends a sentence ends the paragraph. Linear time. Requires: well-formed
/// UTF-8.
void find_blocks(std::string_view text, std::vector<Block>& blocks);

}  // namespace headwater
