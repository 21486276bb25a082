#include "archive/visit_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "archive/capture_fields.h"
#include "archive/http_head.h"

namespace headwater {
namespace {

constexpr int kNotModified = 304;
constexpr std::string_view kUnchangedProfile =
    "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

/// "203.0.113.7" of "203.0.113.7:443", "2001:db8::1" of "[2001:db8::1]:443"; empty where it is
/// none.
std::string_view ip_address(std::string_view endpoint) {
  std::string_view ip = endpoint.substr(0, endpoint.rfind(':'));
  if (ip.starts_with('[') && ip.ends_with(']')) ip = ip.substr(1, ip.size() - 2);
  const bool sound = ip.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos;
  return sound ? ip : std::string_view();
}

constexpr std::string_view kSentEtag = "Headwater-If-None-Match";
constexpr std::string_view kSentLastModified = "Headwater-If-Modified-Since";

/// Makes the records of one visit.
class VisitWriter {
 public:
  VisitWriter(const Arrival& arrival, const Digest& received, const CaptureContent* original,
              std::string_view detail)
      : arrival_(arrival),
        visit_(*arrival.http),
        received_(received),
        original_(original),
        detail_(detail),
        summary_(summarise(visit_, arrival.uri)) {}

  PreparedCapture write() {
    std::string own;
    PreparedCapture out;
    out.record_id = write_own(own);
    own_id_ = out.record_id;
    for (std::size_t hop = 0; hop < summary_.redirects; ++hop) write_redirect(hop, out.members);
    if (!visit_.exchanges.empty()) write_request(visit_.exchanges.size() - 1, {}, out.members);
    if (!own_is_metadata_) write_metadata(out.members);
    out.before = out.members.size();
    out.members += own;
    out.block_digest = received_;
    return out;
  }

 private:
  const HttpExchange* last() const {
    return visit_.exchanges.empty() ? nullptr : &visit_.exchanges.back();
  }
  bool has_response() const { return last() != nullptr && !last()->response.empty(); }

  std::string write_own(std::string& out) {
    if (has_response()) return original_ != nullptr ? write_revisit(out) : write_response(out);
    if (!bytes_as_received(arrival_).empty()) return write_resource(out);
    own_is_metadata_ = true;
    return write_metadata(out);
  }

  std::string write_response(std::string& out) {
    const std::string_view body = bytes_as_received(arrival_);
    std::string block = archived_head(last()->response, !body.empty());
    block += body;
    CaptureFields fields = start_own("response");
    fields.add("Content-Type", std::string(kResponseType));
    fields.add_digest("WARC-Block-Digest", sha256(block));
    fields.add_digest("WARC-Payload-Digest", received_);
    if (last() != nullptr) fields.add_text("WARC-Truncated", body_cut_name(last()->cut));
    end_own(fields);
    return fields.finish(block, effort_for(arrival_), out);
  }

  std::string write_revisit(std::string& out) {
    const std::string block = archived_head(last()->response, false);
    CaptureFields fields = start_own("revisit");
    fields.add("Content-Type", std::string(kResponseType));
    fields.add("WARC-Profile", std::string(last()->status == kNotModified ? kUnchangedProfile
                                                                          : kSamePayloadProfile));
    fields.add_digest("WARC-Block-Digest", sha256(block));
    add_reference(fields, *original_);
    end_own(fields);
    return fields.finish(block, GzipEffort::kFast, out);
  }

  std::string write_resource(std::string& out) {
    const std::string_view body = bytes_as_received(arrival_);
    CaptureFields fields = start_own("resource");
    fields.add_text("Content-Type", arrival_.media_type);
    fields.add_digest("WARC-Block-Digest", received_);
    fields.add_digest("WARC-Payload-Digest", received_);
    if (last() != nullptr) fields.add_text("WARC-Truncated", body_cut_name(last()->cut));
    end_own(fields);
    return fields.finish(body, effort_for(arrival_), out);
  }

  std::string write_metadata(std::string& out) {
    const std::string block = describe();
    CaptureFields fields = own_is_metadata_ ? start_own("metadata") : start_other("metadata", 0);
    fields.add("Content-Type", std::string(kFieldsType));
    fields.add_digest("WARC-Block-Digest", sha256(block));
    if (own_is_metadata_) end_own(fields);
    return fields.finish(block, GzipEffort::kFast, out);
  }

  void write_redirect(std::size_t hop, std::string& out) {
    const HttpExchange& exchange = visit_.exchanges[hop];
    std::string response_id;
    std::string response;
    if (!exchange.response.empty()) {
      const std::string block =
          archived_head(exchange.response, !exchange.body.empty()) + exchange.body;
      CaptureFields fields = start_other("response", hop);
      fields.add("Content-Type", std::string(kResponseType));
      fields.add_digest("WARC-Block-Digest", sha256(block));
      fields.add_digest("WARC-Payload-Digest", sha256(exchange.body));
      fields.add_text("WARC-Truncated", body_cut_name(exchange.cut));
      response_id = fields.finish(block, GzipEffort::kFast, response);
    }
    write_request(hop, response_id, out);
    out += response;
  }

  void write_request(std::size_t hop, std::string_view response_id, std::string& out) {
    const std::string& block = visit_.exchanges[hop].request;
    if (block.empty()) return;  // nothing was sent
    CaptureFields fields = start_other("request", hop);
    if (!response_id.empty()) fields.add_record("WARC-Concurrent-To", response_id);
    fields.add("Content-Type", std::string(kRequestType));
    fields.add_digest("WARC-Block-Digest", sha256(block));
    fields.finish(block, GzipEffort::kFast, out);
  }

  CaptureFields start_own(std::string_view type) const {
    CaptureFields fields(type, arrival_.captured_at);
    fields.add_uri("WARC-Target-URI", summary_.final_uri);
    if (last() != nullptr) fields.add_text("WARC-IP-Address", ip_address(last()->address));
    return fields;
  }

  void end_own(CaptureFields& fields) const {
    if (arrival_.uri != safe_uri(summary_.final_uri)) {
      fields.add("Headwater-URI", escape_line(arrival_.uri));
    }
    if (fields_hold_type_elsewhere()) fields.add_text("Headwater-Media-Type", arrival_.media_type);
    fields.add_origin(arrival_);
    fields.add("Headwater-Redirects", std::to_string(summary_.redirects));
    fields.add("Headwater-Status", std::to_string(summary_.status));
    if (summary_.requested_uri != summary_.final_uri) {
      fields.add_text("Headwater-Requested-URI", summary_.requested_uri);
    }
    fields.add_text("Headwater-Robots", summary_.robots);
    if (last() == nullptr) return;
    // The request has them, too, in a record that cannot be found from this one.
    fields.add_text(kSentEtag, head_field(last()->request, "if-none-match"));
    fields.add_text(kSentLastModified, head_field(last()->request, "if-modified-since"));
  }

  /// The Content-Type of a `resource` is that of the bytes, that of the others is of the record.
  bool fields_hold_type_elsewhere() const { return has_response() || own_is_metadata_; }

  /// A record besides the capture's own, of exchange number `hop`. The last exchange and what is
  /// said of the visit are dated as the capture, as the records of one capture shall be.
  CaptureFields start_other(std::string_view type, std::size_t hop) const {
    const bool redirect = type != "metadata" && hop < summary_.redirects;
    const HttpExchange* exchange = redirect ? &visit_.exchanges[hop] : last();
    CaptureFields fields(type, redirect ? exchange->began : arrival_.captured_at);
    fields.add_uri("WARC-Target-URI", exchange != nullptr ? exchange->uri : summary_.final_uri);
    if (exchange != nullptr && type != "metadata") {
      fields.add_text("WARC-IP-Address", ip_address(exchange->address));
    }
    fields.add_record("WARC-Concurrent-To", own_id_);
    if (redirect) fields.add("Headwater-Hop", std::to_string(hop));
    return fields;
  }

  /// The block of the metadata. `via`, `hopsFromSeed` and `fetchTimeMs` are of the standard
  /// (section 6.6); the rest is our own.
  std::string describe() const {
    std::string out;
    if (summary_.redirects > 0) {
      say(out, "via", visit_.exchanges[summary_.redirects - 1].uri);
      say(out, "hopsFromSeed", std::string(summary_.redirects, 'R'));
    }
    for (std::size_t hop = 0; hop < summary_.redirects; ++hop) {
      const HttpExchange& exchange = visit_.exchanges[hop];
      say(out, "headwater-redirect", fmt::format("{} {}", exchange.status, exchange.uri));
    }
    if (last() != nullptr) describe_last(*last(), out);
    say(out, "headwater-robots", visit_.robots);
    if (arrival_.fault) {
      say(out, "headwater-error",
          fmt::format("{}: {}", code_name(arrival_.fault->code), arrival_.fault->message));
    }
    if (arrival_.aside) say(out, "headwater-dropped", drop_reason_name(*arrival_.aside));
    say(out, "headwater-detail", detail_);
    return out;
  }

  void describe_last(const HttpExchange& exchange, std::string& out) const {
    say(out, "fetchTimeMs", std::to_string(exchange.microseconds / 1000));
    say(out, "headwater-status", std::to_string(exchange.status));
    say(out, "headwater-began", to_rfc3339(exchange.began, TimePrecision::kMicroseconds));
    say(out, "headwater-microseconds", std::to_string(exchange.microseconds));
    say(out, "headwater-address", exchange.address);
    say(out, "headwater-tls", exchange.tls);
  }

  static void say(std::string& out, std::string_view name, std::string_view value) {
    if (!value.empty()) out.append(name).append(": ").append(escape_line(value)).append("\r\n");
  }

  const Arrival& arrival_;
  const HttpVisit& visit_;
  const Digest& received_;
  const CaptureContent* original_;
  std::string_view detail_;
  VisitSummary summary_;
  std::string own_id_;
  bool own_is_metadata_ = false;
};

Error bad_field(std::string_view name) {
  return {ErrorCode::kBadWarc, "WARC record: " + std::string(name) + " is missing or malformed"};
}

}  // namespace

PreparedCapture prepare_visit(const Arrival& arrival, const Digest& received,
                              const CaptureContent* original, std::string_view detail) {
  return VisitWriter(arrival, received, original, detail).write();
}

Result<std::optional<VisitSummary>> read_visit(const WarcRecord& record) {
  if (!record.find("Headwater-Redirects")) return std::optional<VisitSummary>();
  VisitSummary out;
  const auto redirects = field_number(record, "Headwater-Redirects");
  if (!redirects || *redirects > UINT32_MAX) return bad_field("Headwater-Redirects");
  out.redirects = static_cast<std::uint32_t>(*redirects);
  constexpr std::uint64_t kLargestStatus = 999;  // three digits (RFC 9110, section 15)
  const auto status = field_number(record, "Headwater-Status");
  if (!status || *status > kLargestStatus) return bad_field("Headwater-Status");
  out.status = static_cast<int>(*status);
  out.final_uri = record.find("WARC-Target-URI").value_or("");
  out.requested_uri = record.find("Headwater-Requested-URI")
                          ? field_text(record, "Headwater-Requested-URI")
                          : out.final_uri;
  out.robots = field_text(record, "Headwater-Robots");
  return std::optional(std::move(out));
}

VisitValidators read_validators(const WarcRecord& record) {
  VisitValidators out;
  out.sent_etag = field_text(record, kSentEtag);
  out.sent_last_modified = field_text(record, kSentLastModified);
  // The block of the others is no message of HTTP, or has no head of one.
  if (record.find("Content-Type").value_or("") != kResponseType) return out;
  out.etag = head_field(record.block, "etag");
  out.last_modified = head_field(record.block, "last-modified");
  return out;
}

}  // namespace headwater
