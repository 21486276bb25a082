#include "app/rule_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/toml.h"
#include "engine/plan.h"
#include "stages/catalog.h"
#include "stages/clean/rule_pack.h"

namespace headwater {
namespace {

constexpr std::size_t kMostNear = 5;  // more would not be read

KnownRule known(Rule rule) {
  KnownRule known;
  known.info = {rule.id, rule.reason, rule.why};
  known.origin = RuleOrigin::kWritten;
  known.pack = rule.position.file;
  known.written = std::move(rule);
  return known;
}

KnownRule known(LearnedPassage passage, const std::string& pack) {
  KnownRule known;
  known.info = {passage.id, CutReason::kTemplate, evidence_of(passage)};
  known.origin = RuleOrigin::kLearned;
  known.pack = pack;
  known.learned = std::move(passage);
  return known;
}

/// The rules of all packs and learned sets. Whatever they have of mistakes has been refused.
std::vector<KnownRule> rules_of_packs(const PipelineConfig& config) {
  std::vector<KnownRule> rules;
  std::vector<ConfigMistake> mistakes;
  for (Rule& rule : parse_rule_packs(config.boilerplate).rules)
    rules.push_back(known(std::move(rule)));
  for (const ConfigFile& file : config.boilerplate) {
    if (!is_learned_set(file)) continue;
    for (LearnedPassage& passage : parse_learned_set(file, mistakes).passages)
      rules.push_back(known(std::move(passage), file.name));
  }
  return rules;
}

}  // namespace

std::string_view origin_name(RuleOrigin origin) {
  switch (origin) {
    case RuleOrigin::kWritten:
      return "written";
    case RuleOrigin::kLearned:
      return "learned";
    case RuleOrigin::kStage:
      return "stage";
  }
  return "";
}

std::string learned_set_of(const PipelineConfig& config) {
  std::string last;
  for (const ConfigFile& file : config.boilerplate) {
    if (is_learned_set(file)) last = file.name;
  }
  return last;
}

Result<RuleBook> RuleBook::read(const PipelineConfig& config) {
  const Result<Plan> plan = build_plan(config, stage_kinds());
  if (!plan) return plan.error();
  RuleBook book;
  book.rules_ = rules_of_packs(config);
  book.learned_set_ = learned_set_of(config);
  std::set<std::string_view> in_recipe;
  std::set<std::string_view> in_packs;
  for (const RuleInfo& rule : plan->recipe().rules.rules()) in_recipe.insert(rule.id);
  for (KnownRule& rule : book.rules_) {
    const bool spared = rule.learned && (rule.learned->verdict != Verdict::kTemplate ||
                                         rule.pack != book.learned_set_);
    rule.in_force = !spared && in_recipe.contains(rule.info.id);
    in_packs.insert(rule.info.id);
  }
  std::vector<KnownRule> own;
  for (const RuleInfo& rule : plan->recipe().rules.rules()) {
    if (!in_packs.contains(rule.id)) own.push_back({rule, RuleOrigin::kStage, "", true, {}, {}});
  }
  std::move(own.begin(), own.end(), std::back_inserter(book.rules_));
  return book;
}

std::vector<const KnownRule*> RuleBook::find(std::string_view id) const {
  std::vector<const KnownRule*> found;
  for (const KnownRule& rule : rules_) {
    if (rule.info.id == id) found.push_back(&rule);
  }
  std::stable_partition(found.begin(), found.end(),
                        [](const KnownRule* rule) { return rule->in_force; });
  return found;
}

std::string RuleBook::hint(std::string_view word) const {
  std::vector<std::string_view> ids;
  for (const KnownRule& rule : rules_) ids.push_back(rule.info.id);
  std::string nearest = did_you_mean(word, ids);
  if (!nearest.empty() || word.empty()) return nearest;
  std::erase_if(ids, [&](std::string_view id) { return id.find(word) == std::string_view::npos; });
  if (ids.empty()) return {};
  ids.resize(std::min(ids.size(), kMostNear));
  return fmt::format(" (did you mean one of {}?)", fmt::join(ids, ", "));
}

}  // namespace headwater
