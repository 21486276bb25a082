#pragma once

#include <span>
#include <string>

#include "record/article.h"
#include "record/rule_table.h"

namespace headwater {

enum class MarkStyle : std::uint8_t {
  kBrackets,  ///< [-reason: passage-]
  kColour,    ///< Red and struck through (ECMA-48), with the reason before it.
};

/// The whole visible text with what was removed marked, escaped for display.
std::string marked_text(const Article& article, std::span<const RuleInfo> rules, MarkStyle style);

/// One paragraph for each removed passage: reason, rule, ranges, why, and the passage.
std::string removed_passages(const Article& article, std::span<const RuleInfo> rules);

/// One line for each run of the source map and for each cut.
std::string map_lines(const Article& article, std::span<const RuleInfo> rules);

}  // namespace headwater
