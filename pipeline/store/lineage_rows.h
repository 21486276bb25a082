#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "record/article.h"
#include "record/lineage.h"
#include "store/sqlite.h"

namespace headwater {

/// Writes the story of captures: their steps, and what stands in quarantine. Within the caller's
/// transactions. One thread; the database must outlive it.
class LineageRows {
 public:
  static Result<LineageRows> open(Database& database);

  /// `payload` is that of the capture, with which its story begins.
  Status add(std::int64_t capture, std::int64_t run, const Digest& payload,
             const std::vector<LineageStep>& steps);
  /// Sets `capture` aside. Where it stands in quarantine already, that item tells of the new
  /// failure.
  Status quarantine(const Arrival& arrival, std::int64_t capture, std::int64_t run,
                    std::uint32_t step, const Error& error, Timestamp at);
  /// `capture` was carried through: its item is no longer open. No failure if there is none.
  Status resolve(std::int64_t capture);
  /// What stands at the address of `arrival` was read well: no item of an earlier reading of it is
  /// open any more, but for that of the capture it is `unchanged_since`.
  Status resolve_address(const Arrival& arrival, std::optional<std::int64_t> unchanged_since);

 private:
  /// Steps that one statement writes: a document has some twenty, and beginning and ending a
  /// statement takes SQLite a third of the time of a row.
  static constexpr std::size_t kMostSteps = 32;

  explicit LineageRows(Database& database) : database_(&database) {}
  Result<SqlStatement*> insertion_of(std::size_t steps);
  /// Reads which addresses have open items.
  Status load_open();

  Database* database_;
  std::array<std::optional<SqlStatement>, kMostSteps + 1> insert_steps_;  ///< By their number.
  SqlStatement find_open_;
  SqlStatement insert_item_;
  SqlStatement update_item_;
  SqlStatement resolve_item_;
  /// Captures of open items by a hash of their address, so that a document whose address has none,
  /// as nearly all have, costs no query. About 40 bytes an item.
  std::unordered_multimap<std::size_t, std::int64_t> open_;
};

}  // namespace headwater
