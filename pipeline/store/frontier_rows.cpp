#include "store/frontier_rows.h"

#include <string>

#include "base/json.h"

namespace headwater {
namespace {

std::string to_json(const std::vector<std::string>& strings) {
  JsonWriter json;
  json.begin_array();
  for (const std::string& string : strings) json.string(string);
  json.end_array();
  return std::string(json.text());
}

/// The state with the row of the response that its `payload` came with: this arrival, or one
/// before it, which the source then names itself.
SourceState with_capture(SourceState state, const Article& article, std::int64_t capture) {
  if (!state.payload) state.capture.reset();
  if (state.payload == article.payload_digest) state.capture = capture;
  return state;
}

}  // namespace

Result<FrontierRows> FrontierRows::open(Database& database) {
  FrontierRows rows;
  const Status prepared = database.prepare_all(
      {{&rows.put_page_,
        "REPLACE INTO page (uri, source, found, due, attempts, failures, error, keys, fingerprint,"
        " hints, asked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
       {&rows.remove_page_, "DELETE FROM page WHERE uri = ?"},
       {&rows.put_host_,
        "INSERT INTO host (origin, asked, not_before, requests, robots_fetched, robots_status)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (origin) DO UPDATE SET asked = ?2,"
        " not_before = ?3, requests = ?4, robots_fetched = ?5, robots_status = ?6"},
       {&rows.put_robots_,
        "INSERT INTO host_robots (host, text) SELECT host, ?2 FROM host WHERE origin = ?1"
        " ON CONFLICT (host) DO UPDATE SET text = ?2 WHERE text <> ?2"}});
  if (!prepared) return prepared.error();
  return rows;
}

Status FrontierRows::apply(const Article& article, std::int64_t source, std::int64_t capture,
                           SourceRows& sources) {
  if (!article.arrival.frontier) return {};
  const FrontierUpdate& update = *article.arrival.frontier;
  if (update.source) {
    Status set = sources.set_state(source, with_capture(*update.source, article, capture));
    if (!set) return set;
  }
  for (const PageTask& page : update.waiting) {
    const Result<std::int64_t> named_by = sources.row(page.source);
    if (!named_by) return named_by.error();
    if (Status put = put_page(page, *named_by); !put) return put;
  }
  for (const std::string& uri : update.done) {
    if (Status removed = remove_page_.bind_text(uri).run(); !removed) return removed;
  }
  for (const HostState& host : update.hosts) {
    if (Status put = put_host(host); !put) return put;
  }
  return {};
}

Status FrontierRows::put_page(const PageTask& page, std::int64_t source) {
  const std::string keys = to_json(page.keys);
  put_page_.bind_text(page.uri).bind_integer(source).bind_integer(page.found.microseconds);
  put_page_.bind_integer(page.due.microseconds).bind_integer(page.attempts);
  put_page_.bind_real(page.failures).bind_text(page.error).bind_text(keys);
  put_page_.bind_text(page.fingerprint).bind_text(page.hints);
  page.asked ? put_page_.bind_integer(page.asked->microseconds) : put_page_.bind_null();
  return put_page_.run();
}

Status FrontierRows::put_host(const HostState& host) {
  put_host_.bind_text(host.origin).bind_integer(host.asked.microseconds);
  put_host_.bind_integer(host.not_before.microseconds).bind_integer(host.requests);
  host.robots_fetched ? put_host_.bind_integer(host.robots_fetched->microseconds)
                      : put_host_.bind_null();
  if (Status put = put_host_.bind_integer(host.robots_status).run(); !put) return put;
  return put_robots_.bind_text(host.origin).bind_text(host.robots).run();
}

}  // namespace headwater
