#include "stages/clean/learned_matcher.h"

#include <set>
#include <utility>

namespace headwater {

Result<LearnedMatcher> LearnedMatcher::load(const StageContext& context) {
  std::vector<ConfigMistake> mistakes;
  LearnedSet last;
  std::set<std::string> kept;
  for (const ConfigFile& file : context.boilerplate) {
    if (!is_learned_set(file)) continue;
    last = parse_learned_set(file, mistakes);
    for (const LearnedPassage& passage : last.passages) {
      if (passage.verdict == Verdict::kKept) kept.insert(passage.id);
    }
  }
  if (!mistakes.empty()) return Error{ErrorCode::kBadConfig, describe(mistakes)};
  LearnedMatcher matcher;
  for (LearnedPassage& passage : last.passages) {
    if (passage.verdict != Verdict::kTemplate || kept.contains(passage.id)) continue;
    const RuleIndex rule =
        context.rules.add({passage.id, CutReason::kTemplate, evidence_of(passage)});
    matcher.entries_.emplace(std::move(passage.words),
                             Entry{std::move(passage.owner), passage.kind, rule});
  }
  return matcher;
}

const LearnedMatcher::Entry* LearnedMatcher::find(std::string_view words, PassageKind kind,
                                                  std::string_view owner) const {
  const auto [first, last] = entries_.equal_range(std::string(words));
  const Entry* best = nullptr;
  for (auto at = first; at != last; ++at) {
    const Entry& entry = at->second;
    if (entry.kind != kind || (!entry.owner.empty() && entry.owner != owner)) continue;
    // The order in the table is not to decide: the outlet's own rule goes first.
    if (best == nullptr || best->owner.empty()) best = &entry;
  }
  return best;
}

void LearnedMatcher::propose_cuts(Article& article) const {
  if (entries_.empty()) return;
  thread_local std::vector<TextSpan> left_out;
  thread_local std::vector<Passage> passages;
  thread_local std::string words;
  left_out.clear();
  for (const Cut& cut : article.edits.cuts()) left_out.push_back(cut.span);
  const TextSpan title =
      article.title && article.title->evidence.span ? *article.title->evidence.span : TextSpan{};
  find_passages(article.text, title, left_out, passages);
  const std::string owner = template_owner(article);
  for (const Passage& passage : passages) {
    if (passage.sheltered) continue;
    mask_passage(slice(article.text, passage.span), words);
    if (const Entry* entry = find(words, passage.kind, owner)) {
      article.edits.propose({passage.span, entry->rule});
    }
  }
}

}  // namespace headwater
