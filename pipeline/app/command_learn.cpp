#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <utility>

#include "app/commands.h"
#include "app/learned_file.h"
#include "app/learned_report.h"
#include "app/learning.h"
#include "app/rule_book.h"
#include "app/session.h"
#include "app/stored_captures.h"
#include "base/digest.h"
#include "config/config_files.h"
#include "stages/catalog.h"

namespace headwater {
namespace {

constexpr std::string_view kLearnedRules = "learned.";

/// Learns a set and writes it to `file`, or reads the one that is there where it is to be applied:
/// then an application that was interrupted goes on.
Result<LearnedReport> learn(Session& session, const std::string& file) {
  std::error_code error;
  const bool there = std::filesystem::exists(file, error);
  LearnedReport report;
  report.file = file;
  if (there && session.line.has("apply")) {
    Result<std::string> text = read_small_file(file);
    if (!text) return text.error();
    std::vector<ConfigMistake> mistakes;
    report.set = parse_learned_set({file, *text}, mistakes);
    if (!mistakes.empty()) return Error{ErrorCode::kBadConfig, describe(mistakes)};
    report.digest = sha256(*text).hex();
    return report;
  }
  if (there) {
    return Error{ErrorCode::kBadArgument,
                 file +
                     ": is there already; a set is not changed: give the new one a new name, or "
                     "cut by this one with --apply"};
  }
  Result<LearnedSet> set = learn_from(*session.reader);
  if (!set) return set.error();
  report.set = std::move(*set);
  report.fresh = true;
  const std::string text = write_learned_set(report.set);
  report.digest = sha256(text).hex();
  if (Status written = write_learned_file(file, text); !written.ok()) return written.error();
  return report;
}

bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  return std::filesystem::equivalent(a, b, error) && !error;
}

/// The configuration with `file` as the learned set that holds; `listed` tells whether it says so
/// itself. kBadArgument if it has the file, but another set after it.
Result<PipelineConfig> config_with(const Session& session, const std::string& file, bool& listed) {
  // Read again: a folder of sets that it names has one more now.
  ConfigOutcome outcome = resolve_config(session.line);
  if (!outcome.config) return Error{ErrorCode::kBadConfig, describe(outcome.mistakes)};
  PipelineConfig& config = *outcome.config;
  const std::string holds = learned_set_of(config);
  listed = is_same_file(holds, file);
  if (listed) return std::move(config);
  for (const ConfigFile& pack : config.boilerplate) {
    if (!is_same_file(pack.name, file)) continue;
    return Error{ErrorCode::kBadArgument, file +
                                              ": not the last learned set of the configuration, "
                                              "so " +
                                              holds + " holds; give it a later name"};
  }
  Result<std::string> text = read_small_file(file);
  if (!text) return text.error();
  config.boilerplate.push_back({file, std::move(*text)});
  return std::move(config);
}

/// Whether the configuration names the file, or a folder that it lies in, as the set that holds.
bool is_listed(const Session& session, const std::string& file) {
  // Read again: what was just learned was not there when the command began.
  const ConfigOutcome outcome = resolve_config(session.line);
  return outcome.config && is_same_file(learned_set_of(*outcome.config), file);
}

/// Cleans what is in the store again under the set; fills in what came of it unless the run was
/// stopped.
Result<ExitCode> apply(Session& session, LearnedReport& report) {
  Result<PipelineConfig> config = config_with(session, report.file, report.listed);
  if (!config) return config.error();
  session.config = std::move(*config);
  const Result<Plan> plan = build_plan(session.config, stage_kinds());
  if (!plan) return plan.error();
  const Digest recipe = plan->recipe().id;
  Result<std::vector<std::int64_t>> captures = session.reader->captures_to_reprocess(recipe);
  if (!captures) return captures.error();
  Result<ExitCode> ended = process_again(session, *plan, std::move(*captures));
  if (!ended || *ended == ExitCode::kTemporary) return ended;
  Result<RecipeEffect> effect = session.reader->recipe_effect(recipe, kLearnedRules);
  if (!effect) return effect.error();
  report.recipe = recipe.hex();
  report.effect = *effect;
  return ended;
}

void print_passages(const LearnedReport& report, Session& session) {
  JsonWriter json;
  for (const LearnedPassage& passage : report.set.passages) {
    json.clear();
    write_learned_passage(passage, json);
    session.out.line(json.text());
  }
}

}  // namespace

Result<ExitCode> run_learn(Session& session) {
  const std::string& file = session.line.arguments.front();
  if (!is_learned_set({file, {}})) {
    return Error{ErrorCode::kBadArgument,
                 file + ": the name of a learned set must end in .learned.toml"};
  }
  const bool json = session.line.has("json");
  Result<LearnedReport> report = learn(session, file);
  if (!report) return report.error();
  if (json) print_passages(*report, session);
  if (!json && !session.line.has("quiet")) session.out.line(learned_text(*report));
  Result<ExitCode> ended = ExitCode::kOk;
  if (session.line.has("apply")) ended = apply(session, *report);
  if (!ended) return ended;
  if (json) {
    JsonWriter writer;
    write_learned_report(*report, writer);
    session.out.line(writer.text());
  } else if (*ended == ExitCode::kTemporary) {
    session.out.line("Not all documents are clean yet: the same command goes on from here.");
  } else if (!session.line.has("quiet")) {
    if (!report->recipe) report->listed = is_listed(session, file);
    session.out.line(applied_text(*report));
  }
  return ended;
}

}  // namespace headwater
