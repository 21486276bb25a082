#include "store/lost_database.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "archive/segment_files.h"

namespace headwater {
namespace {

Result<bool> knows_a_run(Database& database) {
  const auto table = database.integer("SELECT 1 FROM sqlite_schema WHERE name = 'run'");
  if (!table) return table.error();
  if (!*table) return false;
  const auto run = database.integer("SELECT 1 FROM run LIMIT 1");
  if (!run) return run.error();
  return run->has_value();
}

/// kStoreDamaged if `store` holds captures; `lack` says what headwater.db is not.
Status refuse_captures(const std::filesystem::path& store, std::string_view lack) {
  const std::filesystem::path captures = store / "captures";
  const Result<std::vector<SegmentFile>> segments = list_segments(captures);
  if (!segments) return segments.error();
  if (segments->empty()) return {};
  return Error{ErrorCode::kStoreDamaged,
               fmt::format("{} holds captures, but {} {}: restore headwater.db from a backup, or "
                           "move captures away to begin a new store, into which `headwater ingest` "
                           "reads the pages among them again",
                           captures.string(), (store / "headwater.db").string(), lack)};
}

}  // namespace

Status check_database_is_there(const std::filesystem::path& store) {
  std::error_code missing;
  const std::uintmax_t size = std::filesystem::file_size(store / "headwater.db", missing);
  if (missing == std::errc::no_such_file_or_directory) {
    return refuse_captures(store, "is not there");
  }
  return !missing && size == 0 ? refuse_captures(store, "is empty") : Status();
}

Status check_captures_are_known(Database& database) {
  const Result<bool> known = knows_a_run(database);
  if (!known) return known.error();
  if (*known) return {};
  return refuse_captures(database.file().parent_path(), "knows no run");
}

}  // namespace headwater
