#pragma once

#include <string>

#include "archive/capture_archive.h"
#include "base/result.h"
#include "store/sighting_reader.h"

namespace headwater {

/// R of `sighting`: its bytes out of the archive, of the capture it revisits where it has none
/// itself, with the content-encoding undone, checked against size and digest. kStoreDamaged where
/// they are not the ones that were stored. Of a capture whose encoding could not be undone at all,
/// the bytes as received.
Result<std::string> read_payload(const Sighting& sighting, SightingReader& sightings,
                                 const CaptureArchive& archive);

/// The bytes in `content` with its content-encoding undone. Fails as `gunzip` does.
Result<std::string> decode_content(CaptureContent content, std::uint64_t limit);

}  // namespace headwater
