#include "archive/capture_record.h"

#include <utility>

#include "archive/capture_fields.h"
#include "archive/http_head.h"
#include "archive/visit_records.h"

namespace headwater {
namespace {

Error bad_field(std::string_view name) {
  return {ErrorCode::kBadWarc, "WARC record: " + std::string(name) + " is missing or malformed"};
}

bool read_range(std::string_view text, RawSpan& out) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return false;
  const auto begin = number_from(text.substr(0, dash));
  const auto end = number_from(text.substr(dash + 1));
  if (!begin || !end || *begin > *end) return false;
  out = {*begin, *end};
  return true;
}

Status read_container(const WarcRecord& record, CaptureContent& out) {
  const auto uri = record.find("Headwater-Container-URI");
  if (!uri) return {};
  Container container;
  container.uri = *uri;
  const auto digest = field_digest(record, "Headwater-Container-Digest");
  if (!digest) return bad_field("Headwater-Container-Digest");
  container.payload = *digest;
  if (!read_range(record.find("Headwater-Container-Range").value_or(""), container.range)) {
    return bad_field("Headwater-Container-Range");
  }
  if (record.find("Headwater-Container-Line")) {
    const auto line = field_number(record, "Headwater-Container-Line");
    if (!line) return bad_field("Headwater-Container-Line");
    container.line = *line;
  }
  container.wraps = record.find("Headwater-Container-Wraps").has_value();
  out.container = std::move(container);
  return {};
}

Status read_identity(const WarcRecord& record, CaptureContent& out) {
  const auto id = field_record(record, "WARC-Record-ID");
  if (!id) return bad_field("WARC-Record-ID");
  out.record_id = *id;
  const auto uri = record.find("WARC-Target-URI");
  if (!uri) return bad_field("WARC-Target-URI");
  out.uri = record.find("Headwater-URI") ? field_text(record, "Headwater-URI") : std::string(*uri);
  const auto date = timestamp_from_rfc3339(record.find("WARC-Date").value_or(""));
  if (!date) return bad_field("WARC-Date");
  out.captured_at = *date;
  return {};
}

/// The bytes as received in the block.
std::string_view received_bytes(const WarcRecord& record, const CaptureContent& capture) {
  const std::string_view type = record.find("WARC-Type").value_or("");
  if (type == "metadata" || (type == "revisit" && capture.http)) return {};
  return type == "response" ? record.block.substr(head_length(record.block)) : record.block;
}

Status read_block(const WarcRecord& record, CaptureContent& out) {
  const auto block = field_digest(record, "WARC-Block-Digest");
  if (!block) return bad_field("WARC-Block-Digest");
  const std::string_view bytes = received_bytes(record, out);
  // `metadata` has no payload.
  const bool nothing = record.find("WARC-Type") == "metadata";
  const auto payload = nothing ? sha256("") : field_digest(record, "WARC-Payload-Digest");
  if (!payload) return bad_field("WARC-Payload-Digest");
  if (sha256(record.block) != *block || (!out.revisit && sha256(bytes) != *payload)) {
    return Error{ErrorCode::kStoreDamaged,
                 "WARC record: the block is not the one its digest names"};
  }
  out.block = bytes;
  out.block_digest = *payload;
  return {};
}

Status read_type(const WarcRecord& record, CaptureContent& out) {
  const std::string_view type = record.find("WARC-Type").value_or("");
  const bool visit = type == "response" || type == "metadata";
  out.revisit = type == "revisit";
  if (!out.revisit && !visit && type != "resource") return bad_field("WARC-Type");
  Result<std::optional<VisitSummary>> http = read_visit(record);
  if (!http) return http.error();
  out.http = std::move(*http);
  if (visit && !out.http) return bad_field("Headwater-Redirects");
  if (out.http) out.validators = read_validators(record);
  if (!out.revisit) return {};
  const auto refers_to = field_record(record, "WARC-Refers-To");
  if (!refers_to) return bad_field("WARC-Refers-To");
  out.refers_to = *refers_to;
  return {};
}

/// What ended the bytes of an item that did not come over HTTP. One that came compressed is whole:
/// it is the text inside that is damaged or too large.
BodyCut cut_of(const Arrival& arrival) {
  if (!arrival.fault || !arrival.content_encoding.empty()) return BodyCut::kWhole;
  if (arrival.fault->code == ErrorCode::kTooLarge) return BodyCut::kLength;
  return arrival.fault->code == ErrorCode::kTruncated ? BodyCut::kUnspecified : BodyCut::kWhole;
}

}  // namespace

PreparedCapture prepare_capture(const Arrival& arrival, const Digest* payload,
                                std::string_view detail, std::size_t room) {
  const std::string_view block = bytes_as_received(arrival);
  const bool known = payload != nullptr && arrival.content_encoding.empty();
  const Digest digest = known ? *payload : sha256(block);
  if (arrival.http) return prepare_visit(arrival, digest, nullptr, detail);
  CaptureFields fields("resource", arrival.captured_at);
  fields.add_uri("WARC-Target-URI", arrival.uri);
  fields.add_digest("WARC-Block-Digest", digest);
  // Of a resource record the payload is the block (section 6.4), even if that is compressed.
  fields.add_digest("WARC-Payload-Digest", digest);
  fields.add_text("WARC-Truncated", body_cut_name(cut_of(arrival)));
  fields.add_text("Content-Type", arrival.media_type).add_origin(arrival);
  constexpr std::size_t kMostHead = 2048;  // bytes of fields; of a record with more all is moved
  PreparedCapture out;
  out.members.reserve(block.size() + kMostHead + room);
  out.record_id = fields.finish(block, effort_for(arrival), out.members);
  out.block_digest = digest;
  return out;
}

PreparedCapture prepare_revisit(const Arrival& arrival, const CaptureContent& original,
                                std::string_view detail) {
  if (arrival.http) {
    return prepare_visit(arrival, original.block_digest, &original, detail);
  }
  CaptureFields fields("revisit", arrival.captured_at);
  fields.add_uri("WARC-Target-URI", arrival.uri);
  fields.add("WARC-Profile", std::string(kSamePayloadProfile));
  fields.add_digest("WARC-Block-Digest", sha256(""));
  add_reference(fields, original);
  fields.add_text("Content-Type", arrival.media_type).add_origin(arrival);
  PreparedCapture out;
  out.record_id = fields.finish("", GzipEffort::kFast, out.members);
  out.block_digest = original.block_digest;
  return out;
}

std::string prepare_segment_head(const std::string& file_name, Timestamp date) {
  const std::string block =
      "software: headwater/" HEADWATER_VERSION
      "\r\n"
      "format: WARC File Format 1.1\r\n"
      "conformsTo: "
      "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n";
  CaptureFields fields("warcinfo", date);
  fields.add("WARC-Filename", file_name).add("Content-Type", std::string(kFieldsType));
  fields.add_digest("WARC-Block-Digest", sha256(block));
  std::string member;
  fields.finish(block, GzipEffort::kFast, member);
  return member;
}

Result<CaptureContent> capture_from_record(const WarcRecord& record) {
  CaptureContent out;
  for (const auto read : {read_type, read_identity, read_container, read_block}) {
    if (Status status = read(record, out); !status) return status.error();
  }
  // Of a record of HTTP the Content-Type is not that of the bytes.
  const bool own_type = out.http && record.find("WARC-Type") != "resource";
  out.media_type = field_text(record, own_type ? "Headwater-Media-Type" : "Content-Type");
  out.charset = field_text(record, "Headwater-Charset");
  out.content_encoding = field_text(record, "Headwater-Content-Encoding");
  out.source = field_text(record, "Headwater-Source");
  return out;
}

}  // namespace headwater
