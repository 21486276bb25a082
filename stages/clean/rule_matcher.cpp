#include "stages/clean/rule_matcher.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "base/text_lines.h"
#include "stages/clean/rule_pattern.h"

namespace headwater {
namespace {

constexpr std::int64_t kPatternMemory = std::int64_t{1}
                                        << 20;               // bytes; what one careful rule needs
constexpr std::int64_t kSetMemory = std::int64_t{64} << 20;  // bytes for all rules' automaton
constexpr std::size_t kLongestUnit = std::size_t{64}
                                     << 10;  // bytes; no printed paragraph is longer
constexpr std::size_t kMostPassages = 64;  // of one rule in one paragraph: keeps the search linear
constexpr std::size_t kLongestHeadline = 160;  // bytes; headlines of links and captions are shorter
constexpr std::size_t kNoRule = std::numeric_limits<std::size_t>::max();

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

RE2::Options options(std::int64_t memory) {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_max_mem(memory);
  return out;
}

bool searches_inside(RuleWhere where) {
  return where == RuleWhere::kParagraph || where == RuleWhere::kPassage;
}

/// All patterns of one kind in one automaton.
class PatternSet {
 public:
  explicit PatternSet(RE2::Anchor anchor) : set_(options(kSetMemory), anchor) {}

  /// Requires: `expression` compiles on its own.
  void add(const std::string& expression, std::size_t rule) {
    if (set_.Add(expression, nullptr) >= 0) rules_.push_back(rule);
  }
  bool compile() { return rules_.empty() || set_.Compile(); }

  /// Replaces `candidates` by the rules that may match `text`, ascending.
  void candidates(std::string_view text, std::vector<std::size_t>& candidates) const {
    candidates.clear();
    if (rules_.empty() || !may_match(text)) return;
    std::vector<int> matched;
    RE2::Set::ErrorInfo error{};
    if (set_.Match(piece(text), &matched, &error)) {
      for (const int index : matched) candidates.push_back(rules_[static_cast<std::size_t>(index)]);
      std::sort(candidates.begin(), candidates.end());
    } else if (error.kind == RE2::Set::kOutOfMemory) {
      candidates = rules_;
    }
  }

 private:
  /// The common case is that nothing matches; asking without a list stays free of allocations.
  bool may_match(std::string_view text) const {
    RE2::Set::ErrorInfo error{};
    return set_.Match(piece(text), nullptr, &error) || error.kind == RE2::Set::kOutOfMemory;
  }

  RE2::Set set_;
  std::vector<std::size_t> rules_;
};

struct CompiledRule {
  RuleWhere where;
  std::size_t max_length;
  std::unique_ptr<RE2> pattern;
};

/// Buffers that one thread reuses from text to text.
struct Scratch {
  std::vector<TextLine> lines;
  std::vector<std::size_t> rule_of_line;
  std::vector<std::size_t> candidates;
};

Scratch& scratch() {
  thread_local Scratch buffers;
  return buffers;
}

bool is_short_and_open(std::string_view line) {
  return line.size() <= kLongestHeadline && !ends_sentence(line);
}

/// Whether a passage at `begin` of `unit` starts where a sentence or a bracket does.
bool starts_passage(std::string_view unit, std::size_t begin) {
  const std::string_view before = trim(unit.substr(0, begin));
  if (before.empty() || unit[begin] == '(' || unit[begin] == '[') return true;
  constexpr std::string_view kBreaks = ")]:;-*|>";
  return ends_sentence(before) || kBreaks.find(before.back()) != std::string_view::npos ||
         before.ends_with("–") || before.ends_with("—") || before.ends_with("•");
}

/// Whether a passage that stops at `end` of `unit` stops where a sentence or a bracket does.
bool ends_passage(std::string_view unit, std::size_t begin, std::size_t end) {
  const std::string_view passage = unit.substr(begin, end - begin);
  return trim(unit.substr(end)).empty() || ends_sentence(passage) || passage.ends_with(')') ||
         passage.ends_with(']');
}

}  // namespace

struct RuleMatcher::State {
  std::vector<CompiledRule> rules;
  PatternSet whole{RE2::ANCHOR_BOTH};
  PatternSet inside{RE2::UNANCHORED};
  std::size_t longest_whole = 0;  // the largest max_length of a rule for whole lines

  Status add(const Rule& rule) {
    const std::string expression = expand_pattern(rule.pattern);
    auto pattern = std::make_unique<RE2>(expression, options(kPatternMemory));
    if (!pattern->ok()) {
      return Error{ErrorCode::kBadConfig, "the pattern is refused: " + pattern->error()};
    }
    if (RE2::FullMatch("", *pattern)) {
      return Error{ErrorCode::kBadConfig, "the pattern matches the empty text"};
    }
    const std::size_t index = rules.size();
    (searches_inside(rule.where) ? inside : whole).add(expression, index);
    if (!searches_inside(rule.where)) longest_whole = std::max(longest_whole, rule.max_length);
    rules.push_back({rule.where, rule.max_length, std::move(pattern)});
    return {};
  }
};

namespace {

/// One run of the matcher over one text.
class Search {
 public:
  Search(const std::vector<CompiledRule>& rules, const PatternSet& whole, const PatternSet& inside,
         std::size_t longest_whole, const MatchInput& input, std::vector<RuleHit>& hits)
      : rules_(rules),
        whole_(whole),
        inside_(inside),
        longest_whole_(longest_whole),
        input_(input),
        hits_(hits),
        lines_(scratch().lines),
        rule_of_line_(scratch().rule_of_line),
        candidates_(scratch().candidates) {}

  void run() {
    split_lines(input_.text, lines_);
    rule_of_line_.assign(lines_.size(), kNoRule);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      rule_of_line_[i] = whole_rule({lines_[i].begin, lines_[i].end}, i, i);
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (rule_of_line_[i] != kNoRule) cut_lines(i);
    }
    look_into_paragraphs();
  }

 private:
  std::string_view of(TextSpan span) const { return slice(input_.text, span); }

  bool in_zone(RuleWhere where, std::size_t first, std::size_t last) const {
    if (where == RuleWhere::kHead || where == RuleWhere::kOpening) return first < kHeadLines;
    if (where == RuleWhere::kTail || where == RuleWhere::kAfter) {
      return last + kTailLines >= lines_.size();
    }
    return true;
  }

  /// The first rule that takes all of `span`, which holds the lines from `first` to `last`.
  std::size_t whole_rule(TextSpan span, std::size_t first, std::size_t last) const {
    if (span.size() > longest_whole_ || span.overlaps(input_.title)) return kNoRule;
    whole_.candidates(of(span), candidates_);
    for (const std::size_t rule : candidates_) {
      const CompiledRule& candidate = rules_[rule];
      if (span.size() <= candidate.max_length && in_zone(candidate.where, first, last) &&
          RE2::FullMatch(piece(of(span)), *candidate.pattern)) {
        return rule;
      }
    }
    return kNoRule;
  }

  void cut_lines(std::size_t line) {
    const std::size_t rule = rule_of_line_[line];
    TextSpan span{lines_[line].begin, lines_[line].end};
    if (rules_[rule].where == RuleWhere::kOpening) cut_opening(line, rule);
    if (rules_[rule].where == RuleWhere::kAfter) span.end = lines_[last_of_list(line)].end;
    hits_.push_back({span, rule});
  }

  /// The other lines of the caption whose last line is `line`.
  void cut_opening(std::size_t line, std::size_t rule) {
    while (line > 0 && !lines_[line].after_blank) {
      --line;
      const TextSpan span{lines_[line].begin, lines_[line].end};
      if (rule_of_line_[line] != kNoRule || span.overlaps(input_.title) ||
          !is_short_and_open(of(span))) {
        return;
      }
      rule_of_line_[line] = rule;
      hits_.push_back({span, rule});
    }
  }

  /// The last line of the list of links or headlines under `line`; `line` itself if there is none.
  std::size_t last_of_list(std::size_t line) const {
    while (line + 1 < lines_.size() && rule_of_line_[line + 1] == kNoRule) {
      const std::string_view next = lines_[line + 1].of(input_.text);
      if (!is_web_address(next) && !is_short_and_open(next)) break;
      ++line;
    }
    return line;
  }

  void look_into_paragraphs() {
    std::size_t first = 0;
    for (const TextSpan paragraph : input_.paragraphs) {
      while (first < lines_.size() && lines_[first].begin < paragraph.begin) ++first;
      std::size_t last = first;
      while (last < lines_.size() && lines_[last].end <= paragraph.end) ++last;
      if (last > first) look_into(paragraph, first, last - 1);
      first = last;
    }
  }

  void look_into(TextSpan paragraph, std::size_t first, std::size_t last) {
    if (first == last && rule_of_line_[first] != kNoRule) return;
    if (first < last) {
      const std::size_t rule = whole_rule(paragraph, first, last);
      if (rule != kNoRule) {
        hits_.push_back({paragraph, rule});
        return;
      }
    }
    if (paragraph.size() > kLongestUnit || paragraph.overlaps(input_.title)) return;
    inside_.candidates(of(paragraph), candidates_);
    for (const std::size_t rule : candidates_) find_inside(paragraph, rule);
  }

  void find_inside(TextSpan paragraph, std::size_t rule) {
    const std::string_view unit = of(paragraph);
    std::size_t from = 0;
    re2::StringPiece found;
    for (std::size_t count = 0; count < kMostPassages; ++count) {
      if (!rules_[rule].pattern->Match(piece(unit), from, unit.size(), RE2::UNANCHORED, &found,
                                       1)) {
        return;
      }
      const auto begin = static_cast<std::size_t>(found.data() - unit.data());
      from = begin + std::max<std::size_t>(found.size(), 1);
      if (ends_inside_quotation(unit.substr(0, begin))) continue;
      if (propose(paragraph, unit, trim(unit.substr(begin, found.size())), rule)) return;
    }
  }

  /// Proposes what `rule` cuts for `passage` of `unit`; true when nothing more can come of it.
  bool propose(TextSpan paragraph, std::string_view unit, std::string_view passage,
               std::size_t rule) {
    const CompiledRule& compiled = rules_[rule];
    if (compiled.where == RuleWhere::kParagraph) {
      if (paragraph.size() <= compiled.max_length) hits_.push_back({paragraph, rule});
      return true;
    }
    const auto begin = static_cast<std::size_t>(passage.data() - unit.data());
    const std::size_t end = begin + passage.size();
    if (passage.size() <= compiled.max_length && starts_passage(unit, begin) &&
        ends_passage(unit, begin, end)) {
      hits_.push_back({{paragraph.begin + begin, paragraph.begin + end}, rule});
    }
    return false;
  }

  const std::vector<CompiledRule>& rules_;
  const PatternSet& whole_;
  const PatternSet& inside_;
  std::size_t longest_whole_;
  const MatchInput& input_;
  std::vector<RuleHit>& hits_;
  std::vector<TextLine>& lines_;
  std::vector<std::size_t>& rule_of_line_;
  std::vector<std::size_t>& candidates_;
};

}  // namespace

RuleMatcher::RuleMatcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
RuleMatcher::~RuleMatcher() = default;
RuleMatcher::RuleMatcher(RuleMatcher&&) noexcept = default;
RuleMatcher& RuleMatcher::operator=(RuleMatcher&&) noexcept = default;

Result<RuleMatcher> RuleMatcher::build(std::span<const Rule> rules) {
  auto state = std::make_unique<State>();
  for (const Rule& rule : rules) {
    if (Status added = state->add(rule); !added.ok()) return added.error();
  }
  if (!state->whole.compile() || !state->inside.compile()) {
    return Error{ErrorCode::kBadConfig,
                 "all patterns together are too large: shorten or remove some"};
  }
  return RuleMatcher(std::move(state));
}

void RuleMatcher::find(const MatchInput& input, std::vector<RuleHit>& hits) const {
  const State& state = *state_;
  Search(state.rules, state.whole, state.inside, state.longest_whole, input, hits).run();
}

}  // namespace headwater
