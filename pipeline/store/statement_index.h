#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "store/segment_merge.h"
#include "store/sqlite.h"
#include "store/statement_entry.h"

namespace headwater {

/// The writing side of the index from statement keys to places. Random keys in a B-tree dirty a
/// page each, and the tree decays as it outgrows the cache (measured: a third of the speed at
/// 150,000 documents). So entries are kept as sorted segments: each commit writes one of level 0,
/// and eight of a level are merged into one of the next, a share with each commit. One thread; the
/// database must outlive it.
class StatementIndex {
 public:
  static Result<StatementIndex> open(Database& database);

  void add(const StatementEntry& entry) { pending_.push_back(entry); }
  /// Writes what was added as a segment and does a share of merging. Requires: an open transaction.
  Status flush();
  /// Forgets what was added since the last flush, and what is known of merges on their way. To be
  /// called when the transaction is rolled back.
  void roll_back();

 private:
  StatementIndex(SegmentWriter writer, SegmentMerger merger);

  std::vector<StatementEntry> pending_;
  SegmentWriter writer_;
  SegmentMerger merger_;
};

/// The reading side: sees what had been committed when it is asked. One thread; the database must
/// outlive it.
class StatementLookup {
 public:
  static Result<StatementLookup> open(Database& database);
  /// Appends to `out` entries with this key until it holds `limit`, in no particular order.
  /// Documents that were superseded are among them.
  Status find(std::uint64_t key, std::size_t limit, std::vector<StatementEntry>& out);

 private:
  StatementLookup(SqlStatement segments, SqlStatement before, SqlStatement equal);

  SqlStatement segments_;
  SqlStatement before_;
  SqlStatement equal_;
};

}  // namespace headwater
