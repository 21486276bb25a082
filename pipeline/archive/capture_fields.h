#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/capture_archive.h"
#include "archive/gzip.h"
#include "archive/warc_record.h"
#include "base/digest.h"
#include "base/result.h"
#include "record/article.h"

namespace headwater {

/// What the makers and readers of our WARC records share. Our own fields begin with "Headwater-";
/// other readers skip them.

inline constexpr std::string_view kResponseType = "application/http;msgtype=response";
inline constexpr std::string_view kRequestType = "application/http;msgtype=request";
inline constexpr std::string_view kFieldsType = "application/warc-fields";
inline constexpr std::string_view kSamePayloadProfile =
    "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

/// The fields of a record that is being made, in order. Values are made safe for a header: a line
/// end in a name or type from outside must not start a field of its own.
class CaptureFields {
 public:
  /// Begins with the mandatory fields; the id is filled in by `finish`.
  CaptureFields(std::string_view type, Timestamp date);

  /// `value` is known to be safe.
  CaptureFields& add(std::string_view name, std::string value);
  /// What is no URI byte is percent-encoded.
  CaptureFields& add_uri(std::string_view name, std::string_view uri);
  /// Left out if `value` is empty; `field_text` gives it back.
  CaptureFields& add_text(std::string_view name, std::string_view value);
  CaptureFields& add_digest(std::string_view name, const Digest& digest);
  CaptureFields& add_record(std::string_view name, std::string_view record_id);
  CaptureFields& add_date(std::string_view name, Timestamp date);
  /// What our own fields say of any arrival.
  CaptureFields& add_origin(const Arrival& arrival);

  /// Names the record after all it says, its block included by way of its digest, and appends it
  /// to `out` as one gzip member. Returns its id. Requires: WARC-Block-Digest is there.
  std::string finish(std::string_view block, GzipEffort effort, std::string& out);

 private:
  std::vector<WarcField> fields_;
};

/// `uri` as `add_uri` writes it.
std::string safe_uri(std::string_view uri);
/// `text` on one line: control characters, '%' and outer spaces are percent-encoded.
std::string escape_line(std::string_view text);
/// What `add_text` was given; empty if the field is absent.
std::string field_text(const WarcRecord& record, std::string_view name);
std::optional<Digest> field_digest(const WarcRecord& record, std::string_view name);
/// The id inside "<...>".
std::optional<std::string> field_record(const WarcRecord& record, std::string_view name);
std::optional<std::uint64_t> field_number(const WarcRecord& record, std::string_view name);
std::optional<std::uint64_t> number_from(std::string_view text);

/// The bytes of `arrival` as they came.
inline std::string_view bytes_as_received(const Arrival& arrival) {
  return arrival.content_encoding.empty() ? arrival.payload : arrival.received;
}
/// How to compress a record with these bytes: what is compressed already is kept as it is.
GzipEffort effort_for(const Arrival& arrival);

/// What a `revisit` record says of the capture that holds its bytes.
void add_reference(CaptureFields& fields, const CaptureContent& original);

}  // namespace headwater
