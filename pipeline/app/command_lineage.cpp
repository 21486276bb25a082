#include <fmt/format.h>

#include "app/commands.h"
#include "app/output_json.h"
#include "app/session.h"
#include "base/utf8.h"

namespace headwater {
namespace {

std::string milliseconds(std::uint64_t nanoseconds) {
  return fmt::format("{:.3f} ms", static_cast<double>(nanoseconds) / 1e6);
}

void print_step(const StoredStep& step, Session& session) {
  const std::string detail = step.detail.empty() ? "" : "  " + escape_for_display(step.detail);
  session.out.line(
      fmt::format("{}  run {}  {:<11} {:<18} v{}  {}  {} -> {}{}", to_rfc3339(step.time), step.run,
                  step.verb, step.stage, step.stage_version, milliseconds(step.nanoseconds),
                  step.input.hex().substr(0, 12), step.output.hex().substr(0, 12), detail));
}

}  // namespace

Result<ExitCode> run_lineage(Session& session) {
  const Result<StoredDocument> document = session.reader->document(session.line.arguments.front());
  if (!document) return document.error();
  const std::string& id = document->article.id;
  const Result<std::vector<StoredStep>> steps = session.reader->lineage(id);
  if (!steps) return steps.error();
  JsonWriter json;
  for (const StoredStep& step : *steps) {
    if (session.line.has("json")) {
      json.clear();
      write_lineage(id, step, json);
      session.out.line(json.text());
    } else {
      print_step(step, session);
    }
  }
  return ExitCode::kOk;
}

}  // namespace headwater
