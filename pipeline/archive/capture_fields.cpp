#include "archive/capture_fields.h"

#include <array>
#include <charconv>
#include <utility>

namespace headwater {
namespace {

constexpr std::string_view kDigestLabel = "sha256:";

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

void append_hex_escape(char c, std::string& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += kDigits[byte >> 4];
  out += kDigits[byte & 15];
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

}  // namespace

CaptureFields::CaptureFields(std::string_view type, Timestamp date) {
  fields_.reserve(22);
  add("WARC-Type", std::string(type)).add("WARC-Record-ID", "").add_date("WARC-Date", date);
}

CaptureFields& CaptureFields::add(std::string_view name, std::string value) {
  fields_.push_back({std::string(name), std::move(value)});
  return *this;
}

CaptureFields& CaptureFields::add_uri(std::string_view name, std::string_view uri) {
  return add(name, safe_uri(uri));
}

CaptureFields& CaptureFields::add_text(std::string_view name, std::string_view value) {
  return value.empty() ? *this : add(name, escape_line(value));
}

CaptureFields& CaptureFields::add_digest(std::string_view name, const Digest& digest) {
  return add(name, std::string(kDigestLabel) + digest.hex());
}

CaptureFields& CaptureFields::add_record(std::string_view name, std::string_view record_id) {
  return add(name, "<" + std::string(record_id) + ">");
}

CaptureFields& CaptureFields::add_date(std::string_view name, Timestamp date) {
  return add(name, to_rfc3339(date, TimePrecision::kMicroseconds));
}

CaptureFields& CaptureFields::add_origin(const Arrival& arrival) {
  add_text("Headwater-Charset", arrival.charset);
  add_text("Headwater-Content-Encoding", arrival.content_encoding);
  add_text("Headwater-Source", arrival.source);
  if (!arrival.container) return *this;
  const Container& container = *arrival.container;
  add_uri("Headwater-Container-URI", container.uri);
  add_digest("Headwater-Container-Digest", container.payload);
  add("Headwater-Container-Range",
      std::to_string(container.range.begin) + "-" + std::to_string(container.range.end));
  if (container.line > 0) add("Headwater-Container-Line", std::to_string(container.line));
  if (container.wraps) add("Headwater-Container-Wraps", "1");
  return *this;
}

std::string CaptureFields::finish(std::string_view block, GzipEffort effort, std::string& out) {
  thread_local std::string buffer;
  buffer.clear();
  for (const WarcField& field : fields_) buffer.append(field.value).append("\n");
  std::string id = uuid_urn(sha256(buffer));
  fields_[1].value = "<" + id + ">";
  buffer.clear();
  if (effort == GzipEffort::kStore) {
    format_warc_head(fields_, block.size(), buffer);
    append_stored_member(std::array{std::string_view(buffer), block, kWarcRecordEnd}, out);
    return id;
  }
  format_warc_record(fields_, block, buffer);
  out += gzip_member(buffer, effort);
  constexpr std::size_t kKeep = std::size_t{1} << 20;  // One huge capture must not pin its size.
  if (buffer.capacity() > kKeep) buffer = {};
  return id;
}

std::string safe_uri(std::string_view uri) {
  std::string out;
  out.reserve(uri.size());
  for (const char c : uri) {
    if (c == ' ' || is_control(c)) {  // '%' already is an escape
      append_hex_escape(c, out);
    } else {
      out += c;
    }
  }
  return out;
}

std::string escape_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool outer = i == 0 || i + 1 == text.size();
    if (is_control(text[i]) || text[i] == '%' || (outer && text[i] == ' ')) {
      append_hex_escape(text[i], out);
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string field_text(const WarcRecord& record, std::string_view name) {
  return unescape(record.find(name).value_or(""));
}

std::optional<Digest> field_digest(const WarcRecord& record, std::string_view name) {
  const std::string_view value = record.find(name).value_or("");
  if (!value.starts_with(kDigestLabel)) return std::nullopt;
  return digest_from_hex(value.substr(kDigestLabel.size()));
}

std::optional<std::string> field_record(const WarcRecord& record, std::string_view name) {
  const std::string_view value = record.find(name).value_or("");
  if (value.size() < 3 || value.front() != '<' || value.back() != '>') return std::nullopt;
  return std::string(value.substr(1, value.size() - 2));
}

std::optional<std::uint64_t> field_number(const WarcRecord& record, std::string_view name) {
  return number_from(record.find(name).value_or(""));
}

std::optional<std::uint64_t> number_from(std::string_view text) {
  std::uint64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

GzipEffort effort_for(const Arrival& arrival) {
  const bool compressed =
      !arrival.content_encoding.empty() || looks_like_gzip(bytes_as_received(arrival));
  return compressed ? GzipEffort::kStore : GzipEffort::kFast;
}

void add_reference(CaptureFields& fields, const CaptureContent& original) {
  fields.add_digest("WARC-Payload-Digest", original.block_digest);
  fields.add_record("WARC-Refers-To", original.record_id);
  fields.add_uri("WARC-Refers-To-Target-URI",
                 original.http ? original.http->final_uri : original.uri);
  fields.add_date("WARC-Refers-To-Date", original.captured_at);
}

}  // namespace headwater
