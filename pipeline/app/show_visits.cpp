#include "app/show_visits.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "base/json.h"
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

void write_validators(std::string_view key, const std::string& etag,
                      const std::string& last_modified, JsonWriter& json) {
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
  };
  json.key(key).begin_object().key("etag").string_or_null(text_or_null(etag));
  json.key("last_modified").string_or_null(text_or_null(last_modified)).end_object();
}

void write_http(const VisitSummary& visit, const VisitValidators& validators, JsonWriter& json) {
  json.key("http").begin_object().key("requested_uri").string(visit.requested_uri);
  json.key("final_uri").string(visit.final_uri).key("redirects").number(visit.redirects);
  json.key("status");
  visit.status == 0 ? json.null() : json.signed_number(visit.status);
  json.key("robots").string_or_null(visit.robots.empty() ? std::nullopt
                                                         : std::optional(visit.robots));
  write_validators("sent", validators.sent_etag, validators.sent_last_modified, json);
  write_validators("received", validators.etag, validators.last_modified, json);
  json.end_object();
}

Status print_visit(std::string_view document, const Sighting& sighting, Session& session) {
  JsonWriter json;
  json.begin_object().key("type").string("visit").key("document").string(document);
  json.key("captured_at").string(to_rfc3339(sighting.captured_at));
  json.key("source").string(sighting.source).key("uri").string(sighting.uri);
  json.key("revisit").boolean(sighting.revisit);
  if (sighting.http) {
    const Result<VisitValidators> validators = session.reader->validators(sighting);
    if (!validators) return validators.error();
    write_http(*sighting.http, *validators, json);
  } else {
    json.key("http").null();
  }
  session.out.line(json.end_object().text());
  return {};
}

}  // namespace

Status show_visits(const StoredDocument& document, Session& session) {
  for (const Sighting& sighting : document.sightings) {
    if (session.line.has("json")) {
      if (Status printed = print_visit(document.article.id, sighting, session); !printed) {
        return printed;
      }
      continue;
    }
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
