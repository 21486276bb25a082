#include "app/show_visits.h"

#include <fmt/format.h>

#include <string>

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

}  // namespace

void show_visits(const StoredDocument& document, Session& session) {
  for (const Sighting& sighting : document.sightings) {
    session.out.line(fmt::format("{} {}{}", to_rfc3339(sighting.captured_at),
                                 escape_for_display(sighting.source),
                                 sighting.revisit ? ": the same bytes again" : ""));
    if (sighting.http) {
      show_http(*sighting.http, session);
    } else {
      tell(session, "from", sighting.uri);
    }
  }
}

}  // namespace headwater
