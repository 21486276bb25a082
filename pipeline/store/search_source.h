#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/edit_map.h"
#include "store/distinct_words.h"
#include "store/sqlite.h"

namespace headwater {

/// The folded words of some documents, ready for the search index. Buffers are reused.
struct SearchPortion {
  /// Most words of its statements once, with a space behind each.
  struct Row {
    std::int64_t document = 0;
    std::size_t begin = 0;  ///< In `words`.
    std::size_t end = 0;
  };
  std::string words;
  std::vector<Row> rows;
  std::int64_t last_document = 0;  ///< The last one of them.
};

/// Reads statements of committed documents from headwater.db. Holds a read transaction no longer
/// than one portion takes, so that the write-ahead log can be reset. One thread.
class SearchSource {
 public:
  static Result<SearchSource> open(const std::filesystem::path& database_file);
  /// Fills `portion` from the documents after row `after`; its `rows` are empty if there are none.
  Status read(std::int64_t after, SearchPortion& portion);
  /// The newest committed row of document.
  Result<std::int64_t> last_document();

 private:
  explicit SearchSource(Database database) : database_(std::move(database)) {}
  Status read_rows(std::int64_t after, SearchPortion& portion);
  void read_statements(std::int64_t document, std::string_view text, SearchPortion& portion);
  std::string_view kept_text(std::string_view text, TextSpan span);

  Database database_;
  SqlStatement texts_;
  std::vector<TextSpan> cuts_;
  std::string kept_;
  std::string folded_;
  DistinctWords distinct_;
};

}  // namespace headwater
