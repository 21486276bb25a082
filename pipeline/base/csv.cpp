#include "base/csv.h"

#include <algorithm>
#include <utility>

namespace headwater {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }

}  // namespace

CsvReader::CsvReader(std::string_view text) : text_(text) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text_.starts_with(kByteOrderMark)) at_ = line_begin_ = kByteOrderMark.size();
}

bool CsvReader::next(CsvRow& row) {
  if (mistake_ || !skip_to_row()) {
    row.fields.clear();
    return false;
  }
  row.line = line_;
  std::size_t count = 0;
  for (bool more = true; more; ++count) {
    if (row.fields.size() == count) row.fields.emplace_back();
    if (!read_field(row.fields[count])) {
      row.fields.clear();
      return false;
    }
    more = at_ < text_.size() && text_[at_] == ',';
    if (more) ++at_;
  }
  row.fields.resize(count);
  end_line();
  return true;
}

bool CsvReader::skip_to_row() {
  while (at_ < text_.size()) {
    std::size_t first = at_;
    while (first < text_.size() && is_space(text_[first])) ++first;
    const bool blank = first == text_.size() || text_[first] == '\n' || text_[first] == '\r';
    if (!blank && text_[first] != '#') return true;
    at_ = std::min(text_.find('\n', at_), text_.size());
    end_line();
  }
  return false;
}

bool CsvReader::at_line_end() const {
  return at_ == text_.size() || text_[at_] == '\n' ||
         (text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n'));
}

void CsvReader::end_line() {
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size()) ++at_;
  line_begin_ = at_;
  ++line_;
}

bool CsvReader::read_field(CsvField& field) {
  field.text.clear();
  while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  field.column = static_cast<std::uint32_t>(at_ - line_begin_ + 1);
  if (at_ < text_.size() && text_[at_] == '"') return read_quoted(field);
  read_plain(field);
  return true;
}

void CsvReader::read_plain(CsvField& field) {
  const std::size_t begin = at_;
  while (!at_line_end() && text_[at_] != ',') ++at_;
  std::size_t end = at_;
  while (end > begin && is_space(text_[end - 1])) --end;
  field.text = text_.substr(begin, end - begin);
}

bool CsvReader::read_quoted(CsvField& field) {
  const std::uint32_t begin_line = line_;
  for (++at_;; ++at_) {
    const std::size_t quote = text_.find('"', at_);
    const std::string_view part = text_.substr(at_, std::min(quote, text_.size()) - at_);
    field.text += part;
    if (quote == std::string_view::npos) {
      line_ = begin_line;
      return fail(field.column, "a quotation mark is never closed");
    }
    line_ += static_cast<std::uint32_t>(std::count(part.begin(), part.end(), '\n'));
    if (const std::size_t feed = part.rfind('\n'); feed != std::string_view::npos)
      line_begin_ = at_ + feed + 1;
    at_ = quote + 1;
    if (at_ >= text_.size() || text_[at_] != '"') break;
    field.text += '"';
  }
  while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  if (at_line_end() || text_[at_] == ',') return true;
  return fail(static_cast<std::uint32_t>(at_ - line_begin_ + 1),
              "text behind a quotation; a quotation mark inside one is written twice");
}

bool CsvReader::fail(std::uint32_t column, std::string message) {
  mistake_ = ConfigMistake{{"", line_, column}, std::move(message)};
  return false;
}

std::string csv_field(std::string_view text) {
  const bool plain = text.find_first_of(",\"\r\n") == std::string_view::npos &&
                     !text.starts_with('#') &&
                     (text.empty() || (!is_space(text.front()) && !is_space(text.back())));
  if (plain) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

void append_csv_row(const std::vector<std::string>& fields, std::string& out) {
  std::size_t count = fields.size();
  while (count > 1 && fields[count - 1].empty()) --count;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ',';
    out += csv_field(fields[i]);
  }
  out += '\n';
}

}  // namespace headwater
