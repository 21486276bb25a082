#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "app/commands.h"
#include "app/source_edits.h"
#include "app/source_lines.h"
#include "stages/acquire/opml.h"
#include "stages/acquire/source_move.h"

namespace headwater {
namespace {

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
    if (is_due_now(source, now)) print_source(source, now, session);
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
