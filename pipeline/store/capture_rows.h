#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "archive/capture_archive.h"
#include "base/result.h"
#include "record/article.h"
#include "store/prepared_document.h"
#include "store/sqlite.h"

namespace headwater {

/// A capture that holds the bytes of its payload.
struct EarlierCapture {
  std::int64_t capture = 0;
  ArchivePlace place;
  Digest payload;
  std::uint64_t payload_size = 0;
  bool shows_document = false;
};

/// What a capture's row says besides the article.
struct CaptureRow {
  std::int64_t run = 0;
  std::int64_t source = 0;
  ArchivePlace place;
  std::optional<std::int64_t> revisit_of;  ///< An earlier capture of the same payload.
  Digest payload;
  std::uint64_t payload_size = 0;
  bool shows_document = false;  ///< Whether the payload's document is stored.

  /// Nothing new came, because `earlier` is still current: its payload was seen again.
  void confirm(const EarlierCapture& earlier);
};

/// Writes captures with their containers, cursors and outlet tags, within the caller's
/// transactions. One thread; the database must outlive it.
class CaptureRows {
 public:
  static Result<CaptureRows> open(Database& database);

  /// Returns the capture's row.
  Result<std::int64_t> add(const Article& article, const CaptureRow& row);
  /// What `capture` shows about who published it; replaces what was said before.
  Status tag_outlet(std::int64_t capture, const Article& article, const PreparedDocument& prepared);
  /// The capture was processed again and shows a document now.
  Status show_document(std::int64_t capture, const Article& article,
                       std::optional<std::int64_t> revisit_of);
  /// Where the archive stood at the last commit: the place of the newest capture.
  Result<ArchivePlace> last_place();
  /// The capture that holds the bytes of `capture`: itself unless it is a revisit. Nothing if there
  /// is no such row.
  Result<std::optional<EarlierCapture>> find_earlier(std::int64_t capture);
  /// Writes the cursor entry that is held back. To be called before a commit.
  Status flush_cursor();
  /// Forgets row numbers that the transaction made.
  void roll_back();

 private:
  explicit CaptureRows(Database& database) : database_(&database) {}
  Result<std::int64_t> container_row(const Container& container);
  Status note_cursor(std::int64_t source, const CursorEntry& entry);

  /// A line-by-line source moves one key with every arrival: only its last value is written.
  struct PendingCursor {
    std::int64_t source = 0;
    CursorEntry entry;
  };
  /// Items of one container come one after the other.
  struct KnownContainer {
    std::string uri;
    Digest payload;
    std::int64_t row = 0;
  };

  Database* database_;
  std::optional<KnownContainer> container_;
  std::optional<PendingCursor> cursor_;
  SqlStatement insert_capture_;
  SqlStatement insert_container_;
  SqlStatement find_container_;
  SqlStatement replace_cursor_;
  SqlStatement replace_tag_;
  SqlStatement update_document_;
  SqlStatement last_place_;
  SqlStatement find_earlier_;
};

}  // namespace headwater
