#include "engine/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/digest.h"
#include "base/json.h"

namespace headwater {
namespace {

Error bad_plan(const std::string& stage, const std::string& what) {
  return {ErrorCode::kBadConfig, fmt::format("stage {}: {}", stage, what)};
}

const StageKind* find_kind(std::span<const StageKind> kinds, std::string_view name) {
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [name](const StageKind& k) { return k.name == name; });
  return found == kinds.end() ? nullptr : &*found;
}

void write_setting(JsonWriter& json, const SettingValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) {
    json.boolean(*flag);
  } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    json.signed_number(*integer);
  } else if (const auto* real = std::get_if<double>(&value)) {
    json.real(*real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    json.string(*text);
  } else {
    json.begin_array();
    for (const std::string& item : std::get<std::vector<std::string>>(value)) json.string(item);
    json.end_array();
  }
}

void write_settings(JsonWriter& json, const Settings& settings) {
  json.begin_object();
  for (const auto& [name, value] : settings.values()) {
    json.key(name);
    write_setting(json, value);
  }
  json.end_object();
}

void write_files(JsonWriter& json, std::string_view key, const std::vector<ConfigFile>& files) {
  json.key(key).begin_array();
  for (const ConfigFile& file : files) json.string(sha256(file.text).hex());
  json.end_array();
}

/// The canonical description whose digest names the recipe. Files count by content alone: the same
/// packs in another folder are the same recipe.
std::string describe(const PipelineConfig& config, const Recipe& recipe) {
  JsonWriter json;
  json.begin_object().key("program").string("headwater " HEADWATER_VERSION);
  json.key("stages").begin_array();
  for (std::size_t i = 0; i < config.stages.size(); ++i) {
    json.begin_object().key("stage").string(config.stages[i].kind);
    json.key("version").signed_number(recipe.steps[i + 1].version);
    json.key("settings");
    write_settings(json, config.stages[i].settings);
    json.end_object();
  }
  json.end_array();
  write_files(json, "boilerplate", config.boilerplate);
  write_files(json, "outlets", config.outlets);
  json.end_object();
  return std::string(json.text());
}

}  // namespace

Result<Plan> build_plan(const PipelineConfig& config, std::span<const StageKind> kinds) {
  Plan plan;
  Recipe& recipe = *plan.recipe_;
  recipe.steps.push_back({"receive", 1});
  Sections given = static_cast<Sections>(Section::kPayload);
  for (const StageEntry& entry : config.stages) {
    const StageKind* kind = find_kind(kinds, entry.kind);
    if (kind == nullptr)
      return bad_plan(entry.kind, "there is no such stage; see `headwater stages`");
    if ((kind->needs & ~given) != 0) {
      return bad_plan(entry.kind, "needs " + section_names(kind->needs & ~given) +
                                      ", which no stage before it gives");
    }
    Result<AnyStage> stage =
        kind->build({entry.settings, config.boilerplate, config.outlets, recipe.rules});
    if (!stage) return bad_plan(entry.kind, stage.error().message);
    const bool parallel = std::holds_alternative<std::unique_ptr<Stage>>(*stage);
    if (parallel && plan.parallel_ < plan.stages_.size()) {
      return bad_plan(entry.kind, "runs in parallel and must come before all ordered stages");
    }
    if (parallel) ++plan.parallel_;
    plan.stages_.push_back(
        {std::move(*stage), kind->gives, static_cast<std::uint32_t>(recipe.steps.size())});
    recipe.steps.push_back({kind->name, kind->version});
    given |= kind->gives;
  }
  recipe.steps.push_back({"store", 1});
  recipe.description = describe(config, recipe);
  recipe.id = sha256(recipe.description);
  return plan;
}

PipelineConfig without_stages(PipelineConfig config, std::span<const std::string_view> kinds) {
  std::erase_if(config.stages, [kinds](const StageEntry& entry) {
    return std::find(kinds.begin(), kinds.end(), entry.kind) != kinds.end();
  });
  return config;
}

}  // namespace headwater
