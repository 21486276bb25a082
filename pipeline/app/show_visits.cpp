#include "app/show_visits.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "base/utf8.h"

namespace headwater {
namespace {

/// Servers and feeds chose these words: nothing in them may move the cursor.
void tell(Session& session, std::string_view name, std::string_view value) {
  session.out.line(fmt::format("  {:<9}{}", name, escape_for_display(value)));
}

void show_http(const VisitSummary& visit, Session& session) {
  tell(session, "asked", visit.requested_uri);
  if (visit.final_uri != visit.requested_uri || visit.redirects > 0) {
    tell(session, "answered",
         fmt::format("{} after {} redirect{}", visit.final_uri, visit.redirects,
                     visit.redirects == 1 ? "" : "s"));
  }
  tell(session, "status", visit.status == 0 ? "no answer" : std::to_string(visit.status));
  if (!visit.robots.empty()) tell(session, "robots", visit.robots);
}

/// "ETag: "a5"; Last-Modified: ..." of what is not empty.
std::string validators(std::string_view etag_name, const std::string& etag,
                       std::string_view date_name, const std::string& date) {
  std::string out;
  for (const auto& [name, value] : {std::pair{etag_name, &etag}, std::pair{date_name, &date}}) {
    if (value->empty()) continue;
    out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", name, *value);
  }
  return out.empty() ? "no validators" : out;
}

Status show_validators(const Sighting& sighting, Session& session) {
  const Result<VisitValidators> read = session.reader->validators(sighting);
  if (!read) return read.error();
  tell(session, "sent",
       validators("If-None-Match", read->sent_etag, "If-Modified-Since", read->sent_last_modified));
  tell(session, "received", validators("ETag", read->etag, "Last-Modified", read->last_modified));
  return {};
}

}  // namespace

Status show_visits(const StoredDocument& document, Session& session) {
  for (const Sighting& sighting : document.sightings) {
    session.out.line(fmt::format("{} {}{}", to_rfc3339(sighting.captured_at),
                                 escape_for_display(sighting.source),
                                 sighting.revisit ? ": the same bytes again" : ""));
    if (sighting.http) {
      show_http(*sighting.http, session);
      if (Status shown = show_validators(sighting, session); !shown) return shown;
    } else {
      tell(session, "from", sighting.uri);
    }
  }
  return {};
}

}  // namespace headwater
