#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/warc_record.h"
#include "base/byte_stream.h"
#include "base/clock.h"
#include "base/result.h"
#include "record/text_span.h"

namespace headwater {

/// One record of a web archive: of WARC 0.17 to 1.1 (ISO 28500:2017), or of ARC 1 and 2
/// (http://archive.org/web/researcher/ArcFileFormat.php), whose header gives the same facts. Texts
/// are as printed, angle brackets left out. `block` is valid until the next record is read.
struct ArchivedRecord {
  enum class Type : std::uint8_t {
    kWarcinfo,  ///< Also the file description of an ARC.
    kResponse,
    kResource,
    kRequest,
    kMetadata,
    kRevisit,
    kConversion,
    kOther,
  };

  Type type = Type::kOther;
  std::string id;  ///< WARC-Record-ID; empty in ARC.
  std::string target_uri;
  std::optional<Timestamp> date;
  std::string media_type;  ///< Of the block.
  std::string ip_address;
  std::string payload_digest;  ///< "sha1:...".
  std::string refers_to;       ///< Of a revisit: the id of the record that holds the bytes ...
  std::string refers_to_uri;   ///< ... and what that record is of.
  std::optional<Timestamp> refers_to_date;
  bool truncated = false;  ///< The record says so (WARC-Truncated), or the file ends inside of it.
  std::vector<WarcField> fields;  ///< The header as it stood; of an ARC empty.
  RawSpan range;                  ///< Bytes of the file: the record, or the members around it.
  std::string_view block;

  /// Value of a field of the header, or empty.
  std::string_view field(std::string_view name) const;
};

/// A place of the archive that could not be read. Reading goes on behind it.
struct ArchiveDamage {
  std::uint64_t offset = 0;  ///< In the file; where it is compressed, of the member.
  Error error;
};

/// Reads the records of a web archive one by one: .warc and .arc, plain, gzipped or in zstd (told
/// by the first bytes), of any size in bounded memory. Tolerates what writers do: line ends of LF
/// alone, missing or surplus ones after a block, members that hold several records, records that
/// lie over several members. A block that claims to reach into the next record ends there.
/// One thread.
class WebArchive {
 public:
  /// `file` must outlive this.
  explicit WebArchive(ByteStream& file);
  ~WebArchive();

  enum class Found : std::uint8_t { kRecord, kDamage, kEnd };
  /// What comes next in the file. An Error is one of reading the file, and final.
  Result<Found> next();
  /// The record that `next` found. Valid until it is called again.
  const ArchivedRecord& record() const;
  /// The damaged place that `next` found.
  const ArchiveDamage& damage() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Largest block of a record that is read; a longer one is damage (kTooLarge, or kTruncated where
/// the file does not hold it), and is skipped.
inline constexpr std::uint64_t kMostBlockBytes = std::uint64_t{128} << 20U;
/// Damaged places of one file after which the rest is left: it is no web archive.
inline constexpr std::uint64_t kMostDamage = 1000;

}  // namespace headwater
