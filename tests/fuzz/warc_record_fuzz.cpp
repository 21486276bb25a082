#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "archive/capture_record.h"
#include "archive/warc_record.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

/// Any bytes are either refused or a record within its limits; a record that was read and is
/// written again reads the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto record = headwater::parse_warc_record(bytes);
  if (!record) return 0;
  require(record->length <= size);
  require(record->fields.size() <= headwater::kMaxWarcFields);
  std::string written;
  headwater::format_warc_record(record->fields, record->block, written);
  // A field may grow by the space after its colon: inputs stay far below the limit on headers.
  if (size > headwater::kMaxWarcHeader / 2) return 0;
  const auto again = headwater::parse_warc_record(written);
  require(again.ok());
  require(again->fields == record->fields && again->block == record->block);
  require(again->length == written.size());
  (void)headwater::capture_from_record(*record);
  return 0;
}
