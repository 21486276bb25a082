#include <fmt/format.h>

#include "app/commands.h"
#include "app/display.h"
#include "app/metrics.h"
#include "app/output_json.h"
#include "app/session.h"
#include "base/utf8.h"

namespace headwater {
namespace {

std::string last_run(const StoreStatus& status) {
  if (!status.last_run) return "none";
  const std::string state =
      status.last_run_state.empty() ? "no end recorded" : status.last_run_state;
  return to_rfc3339(*status.last_run) + " (" + state + ")";
}

void print_text(const std::string& store, const StoreStatus& status, Session& session) {
  session.out.write(fmt::format(
      "store         {} (schema {})\ndocuments     {}\ncaptures      {}\nstatements    {}\n"
      "quarantine    {} open\nruns          {}, last {}\n"
      "on disk       {} database, {} search index, {} captures\n",
      escape_for_display(store), status.schema_version, human_count(status.documents),
      human_count(status.captures), human_count(status.statements),
      human_count(status.quarantine_open), human_count(status.runs), last_run(status),
      human_bytes(status.database_bytes), human_bytes(status.search_bytes),
      human_bytes(status.archive_bytes)));
  if (status.sources > 0) {
    session.out.line(fmt::format(
        "sources       {} listed, {} due, {} failing, {} silent, {} moved; {} pages wait",
        human_count(status.sources), human_count(status.sources_due),
        human_count(status.sources_failing), human_count(status.sources_silent),
        human_count(status.sources_moved), human_count(status.pages_waiting)));
  }
  if (status.search_behind > 0) {
    session.out.line(fmt::format("search index  {} documents behind; the next run catches up",
                                 human_count(status.search_behind)));
  }
}

}  // namespace

Result<ExitCode> run_status(Session& session) {
  const Result<StoreStatus> status = session.reader->status();
  if (!status) return status.error();
  if (const auto file = session.line.value("metrics")) {
    if (Status written = write_metrics(*file, *status, nullptr); !written) return written.error();
  }
  const std::string store = session.store.string();
  if (session.line.has("json")) {
    JsonWriter json;
    write_status(store, *status, json);
    session.out.line(json.text());
  } else {
    print_text(store, *status, session);
  }
  return ExitCode::kOk;
}

}  // namespace headwater
