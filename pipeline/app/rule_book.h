#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/pipeline_config.h"
#include "record/rule_table.h"
#include "stages/clean/learned_set.h"
#include "stages/clean/rule.h"

namespace headwater {

/// Where a rule comes from.
enum class RuleOrigin : std::uint8_t {
  kWritten,  ///< An entry of a rule pack.
  kLearned,  ///< A passage of a learned set.
  kStage,    ///< A stage has it of its own.
};
std::string_view origin_name(RuleOrigin origin);

/// A rule of the configuration with all that is known of it.
struct KnownRule {
  RuleInfo info;
  RuleOrigin origin = RuleOrigin::kStage;
  std::string pack;       ///< The file; empty for a stage's own.
  bool in_force = false;  ///< The stages of the configuration cut by it.
  std::optional<Rule> written;
  std::optional<LearnedPassage> learned;
};

/// The learned set that holds: the last one of the configuration; empty if it has none.
std::string learned_set_of(const PipelineConfig& config);

/// All rules of a configuration: those of its packs in their order, of its learned sets, and last
/// those that stages have of their own. A value.
class RuleBook {
 public:
  /// kBadConfig if the configuration has mistakes.
  static Result<RuleBook> read(const PipelineConfig& config);

  std::span<const KnownRule> rules() const { return rules_; }
  /// See `learned_set_of`.
  const std::string& learned_set() const { return learned_set_; }
  /// Those of that id, the one in force first: several learned sets may have the same passage.
  std::vector<const KnownRule*> find(std::string_view id) const;
  /// In brackets, the ids that somebody may have meant by `word`; nothing if none is near.
  std::string hint(std::string_view word) const;

 private:
  std::vector<KnownRule> rules_;
  std::string learned_set_;
};

}  // namespace headwater
