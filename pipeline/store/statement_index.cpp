#include "store/statement_index.h"

#include <algorithm>
#include <string>
#include <utility>

namespace headwater {
namespace {

/// Entries that a merge moves with each commit at least: some milliseconds, about what the commit's
/// own fsync takes. So small commits do not leave the merges behind.
constexpr std::size_t kLeastShare = 50000;

/// Appends the entries of `chunk` with `key` to `out`, up to `limit` in all.
void collect(std::string_view chunk, std::uint64_t key, std::size_t limit,
             std::vector<StatementEntry>& out) {
  const auto entry_at = [&](std::size_t number) {
    return read_entry(chunk.substr(number * kEntrySize));
  };
  const std::size_t count = chunk.size() / kEntrySize;
  std::size_t first = 0;
  for (std::size_t left = count; left > 0;) {
    const std::size_t half = left / 2;
    const bool below = entry_at(first + half).key < key;
    first = below ? first + half + 1 : first;
    left = below ? left - half - 1 : half;
  }
  for (; first < count && out.size() < limit; ++first) {
    const StatementEntry entry = entry_at(first);
    if (entry.key != key) return;
    out.push_back(entry);
  }
}

}  // namespace

StatementIndex::StatementIndex(SegmentWriter writer, SegmentMerger merger)
    : writer_(std::move(writer)), merger_(std::move(merger)) {}

Result<StatementIndex> StatementIndex::open(Database& database) {
  Result<SegmentWriter> writer = SegmentWriter::open(database);
  if (!writer) return writer.error();
  Result<SegmentMerger> merger = SegmentMerger::open(database);
  if (!merger) return merger.error();
  return StatementIndex(std::move(*writer), std::move(*merger));
}

Status StatementIndex::flush() {
  if (pending_.empty()) return {};
  std::sort(pending_.begin(), pending_.end());
  const Result<std::int64_t> segment = writer_.add_segment(0, "complete");
  if (!segment) return segment.error();
  std::string chunk;
  std::int64_t number = 0;
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    append_entry(pending_[i], chunk);
    if (chunk.size() < SegmentWriter::chunk_bytes() && i + 1 < pending_.size()) continue;
    if (Status s = writer_.append_chunk(*segment, number++, chunk); !s) return s;
    chunk.clear();
  }
  // Twice what was added, so that a merge is done well before the next one of its level is due.
  const std::size_t share = std::max(2 * pending_.size(), kLeastShare);
  pending_.clear();
  return merger_.work(share, writer_);
}

void StatementIndex::roll_back() {
  pending_.clear();
  merger_.forget();
}

StatementLookup::StatementLookup(SqlStatement segments, SqlStatement before, SqlStatement equal)
    : segments_(std::move(segments)), before_(std::move(before)), equal_(std::move(equal)) {}

Result<StatementLookup> StatementLookup::open(Database& database) {
  Result<SqlStatement> segments =
      database.prepare("SELECT segment FROM statement_segment WHERE state = 'complete'");
  if (!segments) return segments.error();
  // Entries with a key may start at the end of the last chunk that begins below it, ...
  Result<SqlStatement> before = database.prepare(
      "SELECT entries FROM statement_key WHERE segment = ? AND first_key < ?"
      " ORDER BY first_key DESC, chunk DESC LIMIT 1");
  if (!before) return before.error();
  // ... and fill all chunks that begin with it.
  Result<SqlStatement> equal = database.prepare(
      "SELECT entries FROM statement_key WHERE segment = ? AND first_key = ? ORDER BY chunk");
  if (!equal) return equal.error();
  return StatementLookup(std::move(*segments), std::move(*before), std::move(*equal));
}

Status StatementLookup::find(std::uint64_t key, std::size_t limit,
                             std::vector<StatementEntry>& out) {
  // The outer statement stays open, so all segments are seen in one state of the store.
  while (out.size() < limit) {
    const Result<bool> row = segments_.step();
    if (!row) return row.error();
    if (!*row) return {};
    for (SqlStatement* chunks : {&before_, &equal_}) {
      chunks->bind_integer(segments_.integer(0)).bind_integer(key_column(key));
      Result<bool> chunk = chunks->step();
      for (; chunk && *chunk && out.size() < limit; chunk = chunks->step()) {
        collect(chunks->blob(0), key, limit, out);
      }
      chunks->reset();
      if (!chunk) {
        segments_.reset();
        return chunk.error();
      }
    }
  }
  segments_.reset();
  return {};
}

}  // namespace headwater
