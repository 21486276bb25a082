#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/sqlite.h"

namespace headwater {

/// So many segments of a level become one of the next.
inline constexpr std::size_t kSegmentsMerged = 8;

/// Writes the rows of statement segments, within the caller's transaction. One thread.
class SegmentWriter {
 public:
  static Result<SegmentWriter> open(Database& database);

  /// A new segment; `state` is "complete" or "growing".
  Result<std::int64_t> add_segment(std::int64_t level, std::string_view state);
  /// Appends the next chunk to `segment`. Requires: `entries` are sorted, above all entries before,
  /// and no more than a chunk holds.
  Status append_chunk(std::int64_t segment, std::int64_t chunk, std::string_view entries);
  /// Bytes of a full chunk.
  static std::size_t chunk_bytes();

 private:
  SegmentWriter(Database& database, SqlStatement segment, SqlStatement chunk);
  Database* database_;
  SqlStatement insert_segment_;
  SqlStatement insert_chunk_;
};

/// A walk over the entries of one segment in order, holding one chunk at a time.
class SegmentCursor {
 public:
  explicit SegmentCursor(std::int64_t segment) : segment_(segment) {}
  std::int64_t segment() const { return segment_; }
  /// Whether an entry is there. False before the first `load`, and after the last entry.
  bool has_entry() const { return offset_ < entries_.size(); }
  /// Valid until the cursor moves. Requires: has_entry().
  std::string_view entry() const;
  /// Moves to the next entry of the chunk; where there is none, `load` is due.
  void advance();
  /// Reads the next chunk, if there is one. `next_chunk` selects first_key, chunk and entries.
  Status load(SqlStatement& next_chunk);
  /// Moves past `last` and all below it.
  Status skip_past(std::string_view last, SqlStatement& next_chunk);

 private:
  std::int64_t segment_;
  std::int64_t first_key_ = INT64_MIN;
  std::int64_t chunk_ = -1;
  std::string entries_;
  std::size_t offset_ = 0;
};

/// Merges segments step by step within the caller's transactions. All that matters is in the
/// tables, so a merge goes on after a restart. One thread; the database must outlive it.
class SegmentMerger {
 public:
  static Result<SegmentMerger> open(Database& database);

  /// Starts the merges that are due, moves each on by about `entries` entries, and frees a like
  /// share of what was merged. So all merges of a level are done before its next eight segments
  /// are there, if `entries` is at least what a commit adds.
  Status work(std::size_t entries, SegmentWriter& writer);
  /// Forgets where the merges stand; the tables tell it again.
  void forget() {
    merges_.clear();
    known_ = false;
  }

 private:
  /// Segments of one level, and the one of the next that grows out of them.
  struct Merge {
    std::int64_t target = 0;
    std::int64_t level = 0;  ///< Of the target.
    std::int64_t next_chunk = 0;
    std::vector<SegmentCursor> sources;
    bool done = false;
  };
  SegmentMerger(Database& database, SqlStatement next_chunk);
  Status recall();
  Result<Merge> recall_merge(std::int64_t target, std::int64_t level);
  Status start_due(SegmentWriter& writer);
  Result<bool> start(std::int64_t level, SegmentWriter& writer);
  Status advance(Merge& merge, std::size_t entries, SegmentWriter& writer);
  Status finish(Merge& merge);
  Status free_retired(std::size_t chunks);
  Result<std::vector<std::int64_t>> numbers(std::string_view sql, std::int64_t parameter);

  Database* database_;
  SqlStatement next_chunk_;
  std::vector<Merge> merges_;
  bool known_ = false;
};

}  // namespace headwater
