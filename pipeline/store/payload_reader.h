#pragma once

#include <string>

#include "archive/capture_archive.h"
#include "base/result.h"
#include "store/sighting_reader.h"

namespace headwater {

/// R of `sighting`: its bytes out of the archive, of the capture it revisits where it has none
/// itself, with the content codings undone, checked against size and digest. kStoreDamaged where
/// they are not the ones that were stored. Of a capture whose codings could not be undone at all,
/// the bytes as received.
Result<std::string> read_payload(const Sighting& sighting, SightingReader& sightings,
                                 const CaptureArchive& archive);

/// The validators that `sighting` was asked for with, and those that came. kStoreDamaged where its
/// record cannot be read.
Result<VisitValidators> read_validators(const Sighting& sighting, const CaptureArchive& archive);

/// The bytes in `content` with its content codings undone. Fails as `decode_content` does.
Result<std::string> decoded_block(CaptureContent content, std::uint64_t limit);

}  // namespace headwater
