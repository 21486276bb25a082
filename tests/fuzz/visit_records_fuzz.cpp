#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "archive/capture_fields.h"
#include "archive/capture_record.h"
#include "archive/http_head.h"
#include "archive/visit_records.h"

namespace {

using namespace headwater;

void require(bool condition) {
  if (!condition) std::abort();
}

/// Takes the bytes up to the next 0xff off the front.
std::string take(std::string_view& rest) {
  const std::size_t end = rest.find('\xff');
  const std::string taken(rest.substr(0, end));
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return taken;
}

HttpExchange take_exchange(std::string_view& rest) {
  HttpExchange exchange;
  exchange.uri = take(rest);
  exchange.request = take(rest);
  exchange.response = take(rest);
  exchange.address = take(rest);
  exchange.status = exchange.response.empty() ? 0 : 200;
  return exchange;
}

Arrival take_arrival(std::string_view& rest) {
  Arrival arrival;
  arrival.uri = take(rest);
  arrival.media_type = take(rest);
  arrival.charset = take(rest);
  arrival.source = take(rest);
  HttpVisit visit;
  visit.robots = take(rest);
  visit.exchanges.push_back(take_exchange(rest));
  visit.exchanges.back().body = take(rest);
  visit.exchanges.push_back(take_exchange(rest));
  arrival.http = visit;
  arrival.payload = rest;
  return arrival;
}

}  // namespace

/// Whatever a server, a name or a header holds: every record can be read, the last one is the
/// capture's, and it gives back the bytes and what is said of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const Arrival arrival = take_arrival(rest);
  const PreparedCapture capture = prepare_capture(arrival);
  std::string_view members = capture.members;
  while (!members.empty()) {
    const auto member = gunzip_member(members, UINT64_MAX);
    require(member.ok());
    const auto record = parse_warc_record(member->bytes);
    require(record.ok() && record->length == member->bytes.size());
    require(field_digest(*record, "WARC-Block-Digest") == sha256(record->block));
    const bool own = members.size() == capture.members.size() - capture.before;
    if (!own) require(field_record(*record, "WARC-Concurrent-To") == capture.record_id);
    if (own) {
      const auto content = capture_from_record(*record);
      require(content.ok() && content->record_id == capture.record_id);
      require(content->block == arrival.payload && content->uri == arrival.uri);
      require(content->media_type == arrival.media_type && content->charset == arrival.charset);
      require(content->source == arrival.source && content->http->robots == arrival.http->robots);
      require(member->length == members.size());
    }
    members.remove_prefix(member->length);
  }
  return 0;
}
