#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/config_mistake.h"

namespace headwater {

/// A field of a row and the column, in bytes from 1, at which it begins.
struct CsvField {
  std::string text;
  std::uint32_t column = 0;
};

/// A row of a CSV file and the line, from 1, at which it begins.
struct CsvRow {
  std::vector<CsvField> fields;
  std::uint32_t line = 0;
};

/// Reads comma-separated values (RFC 4180) row by row. Departures, for files that people keep by
/// hand: lines end with LF or CRLF, blank lines and lines that begin with "#" are skipped, a byte
/// order mark is too, spaces around a field without quotes do not count, and rows may differ in
/// length. Linear; one thread; `text` must outlive the reader.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text);

  /// Replaces `row` by the next one, reusing its memory. False at the end and at a mistake, which
  /// ends the reading.
  bool next(CsvRow& row);
  /// What ended the reading before the end: a quotation that is never closed, or text right behind
  /// one. The position's file is empty.
  const std::optional<ConfigMistake>& mistake() const { return mistake_; }

 private:
  bool skip_to_row();
  bool read_field(CsvField& field);
  bool read_quoted(CsvField& field);
  void read_plain(CsvField& field);
  bool at_line_end() const;
  void end_line();
  bool fail(std::uint32_t column, std::string message);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::uint32_t line_ = 1;
  std::optional<ConfigMistake> mistake_;
};

/// `text` as a field of a CSV file: in quotation marks where it needs them.
std::string csv_field(std::string_view text);

/// Appends `fields` as a line, without the empty fields at its end.
void append_csv_row(const std::vector<std::string>& fields, std::string& out);

}  // namespace headwater
