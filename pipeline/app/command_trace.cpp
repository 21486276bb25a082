#include <fmt/format.h>

#include "app/commands.h"
#include "app/display.h"
#include "app/output_json.h"
#include "app/session.h"
#include "app/text_fragment.h"
#include "base/utf8.h"

namespace headwater {
namespace {

std::string ranges(const std::vector<RawSpan>& spans) {
  std::string text;
  for (const RawSpan span : spans) {
    text += fmt::format("{}{}-{}", text.empty() ? "" : ", ", span.begin, span.end);
  }
  return text;
}

/// The raw bytes of the occurrence, read back from the archive. Where the item was part of a larger
/// file its positions count in that file, and what the archive holds begins at the item.
Result<std::string> raw_bytes(const Occurrence& occurrence, StoreReader& reader) {
  const Result<std::string> payload = reader.payload(occurrence.sighting);
  if (!payload) return payload.error();
  const auto& container = occurrence.sighting.container;
  const std::uint64_t shift = container ? container->shift() : 0;
  std::string bytes;
  for (const RawSpan span : occurrence.raw) {
    if (span.begin < shift || span.end - shift > payload->size()) {
      return Error{ErrorCode::kBadMap,
                   "raw range " + ranges({span}) + " lies outside of the payload"};
    }
    if (!bytes.empty()) bytes += " ... ";
    bytes += slice(std::string_view(*payload), RawSpan{span.begin - shift, span.end - shift});
  }
  return bytes;
}

std::string outlet_of(const Occurrence& occurrence) {
  if (!occurrence.outlet_id) return "outlet unknown";
  return occurrence.outlet_name.value_or(*occurrence.outlet_id) + " (" + *occurrence.outlet_id +
         ")";
}

void print_line(std::string_view label, std::string_view value, Session& session) {
  session.out.line(fmt::format("   {:<9} {}", label, escape_for_display(value)));
}

Status print_occurrence(std::size_t number, const Occurrence& occurrence, Session& session) {
  const Sighting& sighting = occurrence.sighting;
  const Result<std::string> bytes = raw_bytes(occurrence, *session.reader);
  if (!bytes) return bytes.error();
  session.out.line(fmt::format(
      "\n{}. {}, {}, similarity {:.2f}", number, escape_for_display(outlet_of(occurrence)),
      escape_for_display(occurrence.published_at.value_or("undated")), occurrence.similarity));
  print_line("document", occurrence.document, session);
  print_line("seen", to_rfc3339(sighting.captured_at) + " at " + sighting.uri, session);
  print_line("text", fmt::format("bytes {}-{}", occurrence.span.begin, occurrence.span.end),
             session);
  print_line("", "\"" + occurrence.text + "\"", session);
  print_line("raw",
             "bytes " + ranges(occurrence.raw) +
                 (sighting.container ? " of " + sighting.container->uri : ""),
             session);
  print_line("", "\"" + *bytes + "\"", session);
  print_line("payload", "sha256 " + sighting.payload.hex(), session);
  if (const auto link = text_fragment_link(sighting.uri, occurrence.text)) {
    print_line("open", *link, session);
  }
  return {};
}

Result<ExitCode> print_text(const std::string& text, const TraceAnswer& answer, Session& session) {
  session.out.line(fmt::format("\"{}\"\n{} {}", escape_for_display(text),
                               human_count(answer.occurrences.size()),
                               answer.occurrences.size() == 1 ? "occurrence" : "occurrences"));
  std::size_t number = 0;
  for (const Occurrence& occurrence : answer.occurrences) {
    if (Status status = print_occurrence(++number, occurrence, session); !status) {
      return status.error();
    }
  }
  if (answer.cut) session.out.line("\nThere is more; see --limit and --least.");
  return ExitCode::kOk;
}

Result<ExitCode> print_json(const std::string& text, const TraceAnswer& answer, Session& session) {
  JsonWriter json;
  write_statement(text, answer, json);
  session.out.line(json.text());
  for (const Occurrence& occurrence : answer.occurrences) {
    json.clear();
    write_occurrence(occurrence, json);
    session.out.line(json.text());
  }
  return ExitCode::kOk;
}

}  // namespace

Result<ExitCode> run_trace(Session& session) {
  const std::string& text = session.line.arguments.front();
  const Result<TraceAnswer> found =
      session.reader->trace(text, session.line.fraction("least"), session.line.number("limit"));
  if (!found) return found.error();
  return session.line.has("json") ? print_json(text, *found, session)
                                  : print_text(text, *found, session);
}

}  // namespace headwater
