#include "store/span_list.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace headwater {
namespace {

void append_number(std::uint64_t number, std::string& out) {
  std::array<char, 20> digits;
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), written.ptr);
}

/// The entry without the quotation mark at its end.
void append_span(TextSpan span, std::string& out) {
  out += out.empty() ? "[\"" : ",\"";
  append_number(span.begin, out);
  out += '-';
  append_number(span.end, out);
}

/// `out` with the end of the list.
std::string finished(std::string out) {
  out += out.empty() ? "[]" : "]";
  return out;
}

/// Takes a number off the start of `text`.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t number = 0;
  const auto [behind, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(behind - text.data()));
  return number;
}

}  // namespace

std::string cuts_to_json(const std::vector<Cut>& cuts) {
  std::string out;
  for (const Cut& cut : cuts) {
    append_span(cut.span, out);
    out += ':';
    append_number(cut.rule, out);
    out += '"';
  }
  return finished(std::move(out));
}

std::string statements_to_json(const std::vector<Statement>& statements) {
  std::string out;
  for (const Statement& statement : statements) {
    append_span(statement.span, out);
    out += '"';
  }
  return finished(std::move(out));
}

std::optional<TextSpan> SpanListReader::next() {
  if (rest_.size() < 2 || rest_[0] != before_entry_ || rest_[1] != '"') return std::nullopt;
  const std::size_t end = rest_.find('"', 2);
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view entry = rest_.substr(2, end - 2);
  rest_.remove_prefix(end + 1);
  before_entry_ = ',';
  const auto first = take_number(entry);
  if (!first || !entry.starts_with('-')) return std::nullopt;
  entry.remove_prefix(1);
  const auto second = take_number(entry);
  if (!second || !(entry.empty() || entry.starts_with(':'))) return std::nullopt;
  return TextSpan{*first, *second};
}

std::optional<TextSpan> span_at(std::string_view json, std::uint32_t ordinal) {
  SpanListReader spans(json);
  std::optional<TextSpan> span = spans.next();
  for (std::uint32_t i = 0; span && i < ordinal; ++i) span = spans.next();
  return span;
}

}  // namespace headwater
