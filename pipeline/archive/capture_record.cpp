#include "archive/capture_record.h"

#include <array>
#include <charconv>
#include <utility>

#include "archive/gzip.h"

namespace headwater {
namespace {

constexpr std::string_view kRevisitProfile =
    "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
constexpr std::string_view kDigestLabel = "sha256:";

using Fields = std::vector<WarcField>;

/// Whether `c` must be escaped in a field of our own. '%' is, so that unescaping is exact.
bool needs_escape(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '%'; }

void append_hex_escape(char c, std::string& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += kDigits[byte >> 4];
  out += kDigits[byte & 15];
}

/// Names and types come from outside: a line end in one must not start a field of its own.
std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (needs_escape(c)) {
      append_hex_escape(c, out);
    } else {
      out += c;
    }
  }
  return out;
}

std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const char* const digits = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
      out += static_cast<char>(value);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// A URI as it is; bytes that no URI may have are escaped, and '%' already is an escape.
std::string safe_uri(std::string_view uri) {
  if (is_warc_value(uri)) return std::string(uri);
  std::string out;
  for (const char c : uri) {
    if (c != '%' && needs_escape(c)) {
      append_hex_escape(c, out);
    } else {
      out += c;
    }
  }
  return out;
}

std::string labelled(const Digest& digest) { return std::string(kDigestLabel) + digest.hex(); }

/// A version 8 UUID (RFC 9562, section 5.8) from the first 16 bytes of a digest.
std::string uuid_urn(const Digest& digest) {
  auto bytes = digest.bytes;
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x80);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
  const std::string hex = Digest{bytes}.hex();
  std::string out = "urn:uuid:";
  out.append(hex, 0, 8).append("-").append(hex, 8, 4).append("-").append(hex, 12, 4);
  return out.append("-").append(hex, 16, 4).append("-").append(hex, 20, 12);
}

void add(Fields& fields, std::string_view name, std::string value) {
  fields.push_back({std::string(name), std::move(value)});
}

/// Adds the fields in order; leaves out those of our own that would be empty.
void add_own(Fields& fields, std::string_view name, std::string_view value) {
  if (!value.empty()) add(fields, name, escape(value));
}

void add_container(Fields& fields, const Container& container) {
  add(fields, "Headwater-Container-URI", safe_uri(container.uri));
  add(fields, "Headwater-Container-Digest", labelled(container.payload));
  add(fields, "Headwater-Container-Range",
      std::to_string(container.range.begin) + "-" + std::to_string(container.range.end));
  if (container.line > 0) {
    add(fields, "Headwater-Container-Line", std::to_string(container.line));
  }
}

void add_origin(Fields& fields, const Arrival& arrival) {
  add_own(fields, "Headwater-Charset", arrival.charset);
  add_own(fields, "Headwater-Content-Encoding", arrival.content_encoding);
  add_own(fields, "Headwater-Source", arrival.source);
  if (arrival.container) add_container(fields, *arrival.container);
}

Fields start_fields(std::string_view type, const Arrival& arrival) {
  Fields fields;
  fields.reserve(18);
  add(fields, "WARC-Type", std::string(type));
  add(fields, "WARC-Record-ID", "");
  add(fields, "WARC-Date", to_rfc3339(arrival.captured_at, TimePrecision::kMicroseconds));
  add(fields, "WARC-Target-URI", safe_uri(arrival.uri));
  return fields;
}

/// Names the record after all it says, then compresses it. Fields[1] is WARC-Record-ID.
PreparedCapture finish_record(Fields fields, std::string_view block, const Digest& block_digest) {
  thread_local std::string buffer;
  buffer.clear();
  // The digest of the block is among the fields, so the id covers the block too.
  for (const WarcField& field : fields) buffer.append(field.value).append("\n");
  PreparedCapture out{uuid_urn(sha256(buffer)), {}, block_digest};
  fields[1].value = "<" + out.record_id + ">";
  buffer.clear();
  format_warc_record(fields, block, buffer);
  out.member = gzip_member(buffer, looks_like_gzip(block) ? GzipEffort::kStore : GzipEffort::kFast);
  constexpr std::size_t kKeep = std::size_t{1} << 20;  // One huge capture must not pin its size.
  if (buffer.capacity() > kKeep) buffer = {};
  return out;
}

Error bad_field(std::string_view name) {
  return {ErrorCode::kBadWarc, "WARC record: " + std::string(name) + " is missing or malformed"};
}

/// The value of `name`; empty if it is absent.
std::string own_value(const WarcRecord& record, std::string_view name) {
  return unescape(record.find(name).value_or(""));
}

std::optional<Digest> read_digest(const WarcRecord& record, std::string_view name) {
  const std::string_view value = record.find(name).value_or("");
  if (!value.starts_with(kDigestLabel)) return std::nullopt;
  return digest_from_hex(value.substr(kDigestLabel.size()));
}

/// The URN inside "<...>".
std::optional<std::string> read_record_id(const WarcRecord& record, std::string_view name) {
  const std::string_view value = record.find(name).value_or("");
  if (value.size() < 3 || value.front() != '<' || value.back() != '>') return std::nullopt;
  return std::string(value.substr(1, value.size() - 2));
}

bool read_number(std::string_view text, std::uint64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

bool read_range(std::string_view text, RawSpan& out) {
  const std::size_t dash = text.find('-');
  return dash != std::string_view::npos && read_number(text.substr(0, dash), out.begin) &&
         read_number(text.substr(dash + 1), out.end) && out.begin <= out.end;
}

Status read_container(const WarcRecord& record, CaptureContent& out) {
  const auto uri = record.find("Headwater-Container-URI");
  if (!uri) return {};
  Container container;
  container.uri = *uri;
  const auto digest = read_digest(record, "Headwater-Container-Digest");
  if (!digest) return bad_field("Headwater-Container-Digest");
  container.payload = *digest;
  if (!read_range(record.find("Headwater-Container-Range").value_or(""), container.range)) {
    return bad_field("Headwater-Container-Range");
  }
  const auto line = record.find("Headwater-Container-Line");
  if (line && !read_number(*line, container.line)) return bad_field("Headwater-Container-Line");
  out.container = std::move(container);
  return {};
}

Status read_identity(const WarcRecord& record, CaptureContent& out) {
  const auto id = read_record_id(record, "WARC-Record-ID");
  if (!id) return bad_field("WARC-Record-ID");
  out.record_id = *id;
  const auto uri = record.find("WARC-Target-URI");
  if (!uri) return bad_field("WARC-Target-URI");
  out.uri = *uri;
  const auto date = timestamp_from_rfc3339(record.find("WARC-Date").value_or(""));
  if (!date) return bad_field("WARC-Date");
  out.captured_at = *date;
  return {};
}

Status read_block(const WarcRecord& record, CaptureContent& out) {
  const auto block = read_digest(record, "WARC-Block-Digest");
  if (!block) return bad_field("WARC-Block-Digest");
  const auto payload = read_digest(record, "WARC-Payload-Digest");
  if (!payload) return bad_field("WARC-Payload-Digest");
  if (sha256(record.block) != *block || (!out.revisit && *payload != *block)) {
    return Error{ErrorCode::kStoreDamaged,
                 "WARC record: the block is not the one its digest names"};
  }
  out.block = record.block;
  out.block_digest = *payload;
  return {};
}

Status read_type(const WarcRecord& record, CaptureContent& out) {
  const std::string_view type = record.find("WARC-Type").value_or("");
  out.revisit = type == "revisit";
  if (!out.revisit && type != "resource") return bad_field("WARC-Type");
  if (!out.revisit) return {};
  const auto refers_to = read_record_id(record, "WARC-Refers-To");
  if (!refers_to) return bad_field("WARC-Refers-To");
  out.refers_to = *refers_to;
  return {};
}

}  // namespace

PreparedCapture prepare_capture(const Arrival& arrival, const Digest* payload) {
  const bool encoded = !arrival.received.empty();
  const std::string& block = encoded ? arrival.received : arrival.payload;
  const Digest block_digest = encoded || payload == nullptr ? sha256(block) : *payload;
  const std::string digest = labelled(block_digest);
  Fields fields = start_fields("resource", arrival);
  add(fields, "WARC-Block-Digest", digest);
  // Of a resource record the payload is the block (section 6.4), even if that is compressed.
  add(fields, "WARC-Payload-Digest", digest);
  if (arrival.fault) {
    add(fields, "WARC-Truncated",
        arrival.fault->code == ErrorCode::kTooLarge ? "length" : "unspecified");
  }
  add_own(fields, "Content-Type", arrival.media_type);
  add_origin(fields, arrival);
  return finish_record(std::move(fields), block, block_digest);
}

PreparedCapture prepare_revisit(const Arrival& arrival, const CaptureContent& original) {
  Fields fields = start_fields("revisit", arrival);
  add(fields, "WARC-Profile", std::string(kRevisitProfile));
  add(fields, "WARC-Block-Digest", labelled(sha256("")));
  add(fields, "WARC-Payload-Digest", labelled(original.block_digest));
  add(fields, "WARC-Refers-To", "<" + original.record_id + ">");
  add(fields, "WARC-Refers-To-Target-URI", safe_uri(original.uri));
  add(fields, "WARC-Refers-To-Date",
      to_rfc3339(original.captured_at, TimePrecision::kMicroseconds));
  add_own(fields, "Content-Type", arrival.media_type);
  add_origin(fields, arrival);
  return finish_record(std::move(fields), "", original.block_digest);
}

std::string prepare_segment_head(const std::string& file_name, Timestamp date) {
  Fields fields;
  add(fields, "WARC-Type", "warcinfo");
  add(fields, "WARC-Record-ID", "");
  add(fields, "WARC-Date", to_rfc3339(date, TimePrecision::kMicroseconds));
  add(fields, "WARC-Filename", file_name);
  add(fields, "Content-Type", "application/warc-fields");
  const std::string block =
      "software: headwater/" HEADWATER_VERSION
      "\r\n"
      "format: WARC File Format 1.1\r\n"
      "conformsTo: "
      "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n";
  const Digest digest = sha256(block);
  add(fields, "WARC-Block-Digest", labelled(digest));
  return finish_record(std::move(fields), block, digest).member;
}

Result<CaptureContent> capture_from_record(const WarcRecord& record) {
  CaptureContent out;
  for (const auto read : {read_type, read_identity, read_container, read_block}) {
    if (Status status = read(record, out); !status) return status.error();
  }
  out.media_type = own_value(record, "Content-Type");
  out.charset = own_value(record, "Headwater-Charset");
  out.content_encoding = own_value(record, "Headwater-Content-Encoding");
  out.source = own_value(record, "Headwater-Source");
  return out;
}

}  // namespace headwater
