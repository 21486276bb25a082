#include "store/payload_reader.h"

#include <utility>

#include "archive/content_coding.h"
#include "base/digest.h"

namespace headwater {
namespace {

/// The archive's files belong to the store: where they are cut, changed or gone, it is damaged.
Error as_damage(Error error) {
  switch (error.code) {
    case ErrorCode::kBadWarc:
    case ErrorCode::kBadGzip:
    case ErrorCode::kBadCoding:
    case ErrorCode::kTruncated:
    case ErrorCode::kNotFound:
      return {ErrorCode::kStoreDamaged,
              std::move(error.message) + "; `headwater verify --read-data` tells what else is"};
    default:
      return error;
  }
}

/// The record that has the bytes. A row may call a capture a revisit that has bytes of its own: it
/// was captured before anybody knew what it shows.
Result<CaptureContent> read_bytes(const Sighting& sighting, SightingReader& sightings,
                                  const CaptureArchive& archive) {
  Result<CaptureContent> content = archive.read(sighting.place);
  if (!content || !content->revisit) return content;
  const Result<Sighting> original = sightings.original(sighting);
  if (!original) return original.error();
  Result<CaptureContent> bytes = archive.read(original->place);
  if (bytes && bytes->record_id != content->refers_to) {
    return Error{ErrorCode::kStoreDamaged, "capture " + std::to_string(sighting.capture) +
                                               ": its record refers to " + content->refers_to +
                                               ", its row to " + bytes->record_id};
  }
  return bytes;
}

/// Whether the bytes were received so damaged that nothing of the payload could be read.
bool is_unreadable(const CaptureContent& content, const Sighting& sighting) {
  return sighting.payload_size == 0 && !content.content_encoding.empty() &&
         !decode_content(content.block, content.content_encoding, 0).ok();
}

}  // namespace

Result<std::string> decoded_block(CaptureContent content, std::uint64_t limit) {
  if (content.content_encoding.empty()) return std::move(content.block);
  Result<DecodedContent> plain = decode_content(content.block, content.content_encoding, limit);
  if (!plain) return std::move(plain.error());
  return std::move(plain->bytes);
}

Result<VisitValidators> read_validators(const Sighting& sighting, const CaptureArchive& archive) {
  Result<CaptureContent> content = archive.read(sighting.place);
  if (!content) return as_damage(std::move(content.error()));
  return std::move(content->validators);
}

Result<std::string> read_payload(const Sighting& sighting, SightingReader& sightings,
                                 const CaptureArchive& archive) {
  Result<CaptureContent> content = read_bytes(sighting, sightings, archive);
  if (!content) return as_damage(std::move(content.error()));
  if (is_unreadable(*content, sighting)) return std::move(content->block);
  Result<std::string> payload = decoded_block(std::move(*content), sighting.payload_size);
  if (!payload) return as_damage(std::move(payload.error()));
  if (payload->size() != sighting.payload_size || sha256(*payload) != sighting.payload) {
    return Error{ErrorCode::kStoreDamaged,
                 "capture " + std::to_string(sighting.capture) +
                     ": the archive's bytes are not the payload that was stored"};
  }
  return payload;
}

}  // namespace headwater
