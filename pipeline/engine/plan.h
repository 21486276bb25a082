#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/pipeline_config.h"
#include "record/recipe.h"
#include "stage/stage_kind.h"

namespace headwater {

/// A built stage and what the engine must know of it.
struct PlannedStage {
  AnyStage stage;
  Sections gives = 0;
  std::uint32_t step = 0;  ///< Index into the recipe's steps.
};

/// The stages of a run, built and checked, and the recipe they make. Parallel stages come first,
/// ordered ones after them. Const use is thread-safe; ordered stages are used by one thread.
class Plan {
 public:
  const Recipe& recipe() const { return *recipe_; }
  std::span<const PlannedStage> parallel() const { return {stages_.data(), parallel_}; }
  std::span<const PlannedStage> ordered() const {
    return std::span<const PlannedStage>(stages_).subspan(parallel_);
  }
  /// Step 0 is "receive", then the stages in order, then "store".
  std::uint32_t store_step() const { return static_cast<std::uint32_t>(recipe_->steps.size() - 1); }

 private:
  friend Result<Plan> build_plan(const PipelineConfig&, std::span<const StageKind>);
  /// On the heap, so that the rule table that stages refer to stays where it is.
  std::unique_ptr<Recipe> recipe_ = std::make_unique<Recipe>();
  std::vector<PlannedStage> stages_;
  std::size_t parallel_ = 0;
};

/// Builds the stages that `config` lists. kBadConfig if a stage needs a section that no stage
/// before it gives, if a parallel stage comes after an ordered one, if a kind is unknown, or if a
/// stage refuses its files; the message names the stage and what is missing.
Result<Plan> build_plan(const PipelineConfig& config, std::span<const StageKind> kinds);

/// `config` without its stages of these `kinds`: what `extract --article` runs.
PipelineConfig without_stages(PipelineConfig config, std::span<const std::string_view> kinds);

}  // namespace headwater
