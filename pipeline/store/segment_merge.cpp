#include "store/segment_merge.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "store/statement_entry.h"

namespace headwater {
namespace {

/// With pages of 4096 bytes a row of so many entries keeps what a page of the tree takes (1/8) and
/// fills one overflow page to the end.
constexpr std::size_t kEntriesPerChunk = 227;

}  // namespace

SegmentWriter::SegmentWriter(Database& database, SqlStatement segment, SqlStatement chunk)
    : database_(&database), insert_segment_(std::move(segment)), insert_chunk_(std::move(chunk)) {}

Result<SegmentWriter> SegmentWriter::open(Database& database) {
  Result<SqlStatement> segment =
      database.prepare("INSERT INTO statement_segment (level, state) VALUES (?, ?)");
  if (!segment) return segment.error();
  Result<SqlStatement> chunk = database.prepare("INSERT INTO statement_key VALUES (?, ?, ?, ?)");
  if (!chunk) return chunk.error();
  return SegmentWriter(database, std::move(*segment), std::move(*chunk));
}

Result<std::int64_t> SegmentWriter::add_segment(std::int64_t level, std::string_view state) {
  if (Status s = insert_segment_.bind_integer(level).bind_text(state).run(); !s) return s.error();
  return database_->last_row();
}

Status SegmentWriter::append_chunk(std::int64_t segment, std::int64_t chunk,
                                   std::string_view entries) {
  const std::int64_t first_key = key_column(read_entry(entries).key);
  insert_chunk_.bind_integer(segment).bind_integer(first_key).bind_integer(chunk);
  return insert_chunk_.bind_blob(entries).run();
}

std::size_t SegmentWriter::chunk_bytes() { return kEntriesPerChunk * kEntrySize; }

std::string_view SegmentCursor::entry() const {
  return std::string_view(entries_).substr(offset_, kEntrySize);
}

void SegmentCursor::advance() { offset_ += kEntrySize; }

Status SegmentCursor::load(SqlStatement& next_chunk) {
  next_chunk.bind_integer(segment_).bind_integer(first_key_).bind_integer(chunk_);
  const Result<bool> row = next_chunk.step();
  if (!row) return row.error();
  entries_.clear();
  offset_ = 0;
  if (!*row) return {};
  first_key_ = next_chunk.integer(0);
  chunk_ = next_chunk.integer(1);
  entries_ = next_chunk.blob(2);
  next_chunk.reset();
  if (entries_.empty() || entries_.size() % kEntrySize != 0) {
    return Error{ErrorCode::kStoreDamaged, "statement_key: chunk " + std::to_string(chunk_) +
                                               " of segment " + std::to_string(segment_) +
                                               " has a wrong size"};
  }
  return {};
}

Status SegmentCursor::skip_past(std::string_view last, SqlStatement& next_chunk) {
  do {
    if (Status loaded = load(next_chunk); !loaded) return loaded;
    while (has_entry() && entry() <= last) advance();
  } while (!has_entry() && !entries_.empty());
  return {};
}

SegmentMerger::SegmentMerger(Database& database, SqlStatement next_chunk)
    : database_(&database), next_chunk_(std::move(next_chunk)) {}

Result<SegmentMerger> SegmentMerger::open(Database& database) {
  Result<SqlStatement> next_chunk = database.prepare(
      "SELECT first_key, chunk, entries FROM statement_key"
      " WHERE segment = ?1 AND (first_key, chunk) > (?2, ?3) ORDER BY first_key, chunk LIMIT 1");
  if (!next_chunk) return next_chunk.error();
  return SegmentMerger(database, std::move(*next_chunk));
}

Status SegmentMerger::work(std::size_t entries, SegmentWriter& writer) {
  if (!known_) {
    if (Status recalled = recall(); !recalled) return recalled;
  }
  if (Status started = start_due(writer); !started) return started;
  for (Merge& merge : merges_) {
    if (Status advanced = advance(merge, entries, writer); !advanced) return advanced;
  }
  std::erase_if(merges_, [](const Merge& merge) { return merge.done; });
  return free_retired(2 * entries / kEntriesPerChunk + 1);
}

Result<std::vector<std::int64_t>> SegmentMerger::numbers(std::string_view sql,
                                                         std::int64_t parameter) {
  Result<SqlStatement> select = database_->prepare(sql);
  if (!select) return select.error();
  select->bind_integer(parameter);
  std::vector<std::int64_t> result;
  while (true) {
    const Result<bool> row = select->step();
    if (!row) return row.error();
    if (!*row) return result;
    result.push_back(select->integer(0));
  }
}

Status SegmentMerger::recall() {
  constexpr std::string_view kGrowing =
      "SELECT segment FROM statement_segment WHERE state = 'growing' AND level = ? "
      "ORDER BY segment";
  const auto top = database_->integer("SELECT max(level) FROM statement_segment");
  if (!top) return top.error();
  for (std::int64_t level = 1; level <= top->value_or(0); ++level) {
    const auto targets = numbers(kGrowing, level);
    if (!targets) return targets.error();
    for (const std::int64_t target : *targets) {
      Result<Merge> merge = recall_merge(target, level);
      if (!merge) return merge.error();
      merges_.push_back(std::move(*merge));
    }
  }
  known_ = true;
  return {};
}

Result<SegmentMerger::Merge> SegmentMerger::recall_merge(std::int64_t target, std::int64_t level) {
  Merge merge{target, level, 0, {}, false};
  Result<SqlStatement> last = database_->prepare(
      "SELECT chunk, entries FROM statement_key WHERE segment = ?"
      " ORDER BY first_key DESC, chunk DESC LIMIT 1");
  if (!last) return last.error();
  const Result<bool> row = last->bind_integer(target).step();
  if (!row) return row.error();
  std::string last_entry;
  if (*row) {
    merge.next_chunk = last->integer(0) + 1;
    const std::string_view entries = last->blob(1);
    last_entry = entries.substr(entries.size() - std::min(entries.size(), kEntrySize));
  }
  const auto sources =
      numbers("SELECT segment FROM statement_segment WHERE merged_into = ?", target);
  if (!sources) return sources.error();
  for (const std::int64_t source : *sources) {
    merge.sources.emplace_back(source);
    if (Status s = merge.sources.back().skip_past(last_entry, next_chunk_); !s) return s.error();
  }
  return merge;
}

Status SegmentMerger::start_due(SegmentWriter& writer) {
  for (std::int64_t level = 0;; ++level) {
    const auto busy = [&](const Merge& merge) { return merge.level == level + 1; };
    if (std::any_of(merges_.begin(), merges_.end(), busy)) continue;
    const Result<bool> exists = start(level, writer);
    if (!exists) return exists.error();
    if (!*exists) return {};
  }
}

/// Starts a merge of `level` if it is due. False when the level has no segment at all, so that no
/// level above it can have any either.
Result<bool> SegmentMerger::start(std::int64_t level, SegmentWriter& writer) {
  auto sources = numbers(
      "SELECT segment FROM statement_segment WHERE state = 'complete' AND merged_into IS NULL"
      " AND level = ? ORDER BY segment",
      level);
  if (!sources) return sources.error();
  if (sources->size() < kSegmentsMerged) {
    const auto top = database_->integer("SELECT max(level) FROM statement_segment");
    if (!top) return top.error();
    return level < top->value_or(0);
  }
  sources->resize(kSegmentsMerged);
  const Result<std::int64_t> target = writer.add_segment(level + 1, "growing");
  if (!target) return target.error();
  Result<SqlStatement> mark =
      database_->prepare("UPDATE statement_segment SET merged_into = ? WHERE segment = ?");
  if (!mark) return mark.error();
  Merge merge{*target, level + 1, 0, {}, false};
  for (const std::int64_t source : *sources) {
    if (Status s = mark->bind_integer(*target).bind_integer(source).run(); !s) return s.error();
    merge.sources.emplace_back(source);
    if (Status s = merge.sources.back().load(next_chunk_); !s) return s.error();
  }
  merges_.push_back(std::move(merge));
  return true;
}

/// Moves whole chunks, so that only the last chunk of a segment is not full.
Status SegmentMerger::advance(Merge& merge, std::size_t entries, SegmentWriter& writer) {
  std::string chunk;
  chunk.reserve(SegmentWriter::chunk_bytes());
  for (std::size_t moved = 0; moved < entries; moved += kEntriesPerChunk) {
    chunk.clear();
    while (chunk.size() < SegmentWriter::chunk_bytes()) {
      SegmentCursor* least = nullptr;
      for (SegmentCursor& source : merge.sources) {
        if (!source.has_entry()) continue;
        if (least == nullptr || source.entry() < least->entry()) least = &source;
      }
      if (least == nullptr) break;
      chunk += least->entry();
      least->advance();
      if (least->has_entry()) continue;
      if (Status loaded = least->load(next_chunk_); !loaded) return loaded;
    }
    if (!chunk.empty()) {
      if (Status s = writer.append_chunk(merge.target, merge.next_chunk++, chunk); !s) return s;
    }
    if (chunk.size() < SegmentWriter::chunk_bytes()) return finish(merge);
  }
  return {};
}

Status SegmentMerger::finish(Merge& merge) {
  merge.done = true;
  Result<SqlStatement> retire =
      database_->prepare("UPDATE statement_segment SET state = 'retired' WHERE merged_into = ?");
  if (!retire) return retire.error();
  if (Status status = retire->bind_integer(merge.target).run(); !status) return status;
  Result<SqlStatement> complete =
      database_->prepare("UPDATE statement_segment SET state = 'complete' WHERE segment = ?");
  if (!complete) return complete.error();
  return complete->bind_integer(merge.target).run();
}

Status SegmentMerger::free_retired(std::size_t chunks) {
  Result<SqlStatement> free = database_->prepare(
      "DELETE FROM statement_key WHERE (segment, first_key, chunk) IN"
      " (SELECT segment, first_key, chunk FROM statement_key WHERE segment IN"
      "  (SELECT segment FROM statement_segment WHERE state = 'retired') LIMIT ?)");
  if (!free) return free.error();
  if (Status status = free->bind_unsigned(chunks).run(); !status) return status;
  return database_->execute(
      "DELETE FROM statement_segment WHERE state = 'retired' AND NOT EXISTS"
      " (SELECT 1 FROM statement_key k WHERE k.segment = statement_segment.segment)");
}

}  // namespace headwater
