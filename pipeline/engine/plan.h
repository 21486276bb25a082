#pragma once

#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "config/pipeline_config.h"
#include "record/finished.h"
#include "record/recipe.h"
#include "stage/stage_kind.h"

namespace headwater {

/// The stages of a run, built and checked, and the recipe they make. Parallel stages come first,
/// ordered ones after them. Immovable while a run uses it; const use is thread-safe.
class Plan {
 public:
  const Recipe& recipe() const { return recipe_; }
  std::span<const std::unique_ptr<Stage>> parallel() const { return parallel_; }
  std::span<const std::unique_ptr<OrderedStage>> ordered() const { return ordered_; }
  /// Step 0 is "receive", then the stages in order, then "store".
  std::uint32_t store_step() const { return static_cast<std::uint32_t>(recipe_.steps.size() - 1); }

 private:
  friend Result<Plan> build_plan(const PipelineConfig&, std::span<const StageKind>);
  Recipe recipe_;
  std::vector<std::unique_ptr<Stage>> parallel_;
  std::vector<std::unique_ptr<OrderedStage>> ordered_;
};

/// Builds the stages that `config` lists. kBadConfig if a stage needs a section that no stage
/// before it gives, if a parallel stage comes after an ordered one, or if a stage refuses its
/// files; the message names the stage and what is missing.
Result<Plan> build_plan(const PipelineConfig& config, std::span<const StageKind> kinds);

/// The steps whose kinds `skip` are left out, others as in `config`: what `extract --article` uses.
PipelineConfig without_stages(PipelineConfig config, std::span<const std::string_view> kinds);

}  // namespace headwater
