#include "app/rule_printings.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace headwater {
namespace {

constexpr std::string_view kLearnedPrefix = "learned.";

PlacedPassage placed(const StoredDocument& document, TextSpan span) {
  const Article& article = document.article;
  return {article.id, article.arrival.uri, span, std::string(slice(article.text, span))};
}

}  // namespace

std::vector<Printing> find_printings(const StoredDocument& document,
                                     std::span<const LearnedPassage* const> learned) {
  std::unordered_multimap<std::string_view, const LearnedPassage*> by_words;
  for (const LearnedPassage* passage : learned) by_words.emplace(passage->words, passage);
  const std::string owner = template_owner(document.article);
  std::vector<Passage> passages;
  std::vector<Printing> found;
  std::string words;
  unwritten_passages(document, passages);
  for (const Passage& passage : passages) {
    mask_passage(slice(document.article.text, passage.span), words);
    const auto [first, last] = by_words.equal_range(words);
    for (auto at = first; at != last; ++at) {
      const LearnedPassage& rule = *at->second;
      if (rule.kind != passage.kind || (!rule.owner.empty() && rule.owner != owner)) continue;
      found.push_back({&rule, placed(document, passage.span)});
    }
  }
  return found;
}

void unwritten_passages(const StoredDocument& document, std::vector<Passage>& passages) {
  const Article& article = document.article;
  std::vector<TextSpan> left_out;
  for (const Cut& cut : article.edits.cuts()) {
    if (!document.rules[cut.rule].id.starts_with(kLearnedPrefix)) left_out.push_back(cut.span);
  }
  const TextSpan title =
      article.title && article.title->evidence.span ? *article.title->evidence.span : TextSpan{};
  find_passages(article.text, title, left_out, passages);
}

}  // namespace headwater
