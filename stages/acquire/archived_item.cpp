#include "stages/acquire/archived_item.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "archive/chunked.h"
#include "archive/gzip.h"
#include "base/url.h"
#include "html/sniff_html.h"
#include "net/http_fields.h"
#include "stages/acquire/received_body.h"

namespace headwater {
namespace {

constexpr std::string_view kHtml = "text/html";
constexpr int kOk = 200;
/// The address as it stands in the record, or none if it is no address.
std::optional<Url> target_of(const ArchivedRecord& record) { return parse_url(record.target_uri); }

/// "203.0.113.7:443", as an exchange over HTTP says it.
std::string endpoint(std::string_view ip, const Url& url) {
  if (ip.empty()) return {};
  const bool v6 = ip.find(':') != std::string_view::npos;
  return fmt::format("{}{}{}:{}", v6 ? "[" : "", ip, v6 ? "]" : "", url.effective_port());
}

/// What the record says of the end of its block.
BodyCut cut_of(const ArchivedRecord& record) {
  if (!record.truncated) return BodyCut::kWhole;
  const BodyCut cut = body_cut_of(record.field("WARC-Truncated"));
  return cut == BodyCut::kWhole ? BodyCut::kUnspecified : cut;  // It ends where its file does.
}

bool is_robots_file(const Url& url) { return url.is_http() && url.path == "/robots.txt"; }

/// Puts the type that the record states into the arrival.
void take_type(std::string_view stated, Arrival& arrival) {
  const std::optional<MediaType> type = parse_media_type(stated);
  if (!type) return;
  arrival.media_type = type->essence;
  arrival.charset = type->charset;
}

/// The codings of a body, without the chunks.
std::string codings_of(const ResponseHead& head) {
  const std::string stated = head.joined("Content-Encoding");
  const auto codings = parse_content_codings(stated);
  return codings ? fmt::format("{}", fmt::join(*codings, ", ")) : stated;
}

/// A single gzip is undone where the page is worked on, unless its type has to be guessed.
void take_body(Arrival& arrival, std::string received) {
  const bool packs = arrival.content_encoding == "gzip" && !arrival.media_type.empty();
  if (packs && looks_like_gzip(received)) {
    arrival.received = std::move(received);
    arrival.unpack_limit = kMostDecodedBytes;
  } else {
    undo_codings(arrival, std::move(received));
  }
}

/// Makes the arrival of a record that holds an HTTP response.
class ResponseReader {
 public:
  ResponseReader(const ArchivedRecord& record, const MediaTypes& wanted)
      : record_(record), wanted_(wanted) {}

  ArchivedItem read() {
    const Result<ResponseHead> head = parse_response_head(record_.block);
    const std::optional<Url> url = target_of(record_);
    if (!head || !url || !url->is_http()) return {{}, PassedOver::kRecordType};
    if (head->status != kOk) return {{}, PassedOver::kStatus};
    if (is_robots_file(*url)) return {{}, PassedOver::kMediaType};
    ArchivedItem item;
    describe(*head, *url, item.arrival);
    std::string_view body = record_.block.substr(head->size);
    if (record_.type == ArchivedRecord::Type::kRevisit) body = {};
    const bool revisit = record_.type == ArchivedRecord::Type::kRevisit;
    if (!take(*head, body, item.arrival)) {
      item.passed_over = PassedOver::kMediaType;
    } else if (body.empty() && !revisit) {
      item.passed_over = PassedOver::kNoBody;
    }
    return item;
  }

 private:
  void describe(const ResponseHead& head, const Url& url, Arrival& arrival) const {
    arrival.uri = url.href();
    if (const auto type = head.find("Content-Type")) take_type(*type, arrival);
    HttpExchange exchange;
    exchange.uri = arrival.uri;
    exchange.response = record_.block.substr(0, head.size);
    exchange.status = head.status;
    exchange.address = endpoint(record_.ip_address, url);
    if (record_.type != ArchivedRecord::Type::kRevisit) exchange.cut = cut_of(record_);
    if (record_.date) exchange.began = *record_.date;
    arrival.http.emplace().exchanges.push_back(std::move(exchange));
  }

  /// False if it is of no wanted type.
  bool take(const ResponseHead& head, std::string_view body, Arrival& arrival) const {
    if (!arrival.media_type.empty() && !wanted_.contains(arrival.media_type)) return false;
    if (record_.type == ArchivedRecord::Type::kRevisit) return true;
    arrival.content_encoding = codings_of(head);
    std::string received(body);
    // Archives hold bodies with and without their chunks, whatever the head says.
    if (!head.joined("Transfer-Encoding").empty()) {
      Result<Dechunked> plain = undo_chunked(body);
      if (plain) {
        received = std::move(plain->bytes);
      } else {
        arrival.fault = plain.error();
        BodyCut& cut = arrival.http->exchanges.back().cut;
        const bool early = plain.error().code == ErrorCode::kTruncated;
        if (early && cut == BodyCut::kWhole) cut = BodyCut::kUnspecified;
      }
    }
    take_body(arrival, std::move(received));
    if (!arrival.media_type.empty()) return true;
    if (begins_like_html(arrival.payload)) arrival.media_type = kHtml;
    return wanted_.contains(arrival.media_type);
  }

  const ArchivedRecord& record_;
  const MediaTypes& wanted_;
};

/// A record whose block is the thing itself: a resource, or what was made of one (conversion).
ArchivedItem read_block(const ArchivedRecord& record, const MediaTypes& wanted) {
  ArchivedItem item;
  take_type(record.media_type, item.arrival);
  const std::optional<Url> url = target_of(record);
  if (item.arrival.media_type.empty() && begins_like_html(record.block)) {
    item.arrival.media_type = kHtml;
  }
  if (!url || !wanted.contains(item.arrival.media_type) || is_robots_file(*url)) {
    item.passed_over = PassedOver::kMediaType;
  } else if (record.block.empty()) {
    item.passed_over = PassedOver::kNoBody;
  } else {
    item.arrival.uri = url->href();
    // Archives of our own say more of a file than others can.
    if (item.arrival.charset.empty()) item.arrival.charset = record.field("Headwater-Charset");
    item.arrival.content_encoding = record.field("Headwater-Content-Encoding");
    take_body(item.arrival, std::string(record.block));
  }
  return item;
}

ArchivedItem read_item(const ArchivedRecord& record, const MediaTypes& wanted) {
  switch (record.type) {
    case ArchivedRecord::Type::kResponse:
    case ArchivedRecord::Type::kRevisit:
      return ResponseReader(record, wanted).read();
    case ArchivedRecord::Type::kResource:
    case ArchivedRecord::Type::kConversion:
      return read_block(record, wanted);
    default:
      return {{}, PassedOver::kRecordType};
  }
}

}  // namespace

std::string_view passed_over_name(PassedOver reason) {
  constexpr std::array<std::string_view, 4> kNames = {"record_type", "status", "media_type",
                                                      "no_body"};
  return kNames[static_cast<std::size_t>(reason)];
}

ArchivedItem archived_item(const ArchivedRecord& record, const MediaTypes& media_types) {
  ArchivedItem item = read_item(record, media_types);
  if (item.passed_over) return {{}, item.passed_over};
  if (record.date) item.arrival.captured_at = *record.date;
  // Of a revisit the payload is what is left out.
  const bool cut = record.truncated && record.type != ArchivedRecord::Type::kRevisit;
  if (cut && !item.arrival.fault) {
    item.arrival.fault = Error{ErrorCode::kTruncated, item.arrival.uri +
                                                          ": the archive says that its record is "
                                                          "cut short (WARC-Truncated)"};
  }
  return item;
}

}  // namespace headwater
