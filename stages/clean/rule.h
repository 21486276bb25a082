#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/config_mistake.h"
#include "record/cut_reason.h"
#include "record/text_span.h"

namespace headwater {

/// Where a rule's pattern is looked for, and what is cut where it is found. A closed list.
enum class RuleWhere : std::uint8_t {
  kLine,       ///< A whole line (or a paragraph broken into lines) matches: it is cut.
  kHead,       ///< As kLine, among the first kHeadLines lines.
  kTail,       ///< As kLine, among the last kTailLines lines.
  kAfter,      ///< As kTail; links and headlines that follow directly are cut with it.
  kOpening,    ///< As kHead; the short unpunctuated lines right above it are cut too, each for
               ///< itself.
  kParagraph,  ///< A sentence of a paragraph begins so: the whole paragraph is cut.
  kPassage,    ///< Found as a whole sentence or bracket inside a paragraph: exactly it is cut.
};
std::string_view where_name(RuleWhere where);
std::optional<RuleWhere> where_from_name(std::string_view name);

/// Lines that are not blank, counted from either end. A head holds a title, a byline and a
/// picture's caption; a tail a sign-off, a notice, a copyright line and a list of links.
constexpr std::size_t kHeadLines = 6;
constexpr std::size_t kTailLines = 12;

/// A piece of text that shows what a rule does. In `removes` samples the passages in double square
/// brackets are removed and nothing else; without brackets all of it is.
struct RuleSample {
  std::string text;              ///< Without the brackets.
  std::vector<TextSpan> marked;  ///< What stood in brackets, ascending.
  ConfigPosition position;
};

/// One entry of a rule pack. See config/boilerplate/ for how patterns are written.
struct Rule {
  std::string id;
  CutReason reason = CutReason::kOther;
  RuleWhere where = RuleWhere::kLine;
  std::string pattern;         ///< As written in the pack.
  std::size_t max_length = 0;  ///< Bytes of the passage; a longer one is kept.
  std::string why;
  std::vector<RuleSample> removes;
  std::vector<RuleSample> keeps;
  ConfigPosition position;          ///< Of the entry.
  ConfigPosition pattern_position;  ///< Of its pattern.
};

}  // namespace headwater
