#include "stages/acquire/web_arrival.h"

#include <utility>

#include "base/json.h"
#include "stages/acquire/received_body.h"

namespace headwater {
namespace {

std::optional<DropReason> reason_of(FetchVerdict verdict) {
  switch (verdict) {
    case FetchVerdict::kFetched:
      return std::nullopt;
    case FetchVerdict::kUnchanged:
      return DropReason::kUnchanged;
    case FetchVerdict::kUnreachable:
      return DropReason::kUnreachable;
    case FetchVerdict::kGone:
      return DropReason::kGone;
    case FetchVerdict::kForbidden:
      return DropReason::kForbidden;
  }
  return std::nullopt;
}

/// The capture of robots.txt that the verdict rests on.
void write_copy(const RobotsCopy& copy, JsonWriter& json) {
  json.key("robots_txt").begin_object().key("uri").string(copy.uri).key("captured_at");
  json.string(to_rfc3339(copy.captured_at, TimePrecision::kMicroseconds)).key("payload_sha256");
  json.string_or_null(copy.payload ? std::optional(copy.payload->hex()) : std::nullopt);
  json.end_object();
}

std::string detail_of(const Fetched& fetched, std::string_view more) {
  JsonWriter json;
  json.begin_object();
  if (fetched.status > 0) json.key("status").signed_number(fetched.status);
  if (fetched.visit.exchanges.size() > 1) {
    json.key("redirects").number(fetched.visit.exchanges.size() - 1);
  }
  if (!fetched.moved_to.empty()) json.key("moved_to").string(fetched.moved_to);
  if (!fetched.visit.robots.empty()) json.key("robots").string(fetched.visit.robots);
  if (fetched.robots) write_copy(*fetched.robots, json);
  if (fetched.error) {
    json.key("code").string(code_name(fetched.error->code));
    json.key("message").string(fetched.error->message);
  }
  // The writer knows nothing of members that are written already.
  json.end_object();
  std::string out(json.text());
  out.pop_back();
  if (!more.empty()) out.append(out.size() > 1 ? "," : "").append(more);
  return out + "}";
}

}  // namespace

Arrival web_arrival(Fetched& fetched, std::string_view source, Timestamp now,
                    std::string_view more) {
  Arrival arrival;
  arrival.source = source;
  arrival.uri = fetched.uri;
  arrival.detail = detail_of(fetched, more);
  arrival.media_type = fetched.media_type;
  arrival.charset = fetched.charset;
  arrival.content_encoding = std::move(fetched.content_encoding);
  const auto& exchanges = fetched.visit.exchanges;
  arrival.captured_at = exchanges.empty() ? now : exchanges.back().began;
  arrival.http = std::move(fetched.visit);
  arrival.aside = reason_of(fetched.verdict);
  FrontierUpdate& update = arrival.frontier.emplace();
  update.hosts = std::move(fetched.hosts);
  update.etag = fetched.etag;
  update.last_modified = fetched.last_modified;
  undo_codings(arrival, std::move(fetched.received));
  if (arrival.aside) arrival.fault.reset();  // Nobody wanted what came with it.
  return arrival;
}

}  // namespace headwater
