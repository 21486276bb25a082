#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace headwater {

/// One compiled expression (RE2 syntax). Const use is thread-safe; matching is linear in the text.
class Pattern {
 public:
  /// kBadConfig with the library's words if `expression` is none, is too large or matches "".
  static Result<Pattern> compile(const std::string& expression);
  ~Pattern();
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;

  bool matches_all(std::string_view text) const;
  /// The length of the match at the beginning of `text`.
  std::optional<std::size_t> match_at_start(std::string_view text) const;

 private:
  struct State;
  explicit Pattern(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Where the patterns of a set are tried.
enum class Anchoring { kWholeText, kStart };

/// The expressions of many rules in one automaton, which tells in one pass which of them match.
/// Const use is thread-safe.
class PatternSet {
 public:
  explicit PatternSet(Anchoring anchoring);
  ~PatternSet();
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;

  /// Adds a rule whose passages have at most `max_length` bytes. Requires: `expression` compiles.
  void add(const std::string& expression, std::size_t rule, std::size_t max_length);
  /// To be called once after the last `add`; false if the expressions together are too large.
  bool compile();

  /// The longest passage that any rule takes; 0 without rules.
  std::size_t longest() const { return longest_; }
  /// Replaces `candidates` by the rules that may match `text`, ascending.
  void find(std::string_view text, std::vector<std::size_t>& candidates) const;

 private:
  struct State;
  bool may_match(std::string_view text) const;
  std::unique_ptr<State> state_;
  std::vector<std::size_t> rules_;
  std::size_t longest_ = 0;
};

}  // namespace headwater
