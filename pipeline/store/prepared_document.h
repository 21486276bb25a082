#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "record/document_map.h"
#include "record/finished.h"

namespace headwater {

/// What workers make of a finished document, so that the one committing thread has only to write
/// it. Views into the packed string.
struct PreparedDocument {
  /// What has a size that is known beforehand.
  struct Head {
    std::uint64_t payload_size = 0;
    ByteAccount bytes;
    Digest block;              ///< Of the bytes as received.
    std::uint64_t before = 0;  ///< Bytes of `members` before the capture's own record.
  };
  Head head;
  std::string_view record_id;  ///< Empty, like `members`, where a stored capture is cleaned again.
  std::string_view members;    ///< The capture's WARC records, see PreparedCapture.
  std::string_view evidence;   ///< Of the outlet; these two are JSON, as in outlet_tag.
  std::string_view wire_evidence;
  // These are empty where a parallel stage did not pass. Their forms are those of the columns.
  std::string_view map;
  std::string_view cuts;
  std::string_view statements;
  std::string_view fields;
};

/// Makes all of it, packed into one string. Pure.
std::string prepare_document(const Finished& finished);
/// Valid as long as `packed`, which `prepare_document` made.
PreparedDocument unpack_prepared(std::string_view packed);

}  // namespace headwater
