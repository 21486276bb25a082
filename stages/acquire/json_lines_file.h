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

namespace headwater {

/// How the lines of a file become arrivals. References outlive the reader.
struct JsonLinesOptions {
  std::string source;              ///< Name of the source.
  const Cursor* cursor = nullptr;  ///< Null: every line is brought, and no cursor kept.
  const Clock* clock = nullptr;
  std::uint64_t max_line_bytes = 0;
  std::vector<std::string> url_fields;
};

/// The settings that every source of JSON Lines has: max_line_bytes and url_fields.
std::vector<SettingSpec> json_lines_settings();
JsonLinesOptions json_lines_options(const SourceContext& context);

/// Brings the records of one file of JSON Lines, plain or gzipped (told by its first bytes), of any
/// size in bounded memory. The file is read twice: first for the digest that names it as a
/// container, then line by line. One thread.
///
/// The cursor holds the file's stamp, where to go on and the digest of everything before: an
/// unchanged file is not read again, an appended one goes on where it stopped, any other starts
/// anew.
class JsonLinesFile {
 public:
  /// Reads `file` once. An Error is one of reading; damaged gzip data is not: its whole lines come
  /// first, then one arrival with the fault.
  static Result<std::unique_ptr<JsonLinesFile>> open(RegularFile file, JsonLinesOptions options);
  ~JsonLinesFile();

  /// The next record, or nothing.
  std::optional<Arrival> next();
  /// How many bytes of the file, as it lies on the disk, are still to be read.
  std::uint64_t bytes_left() const;

 private:
  struct State;
  explicit JsonLinesFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace headwater
