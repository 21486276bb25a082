#pragma once

#include <memory>
#include <string>
#include <utility>

#include "stage/stage_kind.h"

namespace headwater {

/// A stage built from its row of the catalog with the preset settings and no configuration files.
class BuiltStage {
 public:
  explicit BuiltStage(const StageKind& kind);
  const Stage& parallel() const { return *std::get<std::unique_ptr<Stage>>(stage_); }
  OrderedStage& ordered() { return *std::get<std::unique_ptr<OrderedStage>>(stage_); }
  const RuleTable& rules() const { return rules_; }

 private:
  RuleTable rules_;
  AnyStage stage_;
};

/// An article as it is once its text is decoded: T is the payload.
Article decoded_article(std::string text);

/// The text of the project's seed articles, kept beside the project; empty where they are absent.
std::string read_seed(const std::string& name);

}  // namespace headwater
