#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "base/result.h"
#include "record/frontier.h"
#include "store/queries.h"

namespace headwater {

/// The frontier of the database in `file`, through a connection of its own, for the run in row
/// `run` (0: none has begun).
Result<std::unique_ptr<Frontier>> open_sqlite_frontier(const std::filesystem::path& file,
                                                       std::int64_t run);

/// The columns that `read_source_row` reads, of a source called s.
inline constexpr const char* kSourceColumns =
    "s.name, s.kind, s.uri, s.settings, s.origin, s.category, s.due, s.asked, s.news, s.interval,"
    " s.visits, s.visits_in_vain, s.failures, s.gone, s.error, s.etag, s.last_modified, s.payload,"
    " s.capture, s.address, s.moved, s.moving_to, s.moving_visits, s.warning";
inline constexpr int kSourceColumnCount = 24;
SourceRow read_source_row(const SqlStatement& row);

/// What `key` is filed under in the table article_key: the first 16 bytes of its digest.
std::string article_key_bytes(std::string_view key);

}  // namespace headwater
