#include "archive/warc_record.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

#include "base/ascii.h"

namespace headwater {
namespace {

constexpr std::string_view kVersion = "WARC/1.1\r\n";
constexpr std::string_view kOldVersion = "WARC/1.0\r\n";
constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kRecordEnd = kWarcRecordEnd;
constexpr std::string_view kLength = "Content-Length";

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, [](char x, char y) { return ascii::to_lower(x) == ascii::to_lower(y); });
}

/// A byte of a `token`: printable ASCII without the separators of section 4.
bool is_token_byte(char c) {
  constexpr std::string_view kSeparators = "()<>@,;:\\\"/[]?={} \t";
  return c > 0x20 && c < 0x7f && kSeparators.find(c) == std::string_view::npos;
}

bool is_space(char c) { return c == ' ' || c == '\t'; }

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

Error bad(std::string what) { return {ErrorCode::kBadWarc, "WARC header: " + std::move(what)}; }

/// Takes the header line at `offset`, its line end included; kBadWarc if there is none.
Result<std::string_view> take_line(std::string_view bytes, std::size_t& offset) {
  const std::string_view rest = bytes.substr(offset, kMaxWarcHeader);
  const std::size_t end = rest.find(kLineEnd);
  if (end == std::string_view::npos || offset + end > kMaxWarcHeader) {
    return bad("line at byte " + std::to_string(offset) + " has no end");
  }
  offset += end + kLineEnd.size();
  return rest.substr(0, end);
}

Status add_field(std::string_view line, std::vector<WarcField>& fields) {
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, colon);
  if (colon == std::string_view::npos || name.empty() ||
      !std::ranges::all_of(name, is_token_byte)) {
    return bad("line without a field name");
  }
  if (fields.size() == kMaxWarcFields) {
    return bad("more than " + std::to_string(kMaxWarcFields) + " fields");
  }
  fields.push_back({std::string(name), std::string(trim(line.substr(colon + 1)))});
  return {};
}

/// Joins a folded line to the field before it.
Status continue_field(std::string_view line, std::vector<WarcField>& fields) {
  if (fields.empty()) return bad("first line is a continuation");
  std::string& value = fields.back().value;
  const std::string_view more = trim(line);
  if (!value.empty() && !more.empty()) value += ' ';
  value += more;
  return {};
}

Status check_field(const std::vector<WarcField>& fields, std::size_t index) {
  const WarcField& field = fields[index];
  if (std::ranges::any_of(field.value, is_control)) {
    return bad("control character in " + field.name);
  }
  // Section 5.7: only WARC-Concurrent-To may be repeated.
  if (same_name(field.name, "WARC-Concurrent-To")) return {};
  for (std::size_t i = 0; i < index; ++i) {
    if (same_name(fields[i].name, field.name)) return bad(field.name + " is repeated");
  }
  return {};
}

Status check_fields(const WarcRecord& record) {
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    if (Status status = check_field(record.fields, i); !status) return status;
  }
  constexpr std::array<std::string_view, 4> kMandatory = {"WARC-Record-ID", kLength, "WARC-Date",
                                                          "WARC-Type"};
  for (const std::string_view name : kMandatory) {
    if (!record.find(name)) return bad("no " + std::string(name));
  }
  return {};
}

/// Reads the header up to and with the empty line.
Result<std::size_t> parse_header(std::string_view bytes, WarcRecord& record) {
  if (!bytes.starts_with(kVersion) && !bytes.starts_with(kOldVersion)) {
    return bad("does not start with WARC/1.1");
  }
  std::size_t offset = kVersion.size();
  for (;;) {
    Result<std::string_view> line = take_line(bytes, offset);
    if (!line) return std::move(line.error());
    if (line->empty()) break;
    if (Status taken = take_warc_line(*line, record.fields); !taken) return taken.error();
  }
  if (Status status = check_fields(record); !status) return status.error();
  return offset;
}

/// Takes Content-Length out of the fields.
Result<std::uint64_t> take_length(WarcRecord& record) {
  const auto field = std::ranges::find_if(
      record.fields, [](const WarcField& candidate) { return same_name(candidate.name, kLength); });
  const std::string_view text = field->value;
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
    return bad("Content-Length is no size: " + field->value);
  }
  record.fields.erase(field);
  return length;
}

}  // namespace

std::optional<std::string_view> find_field(std::span<const WarcField> fields,
                                           std::string_view name) {
  for (const WarcField& field : fields) {
    if (same_name(field.name, name)) return field.value;
  }
  return std::nullopt;
}

Status take_warc_line(std::string_view line, std::vector<WarcField>& fields) {
  const bool folded = !line.empty() && is_space(line.front());
  return folded ? continue_field(line, fields) : add_field(line, fields);
}

bool is_warc_value(std::string_view value) {
  return std::ranges::none_of(value, is_control) && trim(value).size() == value.size();
}

void format_warc_head(std::span<const WarcField> fields, std::size_t block, std::string& out) {
  out += kVersion;
  for (const WarcField& field : fields) {
    assert(is_warc_value(field.value));
    out.append(field.name).append(": ").append(field.value).append(kLineEnd);
  }
  out.append(kLength).append(": ").append(std::to_string(block)).append(kRecordEnd);
}

void format_warc_record(std::span<const WarcField> fields, std::string_view block,
                        std::string& out) {
  format_warc_head(fields, block.size(), out);
  out.append(block).append(kRecordEnd);
}

Result<WarcRecord> parse_warc_record(std::string_view bytes) {
  WarcRecord record;
  Result<std::size_t> header = parse_header(bytes, record);
  if (!header) return std::move(header.error());
  Result<std::uint64_t> length = take_length(record);
  if (!length) return std::move(length.error());
  const std::string_view rest = bytes.substr(*header);
  if (*length > rest.size()) {
    return Error{ErrorCode::kTruncated, "WARC record: Content-Length is " +
                                            std::to_string(*length) + ", but only " +
                                            std::to_string(rest.size()) + " bytes follow"};
  }
  record.block = rest.substr(0, *length);
  if (!rest.substr(*length).starts_with(kRecordEnd)) {
    return Error{ErrorCode::kTruncated, "WARC record: no two line ends after the block"};
  }
  record.length = *header + *length + kRecordEnd.size();
  return record;
}

}  // namespace headwater
