#include <fmt/format.h>

#include <string>

#include "app/commands.h"
#include "app/display.h"
#include "app/output_json.h"
#include "app/session.h"
#include "base/utf8.h"
#include "store/verify.h"

namespace headwater {
namespace {

VerifyDepth depth_of(const CommandLine& line) {
  if (line.has("read-data")) return VerifyDepth::kReadData;
  return line.has("quick") ? VerifyDepth::kQuick : VerifyDepth::kDefault;
}

void print_finding(const Finding& finding, Session& session) {
  if (session.line.has("json")) {
    JsonWriter json;
    write_finding(finding, json);
    session.out.line(json.text());
  } else {
    session.out.line(fmt::format("{}  {}: {}", finding.number, escape_for_display(finding.subject),
                                 escape_for_display(finding.message)));
  }
}

/// What was read beyond the documents' rows. Nobody may take a check that left the raw bytes out
/// for one that read them.
std::string told_depth(const VerifyCounts& counts, VerifyDepth depth) {
  if (depth != VerifyDepth::kReadData) return "raw bytes not read (--read-data does)";
  return fmt::format("{} captures, {} re-hashed, {} maps replayed", human_count(counts.captures),
                     human_bytes(counts.payload_bytes), human_count(counts.maps_replayed));
}

void print_counts(const VerifyCounts& counts, VerifyDepth depth, Session& session) {
  if (session.line.has("json")) {
    JsonWriter json;
    write_verification(counts, depth, json);
    session.out.line(json.text());
  } else if (!session.line.has("quiet")) {
    session.out.line(fmt::format("{} documents, {}: {} {}", human_count(counts.documents),
                                 told_depth(counts, depth), human_count(counts.findings),
                                 counts.findings == 1 ? "finding" : "findings"));
  }
}

}  // namespace

Result<ExitCode> run_verify(Session& session) {
  if (session.line.has("quick") && session.line.has("read-data")) {
    return Error{ErrorCode::kBadArgument, "--quick and --read-data exclude each other"};
  }
  const VerifyDepth depth = depth_of(session.line);
  VerifyCounts counts;
  const auto found = [&](const Finding& finding) { print_finding(finding, session); };
  if (Status status = verify_store(session.store, depth, found, counts); !status)
    return status.error();
  print_counts(counts, depth, session);
  return counts.findings == 0 ? ExitCode::kOk : ExitCode::kStoreDamaged;
}

}  // namespace headwater
