#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/commands.h"
#include "app/diagnosis.h"
#include "app/display.h"
#include "app/output_json.h"
#include "app/session.h"
#include "app/web.h"
#include "base/domain.h"
#include "base/utf8.h"

namespace headwater {
namespace {

using Findings = std::vector<Diagnosis>;

void add(Findings& findings, std::string subject, Health health, std::string message) {
  findings.push_back({std::move(subject), health, std::move(message)});
}

/// The configuration, or nothing after telling what is wrong with it.
bool load_configuration(Session& session, Findings& findings) {
  ConfigOutcome outcome = resolve_config(session.line);
  if (!outcome.config) {
    add(findings, "configuration", Health::kFailure,
        fmt::format("{} mistakes in {}; headwater check tells of each", outcome.mistakes.size(),
                    outcome.mistakes.front().position.file));
    return false;
  }
  session.config = std::move(*outcome.config);
  session.store = session.line.value("store").value_or(session.config.store.string());
  std::string message = session.config.origin + ", no mistakes";
  const bool anonymous = session.config.web.contact.empty();
  if (anonymous) message += "; no contact in [web]: those who run servers cannot reach you";
  add(findings, "configuration", anonymous ? Health::kWarning : Health::kGood, message);
  return true;
}

/// The figures of the store, or nothing after telling why there are none.
std::optional<StoreStatus> look_at_store(Session& session, Findings& findings) {
  Result<std::unique_ptr<StoreReader>> reader = open_store_reader(session.store);
  if (!reader) {
    const bool missing = reader.error().code == ErrorCode::kStoreMissing;
    add(findings, "store", missing ? Health::kWarning : Health::kFailure,
        reader.error().message + (missing ? "; the first ingest makes it" : ""));
    return std::nullopt;
  }
  session.reader = std::move(*reader);
  Result<StoreStatus> status = session.reader->status();
  if (!status) {
    add(findings, "store", Health::kFailure, status.error().message);
    return std::nullopt;
  }
  add(findings, "store", Health::kGood,
      fmt::format("{}: {} documents, schema {}", session.store.string(),
                  human_count(status->documents), status->schema_version));
  return std::move(*status);
}

std::string told_end(const std::string& state, const std::filesystem::path& store) {
  if (state == "unfinished") {
    return is_being_written(store) ? "at work"
                                   : "killed; the next run goes on from its last commit";
  }
  if (state == "partial") return "partial: a source, or several, could not be read; see its log";
  if (state == "failed") return "failed: it ended early, or none of its sources could be read";
  return state;
}

/// Sources that are files or folders: one whose disk is not mounted must not look like one without
/// news.
void look_at_paths(const Session& session, Findings& findings) {
  for (const SourceEntry& entry : session.config.sources) {
    if (is_on_web(entry.kind)) continue;
    if (auto finding = diagnose_path(entry.name, entry.settings.text("path"))) {
      findings.push_back(std::move(*finding));
    }
  }
}

void look_at_runs(const StoreStatus& status, const std::filesystem::path& store,
                  Findings& findings) {
  if (!status.last_run) return;
  const std::string& state = status.last_run_state;
  const bool at_work = state == "unfinished" && is_being_written(store);
  const bool well = state == "complete" || state == "stopped" || at_work;
  add(findings, "last run", well ? Health::kGood : Health::kWarning,
      to_rfc3339(*status.last_run) + ": " + told_end(state, store));
  if (status.quarantine_open > 0) {
    add(findings, "quarantine", Health::kWarning,
        fmt::format(
            "{} items; headwater quarantine list shows them, retry tries again, dismiss closes",
            human_count(status.quarantine_open)));
  }
}

void look_at_sources(const StoreStatus& status, Findings& findings) {
  if (status.sources == 0) return;
  const bool well = status.sources_failing + status.sources_silent == 0;
  add(findings, "sources", well ? Health::kGood : Health::kWarning,
      fmt::format("{} listed, {} failing, {} silent{}", human_count(status.sources),
                  human_count(status.sources_failing), human_count(status.sources_silent),
                  well ? "" : "; headwater sources check tells of each"));
}

/// The host of some source on the web, if there is one.
Result<std::optional<std::string>> some_host(const Session& session) {
  for (const SourceSpec& spec : web_specs(session.config.sources)) {
    if (auto host = host_of(spec.uri)) return host;
  }
  if (!session.reader) return std::optional<std::string>();
  const Result<std::vector<SourceFigures>> sources = session.reader->sources();
  if (!sources) return sources.error();
  for (const SourceFigures& source : *sources) {
    if (auto host = host_of(source.row.spec.uri)) return host;
  }
  return std::optional<std::string>();
}

void print(const Findings& findings, Session& session) {
  for (const Diagnosis& finding : findings) {
    if (session.line.has("json")) {
      JsonWriter json;
      write_diagnosis(finding, json);
      session.out.line(json.text());
    } else if (finding.health != Health::kGood || !session.line.has("quiet")) {
      session.out.line(fmt::format("{:<8} {:<14} {}", health_name(finding.health), finding.subject,
                                   escape_for_display(finding.message)));
    }
  }
}

ExitCode worst(const Findings& findings) {
  Health health = Health::kGood;
  for (const Diagnosis& finding : findings) health = std::max(health, finding.health);
  if (health == Health::kFailure) return ExitCode::kFailed;
  return health == Health::kWarning ? ExitCode::kPartial : ExitCode::kOk;
}

}  // namespace

Result<ExitCode> run_doctor(Session& session) {
  Findings findings;
  const bool configured = load_configuration(session, findings);
  const Timestamp now = session.clock.now();
  std::optional<Timestamp> last_run;
  if (configured) {
    findings.push_back(diagnose_disk(session.store));
    findings.push_back(diagnose_lock(session.store));
    if (const auto status = look_at_store(session, findings)) {
      last_run = status->last_run;
      look_at_runs(*status, session.store, findings);
      look_at_sources(*status, findings);
    }
    look_at_paths(session, findings);
    findings.push_back(diagnose_certificates(session.config.web.ca_file));
    const Result<std::optional<std::string>> host = some_host(session);
    if (!host) return host.error();
    if (*host) findings.push_back(diagnose_names(**host));
  }
  findings.push_back(diagnose_clock(now, last_run));
  findings.push_back(diagnose_schedule("/", now, last_run));
  print(findings, session);
  return worst(findings);
}

}  // namespace headwater
