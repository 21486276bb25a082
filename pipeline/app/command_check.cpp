#include <fmt/format.h>

#include "app/commands.h"
#include "app/display.h"
#include "app/output_json.h"
#include "app/session.h"
#include "base/utf8.h"
#include "engine/plan.h"
#include "stages/catalog.h"

namespace headwater {
namespace {

/// Everything that is wrong: with the file, or else with what its stages read and need.
std::vector<ConfigMistake> find_mistakes(const ConfigOutcome& outcome, CheckReport& report) {
  if (!outcome.config) return outcome.mistakes;
  const PipelineConfig& config = *outcome.config;
  report.origin = config.origin;
  report.stages = config.stages.size();
  report.sources = config.sources.size();
  const Result<Plan> plan = build_plan(config, stage_kinds());
  if (!plan) return {{{config.origin, 0, 0}, plan.error().message}};
  report.rules = plan->recipe().rules.size();
  report.recipe = plan->recipe().id.hex();
  return {};
}

void print_json(const std::vector<ConfigMistake>& mistakes, const CheckReport& report,
                Session& session) {
  JsonWriter json;
  for (const ConfigMistake& mistake : mistakes) {
    json.clear();
    write_mistake(mistake, json);
    session.out.line(json.text());
  }
  json.clear();
  write_check(report, json);
  session.out.line(json.text());
}

void print_text(const std::vector<ConfigMistake>& mistakes, const CheckReport& report,
                Session& session) {
  for (const ConfigMistake& mistake : mistakes) {
    session.out.line(escape_for_display(describe(mistake), Lines::kKeep));
  }
  if (mistakes.empty() && !session.line.has("quiet")) {
    session.out.line(fmt::format("{}: {} sources, {} stages, {} rules: no mistakes",
                                 escape_for_display(report.origin), report.sources, report.stages,
                                 human_count(report.rules)));
  }
}

}  // namespace

Result<ExitCode> run_check(Session& session) {
  const ConfigOutcome outcome = resolve_config(session.line);
  CheckReport report;
  if (!outcome.mistakes.empty()) report.origin = outcome.mistakes.front().position.file;
  const std::vector<ConfigMistake> mistakes = find_mistakes(outcome, report);
  report.mistakes = mistakes.size();
  (session.line.has("json") ? print_json : print_text)(mistakes, report, session);
  return mistakes.empty() ? ExitCode::kOk : ExitCode::kBadConfig;
}

}  // namespace headwater
