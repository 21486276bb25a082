#include "archive/archived_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"

namespace headwater {
namespace {

constexpr std::string_view kWarcMark = "WARC/";
constexpr std::string_view kArcMark = "filedesc:";
/// An address of 64 KiB in a line of ARC is none.
constexpr std::size_t kMaxArcLine = std::size_t{64} << 10U;

struct TypeName {
  std::string_view name;
  ArchivedRecord::Type type;
};
constexpr std::array kTypeNames = {TypeName{"warcinfo", ArchivedRecord::Type::kWarcinfo},
                                   TypeName{"response", ArchivedRecord::Type::kResponse},
                                   TypeName{"resource", ArchivedRecord::Type::kResource},
                                   TypeName{"request", ArchivedRecord::Type::kRequest},
                                   TypeName{"metadata", ArchivedRecord::Type::kMetadata},
                                   TypeName{"revisit", ArchivedRecord::Type::kRevisit},
                                   TypeName{"conversion", ArchivedRecord::Type::kConversion}};

ArchivedRecord::Type type_of(std::string_view name) {
  for (const TypeName& row : kTypeNames) {
    if (ascii::equals_ignoring_case(name, row.name)) return row.type;
  }
  return ArchivedRecord::Type::kOther;
}

/// wget up to 1.20 put addresses in brackets too (https://savannah.gnu.org/bugs/?47281).
std::string without_brackets(std::string_view text) {
  if (text.starts_with('<') && text.ends_with('>')) text = text.substr(1, text.size() - 2);
  return std::string(text);
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// What the fields say.
void read_fields(ArchivedRecord& record) {
  record.type = type_of(record.field("WARC-Type"));
  record.id = without_brackets(record.field("WARC-Record-ID"));
  record.target_uri = without_brackets(record.field("WARC-Target-URI"));
  record.date = timestamp_from_rfc3339(record.field("WARC-Date"));
  record.media_type = record.field("Content-Type");
  record.ip_address = record.field("WARC-IP-Address");
  record.payload_digest = record.field("WARC-Payload-Digest");
  record.refers_to = without_brackets(record.field("WARC-Refers-To"));
  record.refers_to_uri = without_brackets(record.field("WARC-Refers-To-Target-URI"));
  record.refers_to_date = timestamp_from_rfc3339(record.field("WARC-Refers-To-Date"));
  record.truncated = !record.field("WARC-Truncated").empty();
}

Result<ArchivedHeader> parse_warc(std::string_view header) {
  ArchivedHeader out;
  out.size = header.size();
  take_line(header);
  while (!header.empty()) {
    const std::string_view line = take_line(header);
    if (line.empty()) break;
    const Status taken = take_warc_line(line, out.record.fields);
    if (!taken && out.record.fields.size() == kMaxWarcFields) return taken.error();
  }
  if (out.record.fields.empty()) {
    return Error{ErrorCode::kBadWarc, "WARC header: there is no field in it"};
  }
  read_fields(out.record);
  out.length = number_of(out.record.field("Content-Length"));
  return out;
}

/// "20140216050221", in UTC.
std::optional<Timestamp> arc_date(std::string_view text) {
  constexpr std::size_t kDigits = 14;
  if (text.size() != kDigits || !std::ranges::all_of(text, ascii::is_digit)) return std::nullopt;
  return timestamp_from_rfc3339(fmt::format("{}-{}-{}T{}:{}:{}Z", text.substr(0, 4),
                                            text.substr(4, 2), text.substr(6, 2), text.substr(8, 2),
                                            text.substr(10, 2), text.substr(12, 2)));
}

/// Takes the last word of the line off.
std::string_view take_last(std::string_view& line) {
  const std::size_t space = line.rfind(' ');
  const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
  const std::string_view word = line.substr(begin);
  line = line.substr(0, begin == 0 ? 0 : begin - 1);
  return word;
}

/// A line of version 1 has the address, then: IP, date, type, length; version 2 has five more words
/// between type and length. Read from its end, because addresses may hold spaces.
Result<ArchivedHeader> parse_arc(std::string_view header) {
  ArchivedHeader out;
  out.size = header.size();
  std::string_view line = take_line(header);
  out.length = number_of(take_last(line));
  std::vector<std::string_view> words;
  constexpr std::size_t kMostWords = 8;
  std::optional<Timestamp> date;
  while (!date && words.size() < kMostWords && !line.empty()) {
    words.push_back(take_last(line));
    date = arc_date(words.back());
  }
  if (!out.length || !date || words.size() < 2) {
    return Error{ErrorCode::kBadWarc, "the line is no header of an ARC record"};
  }
  ArchivedRecord& record = out.record;
  record.date = date;
  record.ip_address = take_last(line);
  record.target_uri = line;
  const bool about_file = line.starts_with(kArcMark);
  record.type = about_file ? ArchivedRecord::Type::kWarcinfo : ArchivedRecord::Type::kResponse;
  record.media_type = words[words.size() - 2];
  if (record.ip_address == "0.0.0.0") record.ip_address.clear();  // Not known.
  return out;
}

}  // namespace

std::string_view ArchivedRecord::field(std::string_view name) const {
  return find_field(fields, name).value_or(std::string_view());
}

ArchiveFormat sniff_archived_header(std::string_view bytes) {
  if (bytes.starts_with(kWarcMark)) return ArchiveFormat::kWarc;
  if (bytes.starts_with(kArcMark)) return ArchiveFormat::kArc;
  return ArchiveFormat::kNone;
}

std::optional<std::size_t> archived_header_size(std::string_view bytes, ArchiveFormat format) {
  if (format == ArchiveFormat::kArc) {
    const std::size_t end = bytes.substr(0, kMaxArcLine).find('\n');
    return end == std::string_view::npos ? std::nullopt : std::optional(end + 1);
  }
  std::size_t at = 0;
  for (;;) {
    const std::size_t end = bytes.find('\n', at);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = bytes.substr(at, end - at);
    at = end + 1;
    if (line.empty() || line == "\r") return at;
  }
}

Result<ArchivedHeader> parse_archived_header(std::string_view header, ArchiveFormat format) {
  return format == ArchiveFormat::kArc ? parse_arc(header) : parse_warc(header);
}

}  // namespace headwater
