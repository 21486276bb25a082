#include "app/source_edits.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "app/display.h"
#include "app/pipeline_run.h"
#include "app/source_lines.h"
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

Status put(Session& session, std::vector<SourceSpec> specs) {
  Result<std::unique_ptr<Store>> store = open_for_writing(session);
  if (!store) return store.error();
  const std::vector<SourceSpec> configured = web_specs(session.config.sources);
  specs.insert(specs.end(), configured.begin(), configured.end());
  return (*store)->put_sources(specs);
}

/// The settings that --set KEY=VALUE names, checked by the kind.
Result<std::string> settings_given(const Session& session, const std::string& kind) {
  const std::optional<std::string> given = session.line.value("set");
  if (!given) return std::string("{}");
  const Result<Settings> settings = settings_from_json(kind, *given);
  if (!settings) return settings.error();
  return settings_to_json(kind, *settings);
}

/// The active source with this name, or null.
const SourceFigures* find_named(const std::vector<SourceFigures>& present,
                                const std::string& name) {
  const auto named = [&](const SourceFigures& source) {
    return source.active && source.row.spec.name == name;
  };
  const auto found = std::ranges::find_if(present, named);
  return found == present.end() ? nullptr : &*found;
}

/// An address that is listed under another name is refused.
Status check_address(const SourceSpec& spec, const std::vector<SourceFigures>& present) {
  for (const SourceFigures& source : present) {
    const SourceSpec& other = source.row.spec;
    const bool same = other.uri == spec.uri || asked_address(source.row) == spec.uri;
    if (!source.active || !same || other.name == spec.name) continue;
    return usage(fmt::format("{} is listed as \"{}\" already; to change that, give --name \"{}\"",
                             spec.uri, other.name, other.name));
  }
  return {};
}

/// What became of the source: a new one, or another kind, address or settings, is due at once.
std::string added_line(const SourceSpec& spec, const SourceFigures* before, Timestamp now) {
  const std::string name = escape_for_display(spec.name);
  if (before == nullptr) return "added " + name + ", due at the next ingest";
  const SourceSpec& old = before->row.spec;
  const bool asked_alike =
      old.uri == spec.uri && old.kind == spec.kind && old.settings == spec.settings;
  if (asked_alike && old.category == spec.category) return name + " is listed already, as it is";
  const bool waits = asked_alike && before->active && !is_due_now(*before, now);
  return "changed " + name + ", due " +
         (waits ? to_rfc3339(before->row.state.due) : "at the next ingest");
}

/// What was done: `line` for people, with --json the sources in question as they now are.
Status tell(const std::string& line, const std::set<std::string>& names, Session& session) {
  if (!session.line.has("json")) {
    if (!session.line.has("quiet")) session.out.line(line);
    return {};
  }
  const Result<std::vector<SourceFigures>> sources = listed_sources(session);
  if (!sources) return sources.error();
  for (const SourceFigures& source : *sources) {
    if (names.contains(source.row.spec.name)) print_source(source, session.clock.now(), session);
  }
  return {};
}

/// What the configuration lists would be back at the next run, so it is removed there; and a name
/// that is not listed must not make a store.
Status check_removable(const std::set<std::string>& names, const Session& session) {
  for (const SourceEntry& entry : session.config.sources) {
    if (!names.contains(entry.name)) continue;
    return usage(fmt::format("\"{}\" stands in {}:{}: remove it there", entry.name,
                             session.config.origin, entry.line));
  }
  const Result<std::vector<SourceFigures>> present = listed_sources(session);
  if (!present) return present.error();
  for (const std::string& name : names) {
    if (find_named(*present, name) != nullptr) continue;
    return Error{ErrorCode::kNotFound,
                 fmt::format("no source is called \"{}\"; `headwater sources list` tells those "
                             "there are",
                             name)};
  }
  return {};
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
              const std::string& settings, const Session& session) {
  std::set<std::string> names;
  std::set<std::string> addresses;
  for (const SourceFigures& source : present) {
    names.insert(source.row.spec.name);
    if (!source.active) continue;
    addresses.insert(source.row.spec.uri);
    addresses.insert(asked_address(source.row));
  }
  const std::optional<std::string> category = session.line.value("category");
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
      import.specs.push_back({free_name(outline, *address, names), "read_feed", *address, settings,
                              "added", category.value_or(outline.category)});
    }
  }
  return import;
}

Result<OpmlList> read_list(const std::string& file) {
  const Result<std::string> text =
      read_small_file(file == kStandardStream ? "/dev/stdin" : std::filesystem::path(file));
  if (!text) return text.error();
  Result<OpmlList> list = parse_opml(*text);
  if (!list) return Error{list.error().code, file + ": " + list.error().message};
  return list;
}

/// "3 added, due at the next ingest; 1 known before, left as it is".
std::string import_line(std::size_t added, const Import& import, const std::string& note) {
  std::string line = fmt::format("{} added", human_count(added));
  if (added > 0) line += ", due at the next ingest";
  if (import.known > 0) {
    line += fmt::format("; {} known before, left as {}", human_count(import.known),
                        import.known == 1 ? "it is" : "they are");
  }
  if (import.refused > 0) line += fmt::format("; {} refused", human_count(import.refused));
  if (added + import.known + import.refused == 0) line += ": the list holds no feed";
  return note.empty() ? line : line + "; " + escape_for_display(note);
}

}  // namespace

Result<std::vector<SourceFigures>> listed_sources(const Session& session) {
  Result<std::unique_ptr<StoreReader>> reader = open_store_reader(session.store);
  if (reader) return (*reader)->sources();
  if (reader.error().code != ErrorCode::kStoreMissing) return reader.error();
  return std::vector<SourceFigures>();
}

Result<ExitCode> add_source(Session& session) {
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
  const Result<std::vector<SourceFigures>> present = listed_sources(session);
  if (!present) return present.error();
  if (Status free = check_address(spec, *present); !free) return free.error();
  const std::string line = added_line(spec, find_named(*present, spec.name), session.clock.now());
  const std::set<std::string> names = {spec.name};
  if (Status done = put(session, {std::move(spec)}); !done) return done.error();
  if (Status told = tell(line, names, session); !told) return told.error();
  return ExitCode::kOk;
}

Result<ExitCode> remove_sources(Session& session) {
  if (operands(session).empty()) return usage("sources remove takes the names of sources");
  const std::set<std::string> names(operands(session).begin(), operands(session).end());
  if (Status removable = check_removable(names, session); !removable) return removable.error();
  Result<std::unique_ptr<Store>> store = open_for_writing(session);
  if (!store) return store.error();
  std::vector<std::string> shown;
  for (const std::string& name : names) {
    if (Status removed = (*store)->remove_source(name); !removed) return removed.error();
    shown.push_back(escape_for_display(name));
  }
  const std::string line = fmt::format("removed {}", fmt::join(shown, ", "));
  if (Status told = tell(line, names, session); !told) return told.error();
  return ExitCode::kOk;
}

Result<ExitCode> import_sources(Session& session) {
  if (operands(session).size() != 1) return usage("sources import takes one OPML file, or -");
  const Result<OpmlList> list = read_list(operands(session).front());
  if (!list) return list.error();
  const Result<std::string> settings = settings_given(session, "read_feed");
  if (!settings) return settings.error();
  const Result<std::vector<SourceFigures>> present = listed_sources(session);
  if (!present) return present.error();
  Import chosen = choose(*list, *present, *settings, session);
  std::set<std::string> added;
  for (const SourceSpec& spec : chosen.specs) added.insert(spec.name);
  if (Status done = put(session, std::move(chosen.specs)); !done) return done.error();
  const std::string line = import_line(added.size(), chosen, list->note);
  if (Status told = tell(line, added, session); !told) return told.error();
  return chosen.refused == 0 ? ExitCode::kOk : ExitCode::kPartial;
}

}  // namespace headwater
