#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/session.h"
#include "engine/engine.h"

namespace headwater {

/// The sources that arguments of the command line stand for: *.jsonl and *.ndjson (also .gz) and
/// "-" are read as JSON Lines, *.warc and *.arc (also .gz, .zst) as web archives, any other file or
/// folder as articles. Named by their absolute path,
/// so that a source is the same one wherever the command is called.
std::vector<SourceEntry> sources_from_arguments(const std::vector<std::string>& arguments);

/// Where a source stood at the end of earlier runs.
using CursorLookup = std::function<Result<std::unique_ptr<Cursor>>(std::string_view source)>;
/// Nothing was read before.
Result<std::unique_ptr<Cursor>> no_cursor(std::string_view source);

/// Sources that are ready to be read, with the cursors that they refer to.
struct OpenSources {
  std::vector<std::unique_ptr<Cursor>> cursors;
  std::vector<NamedSource> sources;
  std::uint64_t failed = 0;  ///< That could not be opened; each was logged.
};

/// Opens what `entries` name. A source that is not there is logged and counted while others go on.
/// `entries` must outlive the sources. An error is one of a cursor.
Result<OpenSources> open_sources(const std::vector<SourceEntry>& entries,
                                 const CursorLookup& cursor, const Session& session);

}  // namespace headwater
