#include "stages/clean/pattern_set.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <utility>

namespace headwater {
namespace {

constexpr std::int64_t kPatternMemory = std::int64_t{1}
                                        << 20;               // bytes; what one careful rule needs
constexpr std::int64_t kSetMemory = std::int64_t{32} << 20;  // bytes: program and its states

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

RE2::Options options(std::int64_t memory) {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_max_mem(memory);
  return out;
}

}  // namespace

struct Pattern::State {
  explicit State(const std::string& text) : expression(text, options(kPatternMemory)) {}
  RE2 expression;
};

Pattern::Pattern(std::unique_ptr<State> state) : state_(std::move(state)) {}
Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

Result<Pattern> Pattern::compile(const std::string& expression) {
  auto state = std::make_unique<State>(expression);
  if (!state->expression.ok()) {
    return Error{ErrorCode::kBadConfig, "the pattern is refused: " + state->expression.error()};
  }
  Pattern pattern(std::move(state));
  if (pattern.matches_all(""))
    return Error{ErrorCode::kBadConfig, "the pattern matches the empty text"};
  return pattern;
}

bool Pattern::matches_all(std::string_view text) const {
  return RE2::FullMatch(piece(text), state_->expression);
}

std::optional<std::size_t> Pattern::match_at_start(std::string_view text) const {
  re2::StringPiece found;
  if (!state_->expression.Match(piece(text), 0, text.size(), RE2::ANCHOR_START, &found, 1)) {
    return std::nullopt;
  }
  return found.size();
}

struct PatternSet::State {
  explicit State(RE2::Anchor anchor) : set(options(kSetMemory), anchor) {}
  RE2::Set set;
};

PatternSet::PatternSet(Anchoring anchoring)
    : state_(std::make_unique<State>(anchoring == Anchoring::kStart ? RE2::ANCHOR_START
                                                                    : RE2::ANCHOR_BOTH)) {}
PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;

void PatternSet::add(const std::string& expression, std::size_t rule, std::size_t max_length) {
  if (state_->set.Add(expression, nullptr) < 0) return;
  rules_.push_back(rule);
  longest_ = std::max(longest_, max_length);
}

bool PatternSet::compile() { return rules_.empty() || state_->set.Compile(); }

void PatternSet::find(std::string_view text, std::vector<std::size_t>& candidates) const {
  candidates.clear();
  if (rules_.empty() || !may_match(text)) return;
  std::vector<int> matched;
  RE2::Set::ErrorInfo error{};
  if (state_->set.Match(piece(text), &matched, &error)) {
    for (const int index : matched) candidates.push_back(rules_[static_cast<std::size_t>(index)]);
    std::sort(candidates.begin(), candidates.end());
  } else if (error.kind == RE2::Set::kOutOfMemory) {
    candidates = rules_;
  }
}

/// The common case is that nothing matches; asking without a list stays free of allocations.
bool PatternSet::may_match(std::string_view text) const {
  RE2::Set::ErrorInfo error{};
  return state_->set.Match(piece(text), nullptr, &error) || error.kind == RE2::Set::kOutOfMemory;
}

}  // namespace headwater
