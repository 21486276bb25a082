#include "engine/plan.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

class Idle final : public Stage {
 public:
  Outcome process(Article&) const override { return Passed{}; }
};
class IdleOrdered final : public OrderedStage {
 public:
  Outcome process(Article&, Ledger&) override { return Passed{}; }
};

StageKind kind(std::string name, Sections needs, Sections gives, bool ordered = false) {
  StageKind made;
  made.name = std::move(name);
  made.needs = needs;
  made.gives = gives;
  made.build = [ordered](const StageContext& context) -> Result<AnyStage> {
    context.rules.add({"rule.one", CutReason::kAd, "why"});
    if (ordered) return AnyStage(std::unique_ptr<OrderedStage>(std::make_unique<IdleOrdered>()));
    return AnyStage(std::unique_ptr<Stage>(std::make_unique<Idle>()));
  };
  return made;
}

constexpr auto kText = static_cast<Sections>(Section::kText);

const std::vector<StageKind>& kinds() {
  static const std::vector<StageKind> all = {kind("decode", 0, kText), kind("clean", kText, 0),
                                             kind("link", kText, 0, true)};
  return all;
}

Result<Plan> plan_with(const std::vector<std::string>& names) {
  PipelineConfig config;
  for (const std::string& name : names) config.stages.push_back({name, {}});
  return build_plan(config, kinds());
}

TEST(Plan, RefusesWhatCannotWorkAndNamesIt) {
  const struct {
    std::vector<std::string> stages;
    const char* message;
  } cases[] = {
      {{"clean"}, "stage clean: needs text, which no stage before it gives"},
      {{"clean", "decode"}, "stage clean: needs text, which no stage before it gives"},
      {{"decode", "link", "clean"},
       "stage clean: runs in parallel and must come before all ordered stages"},
      {{"decode", "polish"}, "stage polish: there is no such stage; see `headwater stages`"},
  };
  for (const auto& row : cases) {
    const Result<Plan> plan = plan_with(row.stages);
    ASSERT_FALSE(plan.ok());
    EXPECT_EQ(plan.error().code, ErrorCode::kBadConfig);
    EXPECT_EQ(plan.error().message, row.message);
  }
}

TEST(Plan, StepsAreReceiveStagesStore) {
  const Result<Plan> plan = plan_with({"decode", "clean", "link"});
  ASSERT_TRUE(plan.ok());
  ASSERT_EQ(plan->recipe().steps.size(), 5U);
  EXPECT_EQ(plan->recipe().steps.front().stage, "receive");
  EXPECT_EQ(plan->recipe().steps.back().stage, "store");
  EXPECT_EQ(plan->parallel().size(), 2U);
  EXPECT_EQ(plan->ordered().size(), 1U);
  EXPECT_EQ(plan->recipe().rules.size(), 1U);
}

TEST(Plan, TheRecipeChangesWithStagesSettingsAndFilesOnly) {
  PipelineConfig config;
  config.stages = {{"decode", {}}};
  const Digest base = build_plan(config, kinds())->recipe().id;
  EXPECT_EQ(build_plan(config, kinds())->recipe().id, base);

  PipelineConfig renamed = config;
  renamed.store = "elsewhere";
  EXPECT_EQ(build_plan(renamed, kinds())->recipe().id, base);

  PipelineConfig longer = config;
  longer.stages.push_back({"clean", {}});
  EXPECT_NE(build_plan(longer, kinds())->recipe().id, base);

  PipelineConfig set = config;
  set.stages[0].settings.set("limit", std::int64_t{5});
  EXPECT_NE(build_plan(set, kinds())->recipe().id, base);

  PipelineConfig ruled = config;
  ruled.boilerplate.push_back({"a.toml", "# rules"});
  const Digest with_rules = build_plan(ruled, kinds())->recipe().id;
  EXPECT_NE(with_rules, base);
  ruled.boilerplate[0].name = "moved/a.toml";
  EXPECT_EQ(build_plan(ruled, kinds())->recipe().id, with_rules);
}

TEST(Plan, LeavesStagesOut) {
  PipelineConfig config;
  config.stages = {{"decode", {}}, {"clean", {}}};
  constexpr std::string_view kSkip[] = {"clean"};
  const PipelineConfig less = without_stages(config, kSkip);
  ASSERT_EQ(less.stages.size(), 1U);
  EXPECT_EQ(less.stages[0].kind, "decode");
}

}  // namespace
}  // namespace headwater
