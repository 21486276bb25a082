#include "app/alteration_lines.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/display.h"
#include "base/utf8.h"

namespace headwater {
namespace {

/// Longer passages are shown as such and not inside of their sentence.
constexpr std::size_t kMostInline = 120;
/// Bytes of the sentence around words that differ.
constexpr std::size_t kContext = 50;

/// Whether a whole statement of `article` lies in `span`.
bool holds_statement(const Article& article, TextSpan span) {
  const auto inside = [&](const Statement& statement) { return span.contains(statement.span); };
  return std::ranges::any_of(article.statements, inside);
}

/// The statement at `point`, or the point itself between statements.
TextSpan sentence_at(const Article& article, std::uint64_t point) {
  for (const Statement& statement : article.statements) {
    if (statement.span.begin <= point && point <= statement.span.end) return statement.span;
  }
  return {point, point};
}

bool is_inline(const Article& article, TextSpan span) {
  return span.size() <= kMostInline && !holds_statement(article, span);
}

/// The end of `text` that fits into `most` bytes, from a word's beginning on.
std::string last_words(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  const std::size_t space = text.find(' ', text.size() - most);
  return space == std::string_view::npos ? "..." : "..." + std::string(text.substr(space));
}

std::string first_words(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  const std::size_t space = text.rfind(' ', most);
  return space == std::string_view::npos ? "..." : std::string(text.substr(0, space)) + " ...";
}

/// "~ ... words before [-old-] {+new+} words behind ..."
std::string inline_line(const Article& here, const Article& there, const Alteration& place,
                        const Marker& marker) {
  const TextSpan sentence = sentence_at(here, place.here.begin);
  const std::uint64_t end = std::max(place.here.end, sentence.end);
  const TextSpan before{std::min(sentence.begin, place.here.begin), place.here.begin};
  std::string out = "~ " + escape_for_display(last_words(line_within(here, before), kContext));
  const auto add = [&](const std::string& part) {
    if (!out.ends_with(' ')) out += ' ';
    out += part;
  };
  if (place.cuts()) add(marker.removed(escape_for_display(line_within(there, place.there))));
  if (place.adds()) add(marker.added(escape_for_display(line_within(here, place.here))));
  const std::string behind =
      first_words(line_within(here, TextSpan{place.here.end, end}), kContext);
  if (!behind.empty()) add(escape_for_display(behind));
  return out;
}

}  // namespace

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  std::size_t end = text.rfind(' ', most);
  if (end == std::string_view::npos || end < most / 2) {
    end = most;
    while (!is_code_point_edge(text, end)) --end;
  }
  return fmt::format("{} ... ({} bytes)", text.substr(0, end), human_count(text.size()));
}

std::string alteration_lines(const Article& here, const Article& there, const Alteration& place,
                             const Marker& marker, std::string_view indent) {
  if (is_inline(here, place.here) && is_inline(there, place.there))
    return fmt::format("{}{}\n", indent, inline_line(here, there, place, marker));
  const auto shown = [](const Article& article, TextSpan span) {
    return escape_for_display(shortened(line_within(article, span), kShownPassage));
  };
  std::string out;
  if (place.cuts())
    out += fmt::format("{}{}\n", indent, marker.removed_line(shown(there, place.there)));
  if (place.adds())
    out += fmt::format("{}{}\n", indent, marker.added_line(shown(here, place.here)));
  return out;
}

}  // namespace headwater
