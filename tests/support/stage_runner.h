#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "record/outcome.h"
#include "stage/stage_kind.h"

namespace headwater {

/// Runs parallel stages over articles without an engine: with their preset settings and the
/// built-in rule packs and registry, the cuts settled after each stage. Const use is thread-safe.
class StageRunner {
 public:
  /// Builds the parallel ones of `kinds`, in that order. Throws if one refuses its files.
  explicit StageRunner(std::span<const StageKind> kinds);

  /// Carries `article` (its arrival filled) through the stages, up to the first that does not pass
  /// it.
  Outcome run(Article& article) const;
  const RuleTable& rules() const { return rules_; }

  struct NamedStage {
    std::string name;
    std::unique_ptr<Stage> stage;
  };
  /// The stages that run() goes through.
  const std::vector<NamedStage>& stages() const { return stages_; }

 private:
  RuleTable rules_;
  std::vector<NamedStage> stages_;
};

/// An article that has arrived as a text file at `uri`.
Article text_arrival(std::string uri, std::string payload);

}  // namespace headwater
