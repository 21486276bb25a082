#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "app/commands.h"
#include "app/display.h"
#include "app/output_json.h"
#include "app/source_edits.h"
#include "base/utf8.h"
#include "stages/acquire/opml.h"
#include "stages/acquire/source_move.h"

namespace headwater {
namespace {

bool is_due(const SourceFigures& source, Timestamp now) {
  return source.active && !source.row.state.gone && headwater::is_due(source.row.state, now);
}

std::string_view standing(const SourceFigures& source, Timestamp now) {
  if (!source.active) return "not listed";
  if (source.row.state.gone) return "gone";
  if (!source.row.state.error.empty()) return "failing";
  if (!source.row.state.warning.empty()) return "partial";
  if (is_silent(source.row.state, now)) return "silent";
  return source.row.state.asked ? "well" : "new";
}

void print_source(const SourceFigures& source, Timestamp now, Session& session) {
  const SourceState& state = source.row.state;
  if (session.line.has("json")) {
    JsonWriter json;
    write_source_figures(source, standing(source, now), json);
    session.out.line(json.text());
    return;
  }
  const std::string due = is_due(source, now) ? "due now" : "due " + to_rfc3339(state.due);
  session.out.line(fmt::format(
      "{:<24} {:<10} {:<24} {:>8} documents  {}", escape_for_display(source.row.spec.name),
      standing(source, now), source.active && !state.gone ? due : "-",
      human_count(source.documents), escape_for_display(source.row.spec.uri)));
  if (!state.error.empty()) session.out.line("    " + escape_for_display(state.error));
  if (!state.warning.empty()) session.out.line("    " + escape_for_display(state.warning));
  if (!state.address.empty()) {
    session.out.line(fmt::format("    moved for good to {}, asked there since {}",
                                 escape_for_display(state.address),
                                 to_rfc3339(state.moved.value_or(Timestamp()))));
  }
  if (!state.moving_to.empty()) {
    session.out.line(
        fmt::format("    redirected for good to {}, {} of {} times before it is asked "
                    "there",
                    escape_for_display(state.moving_to), state.moving_visits, kMoveVisits));
  }
}

Result<ExitCode> list(Session& session) {
  const Result<std::vector<SourceFigures>> sources = listed_sources(session);
  if (!sources) return sources.error();
  const Timestamp now = session.clock.now();
  for (const SourceFigures& source : *sources) {
    if (source.active || session.line.has("all")) print_source(source, now, session);
  }
  return ExitCode::kOk;
}

Result<ExitCode> due(Session& session) {
  const Result<std::vector<SourceFigures>> sources = listed_sources(session);
  if (!sources) return sources.error();
  const Timestamp now = session.clock.now();
  for (const SourceFigures& source : *sources) {
    if (is_due(source, now)) print_source(source, now, session);
  }
  return ExitCode::kOk;
}

Result<ExitCode> export_list(Session& session) {
  const Result<std::vector<SourceFigures>> sources = listed_sources(session);
  if (!sources) return sources.error();
  std::vector<OpmlOutline> outlines;
  for (const SourceFigures& source : *sources) {
    const SourceSpec& spec = source.row.spec;
    if (source.active && spec.kind == "read_feed") {
      outlines.push_back({spec.name, asked_address(source.row), "", "rss", spec.category});
    }
  }
  std::stable_sort(outlines.begin(), outlines.end(),
                   [](const OpmlOutline& left, const OpmlOutline& right) {
                     return left.category < right.category;
                   });
  session.out.write(write_opml("Headwater", outlines));
  return ExitCode::kOk;
}

/// Tells of sources that need a look, and of those that moved: they are well, but their owner may
/// want to list them at their new address.
Result<ExitCode> check(Session& session) {
  const Result<std::vector<SourceFigures>> sources = listed_sources(session);
  if (!sources) return sources.error();
  const Timestamp now = session.clock.now();
  bool well = true;
  for (const SourceFigures& source : *sources) {
    const std::string_view state = standing(source, now);
    const bool good = state == "well" || state == "new";
    if (!source.active || (good && source.row.state.address.empty())) continue;
    well = well && good;
    print_source(source, now, session);
  }
  return well ? ExitCode::kOk : ExitCode::kPartial;
}

/// A flag that an action would pass over is a mistake.
Status check_flags(const CommandLine& line, std::string_view action) {
  struct Meant {
    std::string_view flag;
    std::array<std::string_view, 2> actions;
    std::string_view preset = {};  ///< Which is what the flag says where it is not given.
  };
  constexpr Meant kMeant[] = {{"name", {"add"}},
                              {"kind", {"add"}, "read_feed"},
                              {"category", {"add", "import"}},
                              {"set", {"add", "import"}},
                              {"all", {"list"}}};
  for (const Meant& meant : kMeant) {
    const bool given = line.has(meant.flag) && line.value(meant.flag) != meant.preset;
    if (!given || std::ranges::count(meant.actions, action) > 0) continue;
    return Error{ErrorCode::kBadArgument,
                 fmt::format("sources {} takes no --{}", action, meant.flag)};
  }
  return {};
}

}  // namespace

Result<ExitCode> run_sources(Session& session) {
  const std::string& action = session.line.arguments.front();
  if (Status sound = check_flags(session.line, action); !sound) return sound.error();
  if (action == "add") return add_source(session);
  if (action == "remove") return remove_sources(session);
  if (action == "import") return import_sources(session);
  if (action == "export") return export_list(session);
  if (action == "check") return check(session);
  return action == "due" ? due(session) : list(session);
}

}  // namespace headwater
