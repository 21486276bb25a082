#include <fmt/format.h>

#include "app/commands.h"
#include "app/output_json.h"
#include "app/session.h"
#include "stages/catalog.h"

namespace headwater {
namespace {

void print_settings(const std::vector<SettingSpec>& specs, Session& session) {
  for (const SettingSpec& spec : specs) {
    session.out.line(fmt::format("    {:<20} {}", spec.name, spec.help));
  }
}

void print_text(Session& session) {
  session.out.line("Sources");
  for (const SourceKind& kind : source_kinds()) {
    session.out.line(fmt::format("  {:<18} {}", kind.name, kind.summary));
    print_settings(kind.settings, session);
  }
  session.out.line("Stages");
  for (const StageKind& kind : stage_kinds()) {
    session.out.line(
        fmt::format("  {:<18} {} (version {})", kind.name, kind.summary, kind.version));
    session.out.line(fmt::format("    needs {}; gives {}", section_names(kind.needs),
                                 section_names(kind.gives)));
    print_settings(kind.settings, session);
  }
}

void print_json(Session& session) {
  JsonWriter json;
  for (const SourceKind& kind : source_kinds()) {
    json.clear();
    write_source(kind, json);
    session.out.line(json.text());
  }
  for (const StageKind& kind : stage_kinds()) {
    json.clear();
    write_stage(kind, json);
    session.out.line(json.text());
  }
}

}  // namespace

Result<ExitCode> run_stages(Session& session) {
  session.line.has("json") ? print_json(session) : print_text(session);
  return ExitCode::kOk;
}

}  // namespace headwater
