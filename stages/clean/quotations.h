#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/text_lines.h"
#include "record/text_span.h"

namespace headwater {

/// Paragraphs that one quotation may go through. A mark that nobody closes within them is a slip.
constexpr std::size_t kQuotedParagraphs = 10;

/// Replaces `quotations` by the quotations of `text`, ascending, disjoint, with their marks:
/// straight, English, German, Polish, Nordic, angle and corner marks, and single ones, of which an
/// apostrophe is told by the letters round it. What is not closed in its line goes on to the mark
/// that closes it in one of the next kQuotedParagraphs lines, if no other opens before, and to the
/// end of the line if there is none. A single mark that is not closed in its line is an apostrophe.
/// Linear. Requires: `lines` are those of `text`.
void find_quotations(std::string_view text, std::span<const TextLine> lines,
                     std::vector<TextSpan>& quotations);

}  // namespace headwater
