#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headwater {

/// A statement as trace compares it: folded, and its words.
class FoldedStatement {
 public:
  explicit FoldedStatement(std::string_view text);

  /// The folded text: see `fold_text`.
  const std::string& folded() const { return folded_; }
  /// In order. Views into `folded`, valid as long as this.
  std::vector<std::string_view> words() const;
  bool empty() const { return folded_.empty(); }

  /// Whether the words of `part` stand here in order and without gap. Requires: `part` is not
  /// empty.
  bool contains(const FoldedStatement& part) const;
  /// Shared words over all words of both, repeated words counted: 1 when both have the same words.
  double similarity(const FoldedStatement& other) const;

 private:
  std::string folded_;
  std::vector<std::string_view> sorted_words() const;
};

/// Whether `words` stand in `folded` in order and without gap, as whole words. Both are folded, see
/// `fold_text`. Requires: `words` is not empty.
bool holds_words(std::string_view folded, std::string_view words);

/// At most `count` words to look candidates up by: the longest ones, as long words are rare, each
/// once, in order of falling length. Words of one letter are left out unless there are no others.
std::vector<std::string> telling_words(const FoldedStatement& statement, std::size_t count);

}  // namespace headwater
