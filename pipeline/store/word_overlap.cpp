#include "store/word_overlap.h"

#include <algorithm>

#include "record/fold_text.h"

namespace headwater {

FoldedStatement::FoldedStatement(std::string_view text) { fold_text(text, folded_); }

std::vector<std::string_view> FoldedStatement::words() const {
  std::vector<std::string_view> words;
  std::string_view rest = folded_;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    words.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return words;
}

bool FoldedStatement::contains(const FoldedStatement& part) const {
  return holds_words(folded_, part.folded_);
}

std::vector<std::string_view> FoldedStatement::sorted_words() const {
  std::vector<std::string_view> sorted = words();
  std::ranges::sort(sorted);
  return sorted;
}

double FoldedStatement::similarity(const FoldedStatement& other) const {
  const std::vector<std::string_view> a = sorted_words();
  const std::vector<std::string_view> b = other.sorted_words();
  std::vector<std::string_view> shared;
  std::ranges::set_intersection(a, b, std::back_inserter(shared));
  const std::size_t all = a.size() + b.size() - shared.size();
  return all == 0 ? 1 : static_cast<double>(shared.size()) / static_cast<double>(all);
}

bool holds_words(std::string_view folded, std::string_view words) {
  for (std::size_t at = folded.find(words); at != std::string_view::npos;
       at = folded.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    const bool starts_word = at == 0 || folded[at - 1] == ' ';
    const bool ends_word = end == folded.size() || folded[end] == ' ';
    if (starts_word && ends_word) return true;
  }
  return false;
}

std::vector<std::string> telling_words(const FoldedStatement& statement, std::size_t count) {
  std::vector<std::string_view> words = statement.words();
  std::ranges::sort(words, [](std::string_view a, std::string_view b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  words.erase(std::unique(words.begin(), words.end()), words.end());
  const bool has_long = !words.empty() && words.front().size() > 1;
  std::vector<std::string> telling;
  for (const std::string_view word : words) {
    if (telling.size() == count || (has_long && word.size() == 1)) break;
    telling.emplace_back(word);
  }
  return telling;
}

}  // namespace headwater
