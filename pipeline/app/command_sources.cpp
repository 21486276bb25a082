#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "app/commands.h"
#include "app/display.h"
#include "app/output_json.h"
#include "app/pipeline_run.h"
#include "app/web.h"
#include "base/domain.h"
#include "base/utf8.h"
#include "config/config_files.h"
#include "stages/acquire/opml.h"
#include "stages/acquire/source_move.h"
#include "stages/acquire/web_settings.h"
#include "stages/catalog.h"

namespace headwater {
namespace {

constexpr std::string_view kStandardStream = "-";

Error usage(std::string message) { return {ErrorCode::kBadArgument, std::move(message)}; }

/// The arguments behind the action.
std::span<const std::string> operands(const Session& session) {
  return std::span<const std::string>(session.line.arguments).subspan(1);
}

Result<std::vector<SourceFigures>> listed_sources(Session& session) {
  Result<std::unique_ptr<StoreReader>> reader = open_store_reader(session.store);
  if (reader) return (*reader)->sources();
  if (reader.error().code != ErrorCode::kStoreMissing) return reader.error();
  return std::vector<SourceFigures>();
}

Status put(Session& session, std::vector<SourceSpec> specs) {
  Result<std::unique_ptr<Store>> store = open_for_writing(session);
  if (!store) return store.error();
  const std::vector<SourceSpec> configured = web_specs(session.config.sources);
  specs.insert(specs.end(), configured.begin(), configured.end());
  return (*store)->put_sources(specs);
}

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

/// The settings that --set KEY=VALUE names, checked by the kind.
Result<std::string> settings_given(const Session& session, const std::string& kind) {
  const std::optional<std::string> given = session.line.value("set");
  if (!given) return std::string("{}");
  const Result<Settings> settings = settings_from_json(kind, *given);
  if (!settings) return settings.error();
  return settings_to_json(kind, *settings);
}

Result<ExitCode> add(Session& session) {
  if (operands(session).size() != 1) return usage("sources add takes one address");
  const std::string& argument = operands(session).front();
  const std::optional<std::string> address = web_argument(argument);
  if (!address) return usage("\"" + argument + "\" is no http or https address");
  SourceSpec spec;
  spec.uri = *address;
  spec.name = session.line.value("name").value_or(*address);
  spec.kind = session.line.value("kind").value_or("read_feed");
  spec.origin = "added";
  spec.category = session.line.value("category").value_or("");
  const Result<std::string> settings = settings_given(session, spec.kind);
  if (!settings) return settings.error();
  spec.settings = *settings;
  if (Status done = put(session, {spec}); !done) return done.error();
  if (!session.line.has("quiet")) {
    session.out.line("added " + escape_for_display(spec.name) + ", due at the next ingest");
  }
  return ExitCode::kOk;
}

Result<ExitCode> remove(Session& session) {
  if (operands(session).empty()) return usage("sources remove takes the names of sources");
  Result<std::unique_ptr<Store>> store = open_for_writing(session);
  if (!store) return store.error();
  for (const std::string& name : operands(session)) {
    if (Status removed = (*store)->remove_source(name); !removed) return removed.error();
  }
  return ExitCode::kOk;
}

/// A name that none of `taken` has: the title, the host, the address.
std::string free_name(const OpmlOutline& outline, const std::string& address,
                      std::set<std::string>& taken) {
  for (const std::string& name : {outline.title, host_of(address).value_or(""), address}) {
    if (!name.empty() && taken.insert(name).second) return name;
  }
  return address;
}

/// What an import makes of the feeds in a list.
struct Import {
  std::vector<SourceSpec> specs;
  std::size_t known = 0;
  std::size_t refused = 0;
};

Import choose(const OpmlList& list, const std::vector<SourceFigures>& present,
              const Session& session) {
  std::set<std::string> names;
  std::set<std::string> addresses;
  for (const SourceFigures& source : present) {
    names.insert(source.row.spec.name);
    if (!source.active) continue;
    addresses.insert(source.row.spec.uri);
    addresses.insert(asked_address(source.row));
  }
  Import import;
  for (const OpmlOutline& outline : list.outlines) {
    const std::optional<std::string> address = web_argument(outline.xml_url);
    if (!address) {
      ++import.refused;
      session.log.warning(
          "source_refused",
          {{"name", outline.title}, {"message", "no http or https address: " + outline.xml_url}});
    } else if (!addresses.insert(*address).second) {
      ++import.known;
    } else {
      import.specs.push_back({free_name(outline, *address, names), "read_feed", *address, "{}",
                              "added", outline.category});
    }
  }
  return import;
}

Result<ExitCode> import(Session& session) {
  if (operands(session).size() != 1) return usage("sources import takes one OPML file, or -");
  const std::string& file = operands(session).front();
  const Result<std::string> text =
      read_small_file(file == kStandardStream ? "/dev/stdin" : std::filesystem::path(file));
  if (!text) return text.error();
  const Result<OpmlList> list = parse_opml(*text);
  if (!list) return list.error();
  const Result<std::vector<SourceFigures>> present = listed_sources(session);
  if (!present) return present.error();
  Import chosen = choose(*list, *present, session);
  const std::size_t added = chosen.specs.size();
  if (Status done = put(session, std::move(chosen.specs)); !done) return done.error();
  if (!session.line.has("quiet")) {
    session.out.line(fmt::format("{} added, {} known before, {} refused{}", human_count(added),
                                 human_count(chosen.known), human_count(chosen.refused),
                                 list->note.empty() ? "" : "; " + escape_for_display(list->note)));
  }
  return chosen.refused == 0 ? ExitCode::kOk : ExitCode::kPartial;
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

}  // namespace

Result<ExitCode> run_sources(Session& session) {
  const std::string& action = session.line.arguments.front();
  if (action == "add") return add(session);
  if (action == "remove") return remove(session);
  if (action == "import") return import(session);
  if (action == "export") return export_list(session);
  if (action == "check") return check(session);
  return action == "due" ? due(session) : list(session);
}

}  // namespace headwater
