#pragma once

#include <string_view>

#include "stages/extract/block_features.h"
#include "stages/extract/select_rules.h"

namespace headwater {

/// The rule by which a short block of text is no text of the article, or kKeep: "Read more: ...",
/// "3 min read", "By A. Writer", in the languages of line_words.inc. Reads a line's beginning only;
/// linear in it.
SelectRule judge_line(std::string_view line, const BlockFeatures& features);

/// Whether a short line tells a day: a year in digits, or day, month and year as
/// numbers.
bool holds_date(std::string_view line);

/// Whether a line of a few words begins like a byline, in one of several languages: "By A. Writer",
/// "Von", "Par", "Por", "Di", "Door", "Av". Only for lines that are known to be no text.
bool begins_like_byline(std::string_view line);

}  // namespace headwater
