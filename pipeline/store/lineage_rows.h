#pragma once

#include <cstdint>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
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
  Status quarantine(std::int64_t capture, std::int64_t run, std::uint32_t step, const Error& error,
                    Timestamp at);
  /// `capture` was carried through: its item is no longer open. No failure if there is none.
  Status resolve(std::int64_t capture);

 private:
  LineageRows() = default;

  SqlStatement insert_step_;
  SqlStatement find_open_;
  SqlStatement insert_item_;
  SqlStatement update_item_;
  SqlStatement resolve_item_;
};

}  // namespace headwater
