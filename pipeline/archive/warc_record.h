#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace headwater {

/// WARC 1.1 (ISO 28500:2017,
/// https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/).

/// A named field of a record's header (section 4). Names compare without regard to case.
struct WarcField {
  std::string name;
  std::string value;
  bool operator==(const WarcField&) const = default;
};

/// The value of the first field `name`, or nothing. Valid as long as the fields.
std::optional<std::string_view> find_field(std::span<const WarcField> fields,
                                           std::string_view name);

/// A record as read. `block` points into the bytes that were parsed.
struct WarcRecord {
  std::vector<WarcField> fields;  ///< As they stood, Content-Length left out.
  std::string_view block;
  std::uint64_t length = 0;  ///< Of the whole record, the two line ends after the block included.

  /// The value of the field `name`, or nothing. Valid as long as the record.
  std::optional<std::string_view> find(std::string_view name) const {
    return find_field(fields, name);
  }
};

/// What stands behind the block of a record.
inline constexpr std::string_view kWarcRecordEnd = "\r\n\r\n";

/// Appends what stands before a block of `block` bytes to `out`; Content-Length is added.
/// Requires: as below.
void format_warc_head(std::span<const WarcField> fields, std::size_t block, std::string& out);
/// Appends the record with these fields and `block` to `out`; Content-Length is added.
/// Requires: names are tokens, values are free of control characters (see `is_warc_value`).
void format_warc_record(std::span<const WarcField> fields, std::string_view block,
                        std::string& out);

/// Whether `value` may stand in a header as it is: no control character, no space at either end.
bool is_warc_value(std::string_view value);

/// Takes one line of a header, without its line end, into `fields`; a folded one goes on in the
/// field before it. kBadWarc where it is no field, or one more than kMaxWarcFields.
Status take_warc_line(std::string_view line, std::vector<WarcField>& fields);

/// The record that `bytes` starts with. kBadWarc where the header is malformed, over a limit, lacks
/// a mandatory field (section 5: WARC-Record-ID, Content-Length, WARC-Date, WARC-Type) or repeats
/// one that may not be repeated; kTruncated where the block is shorter than its Content-Length or
/// the record does not end as it should. Reads versions 1.0 and 1.1; folded values are unfolded.
Result<WarcRecord> parse_warc_record(std::string_view bytes);

/// Bytes of a header at most: a capture's own header has under 2 KB, of which the URI is most.
inline constexpr std::size_t kMaxWarcHeader = std::size_t{256} << 10;
/// Fields of a header at most.
inline constexpr std::size_t kMaxWarcFields = 200;

}  // namespace headwater
