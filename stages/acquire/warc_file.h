#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/read_file.h"
#include "base/result.h"
#include "record/article.h"
#include "stage/stage.h"
#include "stage/stage_kind.h"
#include "stages/acquire/archived_item.h"

namespace headwater {

/// How the records of a web archive become arrivals. References outlive the reader.
struct WarcOptions {
  std::string source;  ///< Name of the source.
  const Cursor* cursor = nullptr;
  const Clock* clock = nullptr;
  MediaTypes media_types;
};

/// The settings that every source of web archives has.
std::vector<SettingSpec> warc_settings();
WarcOptions warc_options(const SourceContext& context);

/// Brings the documents of one web archive (WARC or ARC, plain, gzipped or in zstd), of any size in
/// bounded memory. Each `response`, `resource` and `conversion` of a wanted type is an arrival with
/// the archive as its container: the file as it lies, and in it the record, or the compressed
/// members that hold it. A `revisit` is another sighting of the record that it refers to, where
/// that came before in the same file; else it is set aside as unchanged, and names what it refers
/// to for the store (HttpVisit::refers_to). Where a record states a digest of its block that is not
/// that of its bytes, the arrival's detail warns of it. Damage is an arrival with a fault, and
/// reading goes on behind it. The last arrival, set aside as a listing, says how many records were
/// passed over and why, and holds what the archive says of itself (warcinfo).
///
/// The file is read twice, first for its digest. The cursor holds the file's stamp and how many
/// items are done: an unchanged file is not read again, one that has grown goes on where it
/// stopped, any other starts anew. One thread.
class WarcFile {
 public:
  /// Reads `file` once. An Error is one of reading.
  static Result<std::unique_ptr<WarcFile>> open(RegularFile file, WarcOptions options);
  ~WarcFile();

  /// The next document, or nothing.
  std::optional<Arrival> next();
  /// How many bytes of the file are still to be read.
  std::uint64_t bytes_left() const;

 private:
  struct State;
  explicit WarcFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace headwater
