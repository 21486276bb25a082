#include "store/store_status.h"

#include <array>
#include <string_view>
#include <system_error>

#include "archive/segment_files.h"
#include "record/frontier.h"

namespace headwater {
namespace {

struct CountedFigure {
  std::uint64_t StoreStatus::*figure;
  std::string_view sql;
};

/// Captures and runs are never deleted, so their highest row is their number.
constexpr std::array kCounted = {
    CountedFigure{&StoreStatus::documents,
                  "SELECT count(*) FROM document WHERE superseded_by IS NULL"},
    CountedFigure{&StoreStatus::captures, "SELECT coalesce(max(capture), 0) FROM capture"},
    CountedFigure{&StoreStatus::statements,
                  "SELECT coalesce(sum(statements), 0) FROM document WHERE superseded_by IS NULL"},
    CountedFigure{&StoreStatus::quarantine_open,
                  "SELECT count(*) FROM quarantine WHERE state = 'open'"},
    CountedFigure{&StoreStatus::runs, "SELECT coalesce(max(run), 0) FROM run"},
    CountedFigure{&StoreStatus::sources, "SELECT count(*) FROM source WHERE active = 1"},
    CountedFigure{&StoreStatus::sources_due,
                  "SELECT count(*) FROM source WHERE active = 1 AND gone = 0"
                  " AND (due <= unixepoch('now') * 1000000"
                  " OR asked > (unixepoch('now') + 3600) * 1000000)"},
    CountedFigure{&StoreStatus::sources_failing,
                  "SELECT count(*) FROM source WHERE active = 1 AND error <> ''"},
    CountedFigure{&StoreStatus::sources_moved,
                  "SELECT count(*) FROM source WHERE active = 1 AND address <> ''"},
    CountedFigure{&StoreStatus::pages_waiting, "SELECT count(*) FROM page"},
};

/// Size of a database with its write-ahead log; what is not there has none.
std::uint64_t database_size(const std::filesystem::path& file) {
  std::uint64_t size = 0;
  for (const char* suffix : {"", "-wal"}) {
    std::error_code error;
    const std::uintmax_t part = std::filesystem::file_size(file.string() + suffix, error);
    if (!error) size += part;
  }
  return size;
}

/// As is_silent says it, in SQL: a store may list a hundred thousand sources.
Status read_silent_sources(Queries& queries, StoreStatus& out) {
  Result<Query> row = queries.row(
      "SELECT count(*) FROM source WHERE active = 1 AND error = '' AND visits_in_vain >= ?"
      " AND coalesce(news < (unixepoch('now') - ?) * 1000000, 1)",
      kSilentVisits, kSilentSeconds);
  if (!row) return std::move(row.error());
  out.sources_silent = (*row)->unsigned_integer(0);
  return {};
}

Status read_last_run(Queries& queries, StoreStatus& out) {
  Result<Query> row = queries.row("SELECT started_at, state FROM run ORDER BY run DESC LIMIT 1");
  if (!row && row.error().code == ErrorCode::kNotFound) return {};
  if (!row) return row.error();
  out.last_run = Timestamp{(*row)->integer(0)};
  // A run that works has no state yet, one that was killed never gets one.
  out.last_run_state = (*row)->text_or_nothing(1).value_or("unfinished");
  return {};
}

}  // namespace

Result<StoreStatus> read_store_status(Queries& queries, const std::filesystem::path& path,
                                      SearchLookup* search) {
  StoreStatus out;
  for (const CountedFigure& counted : kCounted) {
    Result<Query> row = queries.row(counted.sql);
    if (!row) return std::move(row.error());
    out.*counted.figure = (*row)->unsigned_integer(0);
  }
  if (Status status = read_silent_sources(queries, out); !status) return status.error();
  if (Status status = read_last_run(queries, out); !status) return status.error();
  out.database_bytes = database_size(path / "headwater.db");
  out.search_bytes = database_size(search_file(path));
  const Result<std::vector<SegmentFile>> segments = list_segments(path / "captures");
  if (!segments) return segments.error();
  for (const SegmentFile& segment : *segments) out.archive_bytes += segment.size;
  const Result<std::int64_t> indexed =
      search == nullptr ? Result<std::int64_t>(0) : search->last_document();
  if (!indexed) return indexed.error();
  Result<Query> behind = queries.row(
      "SELECT count(*) FROM document WHERE document > ? AND superseded_by IS NULL", *indexed);
  if (!behind) return std::move(behind.error());
  out.search_behind = (*behind)->unsigned_integer(0);
  Result<Query> version = queries.row("PRAGMA user_version");
  if (!version) return std::move(version.error());
  out.schema_version = static_cast<int>((*version)->integer(0));
  return out;
}

}  // namespace headwater
