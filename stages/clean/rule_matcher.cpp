#include "stages/clean/rule_matcher.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "base/text_lines.h"
#include "stages/clean/pattern_set.h"
#include "stages/clean/rule_pattern.h"
#include "stages/clean/sentence_starts.h"

namespace headwater {
namespace {

constexpr std::size_t kLongestUnit = 65536;    // bytes; no printed paragraph is longer
constexpr std::size_t kLongestHeadline = 160;  // bytes; headlines of links and captions are shorter
constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

/// Where in a text the patterns of an automaton are tried. The rules of each zone have one of their
/// own, so that the lines in the middle pay only for the rules that may take them.
enum class Zone : std::uint8_t { kAnywhere, kHead, kTail, kSentences };

Zone zone_of(RuleWhere where) {
  switch (where) {
    case RuleWhere::kHead:
    case RuleWhere::kOpening:
      return Zone::kHead;
    case RuleWhere::kTail:
    case RuleWhere::kAfter:
      return Zone::kTail;
    case RuleWhere::kParagraph:
    case RuleWhere::kPassage:
      return Zone::kSentences;
    case RuleWhere::kLine:
      break;
  }
  return Zone::kAnywhere;
}

struct CompiledRule {
  RuleWhere where;
  std::size_t max_length;
  Pattern pattern;
};

bool is_short_and_open(std::string_view line) {
  return line.size() <= kLongestHeadline && !ends_sentence(line);
}

/// Whether `line` may stand in a list of other articles: a headline may ask, but has no full stop.
bool is_list_item(std::string_view line) {
  return is_web_address(line) || is_short_and_open(line) ||
         (line.size() <= kLongestHeadline && line.ends_with('?'));
}

/// Whether `passage`, which begins at `begin` of `unit`, stops where a sentence or a bracket does.
bool ends_passage(std::string_view unit, std::size_t begin, std::string_view passage) {
  return trim(unit.substr(begin + passage.size())).empty() || ends_sentence(passage) ||
         passage.ends_with(')') || passage.ends_with(']');
}

}  // namespace

struct RuleMatcher::State {
  std::vector<CompiledRule> rules;
  std::array<PatternSet, 4> zones = {
      PatternSet(Anchoring::kWholeText), PatternSet(Anchoring::kWholeText),
      PatternSet(Anchoring::kWholeText), PatternSet(Anchoring::kStart)};

  const PatternSet& in(Zone zone) const { return zones[static_cast<std::size_t>(zone)]; }

  Status add(const Rule& rule) {
    const std::string expression = expand_pattern(rule.pattern);
    Result<Pattern> pattern = Pattern::compile(expression);
    if (!pattern) return pattern.error();
    const auto zone = static_cast<std::size_t>(zone_of(rule.where));
    zones[zone].add(expression, rules.size(), rule.max_length);
    rules.push_back({rule.where, rule.max_length, std::move(*pattern)});
    return {};
  }

  /// One run over one text. Its buffers are a thread's own and reused from text to text.
  class Search;
};

class RuleMatcher::State::Search {
 public:
  Search(const State& state, const MatchInput& input, std::vector<RuleHit>& hits)
      : state_(state), input_(input), hits_(hits), buffers_(thread_buffers()) {}

  void run() {
    split_lines(input_.text, lines());
    if (!input_.left_out.empty()) leave_out_lines();
    buffers_.rule_of_line.assign(lines().size(), kNone);
    for (std::size_t i = 0; i < lines().size(); ++i) rule_of(i) = whole_rule(span_of(i), i, i);
    for (std::size_t i = 0; i < lines().size(); ++i) {
      if (rule_of(i) != kNone) cut_lines(i);
    }
    look_into_paragraphs();
  }

 private:
  struct Buffers {
    std::vector<TextLine> lines;
    std::vector<std::size_t> rule_of_line;
    std::vector<std::size_t> candidates;
  };
  static Buffers& thread_buffers() {
    thread_local Buffers buffers;
    return buffers;
  }

  std::vector<TextLine>& lines() { return buffers_.lines; }
  std::size_t& rule_of(std::size_t line) { return buffers_.rule_of_line[line]; }
  TextSpan span_of(std::size_t line) { return {lines()[line].begin, lines()[line].end}; }
  std::string_view text_of(TextSpan span) const { return slice(input_.text, span); }

  void leave_out_lines() {
    auto out = input_.left_out.begin();
    std::erase_if(lines(), [&](const TextLine& line) {
      while (out != input_.left_out.end() && out->end < line.end) ++out;
      return out != input_.left_out.end() && out->begin <= line.begin;
    });
  }

  /// The first rule that takes all of `span`, which holds the lines from `first` to `last`.
  std::size_t whole_rule(TextSpan span, std::size_t first, std::size_t last) {
    if (span.overlaps(input_.title)) return kNone;
    std::size_t rule = whole_rule_in(Zone::kAnywhere, span);
    if (first < kHeadLines) rule = std::min(rule, whole_rule_in(Zone::kHead, span));
    if (last + kTailLines >= lines().size())
      rule = std::min(rule, whole_rule_in(Zone::kTail, span));
    return rule;
  }

  std::size_t whole_rule_in(Zone zone, TextSpan span) {
    const PatternSet& patterns = state_.in(zone);
    if (span.size() > patterns.longest()) return kNone;
    patterns.find(text_of(span), buffers_.candidates);
    for (const std::size_t rule : buffers_.candidates) {
      const CompiledRule& compiled = state_.rules[rule];
      if (span.size() <= compiled.max_length && compiled.pattern.matches_all(text_of(span))) {
        return rule;
      }
    }
    return kNone;
  }

  void cut_lines(std::size_t line) {
    const std::size_t rule = rule_of(line);
    TextSpan span = span_of(line);
    if (state_.rules[rule].where == RuleWhere::kOpening) cut_opening(line, rule);
    if (state_.rules[rule].where == RuleWhere::kAfter) span.end = span_of(last_of_list(line)).end;
    hits_.push_back({span, rule});
  }

  /// The other lines of the caption whose last line is `line`.
  void cut_opening(std::size_t line, std::size_t rule) {
    while (line > 0 && !lines()[line].after_blank) {
      --line;
      const TextSpan span = span_of(line);
      if (rule_of(line) != kNone || span.overlaps(input_.title) ||
          !is_short_and_open(text_of(span)))
        return;
      rule_of(line) = rule;
      hits_.push_back({span, rule});
    }
  }

  /// The last line of the list of links or headlines under `line`; `line` itself if there is none.
  std::size_t last_of_list(std::size_t line) {
    while (line + 1 < lines().size() && rule_of(line + 1) == kNone) {
      if (!is_list_item(lines()[line + 1].of(input_.text))) break;
      ++line;
    }
    return line;
  }

  void look_into_paragraphs() {
    std::size_t first = 0;
    for (const TextSpan paragraph : input_.paragraphs) {
      while (first < lines().size() && lines()[first].begin < paragraph.begin) ++first;
      std::size_t end = first;
      while (end < lines().size() && lines()[end].end <= paragraph.end) ++end;
      if (end > first) {
        look_into({span_of(first).begin, span_of(end - 1).end}, first, end - 1);
      }
      first = end;
    }
  }

  void look_into(TextSpan paragraph, std::size_t first, std::size_t last) {
    if (first == last && rule_of(first) != kNone) return;
    const std::size_t rule = first < last ? whole_rule(paragraph, first, last) : kNone;
    if (rule != kNone) {
      hits_.push_back({paragraph, rule});
    } else if (paragraph.size() <= kLongestUnit && !paragraph.overlaps(input_.title)) {
      look_into_sentences(paragraph);
    }
  }

  /// Patterns are tried where sentences begin, on no more text than the longest passage has: so a
  /// hostile paragraph costs its length times a constant.
  void look_into_sentences(TextSpan paragraph) {
    const PatternSet& patterns = state_.in(Zone::kSentences);
    const std::string_view unit = text_of(paragraph);
    std::size_t begin = next_sentence_start(unit, 0);
    while (begin < unit.size()) {
      const std::string_view window = unit.substr(begin, patterns.longest() + 1);
      patterns.find(window, buffers_.candidates);
      const std::size_t taken = take_sentence(paragraph, begin, window);
      begin = next_sentence_start(unit, begin + std::max<std::size_t>(taken, 1));
    }
  }

  /// Cuts what the first fitting candidate finds at the start of `window`. Returns how many bytes
  /// of the window are settled by that; 0 if no candidate fits.
  std::size_t take_sentence(TextSpan paragraph, std::size_t begin, std::string_view window) {
    const std::string_view unit = text_of(paragraph);
    for (const std::size_t rule : buffers_.candidates) {
      const CompiledRule& compiled = state_.rules[rule];
      const std::optional<std::size_t> found = compiled.pattern.match_at_start(window);
      if (!found) continue;
      if (ends_inside_quotation(unit.substr(0, begin))) return 0;
      const std::string_view passage = trim(window.substr(0, *found));
      if (compiled.where == RuleWhere::kParagraph && paragraph.size() <= compiled.max_length) {
        hits_.push_back({paragraph, rule});
        return unit.size();
      }
      if (compiled.where == RuleWhere::kPassage && passage.size() <= compiled.max_length &&
          ends_passage(unit, begin, passage)) {
        const std::uint64_t at = paragraph.begin + begin;
        hits_.push_back({{at, at + passage.size()}, rule});
        return passage.size();
      }
    }
    return 0;
  }

  const State& state_;
  const MatchInput& input_;
  std::vector<RuleHit>& hits_;
  Buffers& buffers_;
};

RuleMatcher::RuleMatcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
RuleMatcher::~RuleMatcher() = default;
RuleMatcher::RuleMatcher(RuleMatcher&&) noexcept = default;
RuleMatcher& RuleMatcher::operator=(RuleMatcher&&) noexcept = default;

Result<RuleMatcher> RuleMatcher::build(std::span<const Rule> rules) {
  auto state = std::make_unique<State>();
  for (const Rule& rule : rules) {
    if (Status added = state->add(rule); !added.ok()) return added.error();
  }
  for (PatternSet& zone : state->zones) {
    if (!zone.compile()) {
      return Error{ErrorCode::kBadConfig,
                   "all patterns together are too large: shorten or remove some"};
    }
  }
  return RuleMatcher(std::move(state));
}

void RuleMatcher::find(const MatchInput& input, std::vector<RuleHit>& hits) const {
  State::Search(*state_, input, hits).run();
}

}  // namespace headwater
