#include "stages/extract/visible_clues.h"

#include <algorithm>
#include <optional>

#include "base/dates.h"
#include "html/ascii.h"
#include "record/fold_text.h"
#include "stages/extract/front_matter.h"
#include "stages/extract/letter_case.h"
#include "stages/extract/page_text.h"
#include "stages/extract/person_names.h"

namespace headwater {
namespace {

/// Blocks that are searched for the title's words.
constexpr std::size_t kMostSearched = 400;

/// Words that say that a date is not that of publication, in small letters.
constexpr std::string_view kUpdateWords[] = {"updated",     "update",    "modified",
                                             "reviewed",    "edited",    "aktualisiert",
                                             "actualizado", "mis à jour"};

/// Calls `use` with the lines near the title until it returns true: those after it, then those
/// before. A line is a block, or a part of it between line ends and tabs.
template <class Use>
void each_line(const Article& article, std::optional<std::size_t> title, Use use) {
  if (!title) return;
  const std::size_t title_block = *title;
  const auto in_block = [&](std::size_t index) {
    const TextSpan span = article.blocks[index].span;
    if (span.size() > 4 * kLongestClueLine) return false;
    for (std::uint64_t begin = span.begin; begin < span.end;) {
      const std::string_view rest = slice(article.text, TextSpan{begin, span.end});
      const std::size_t size = std::min(rest.find_first_of("\n\t"), rest.size());
      const TextSpan line{begin, begin + size};
      if (size > 0 && size <= kLongestClueLine && use(line)) return true;
      begin += size + 1;
    }
    return false;
  };
  const std::size_t end = std::min(article.blocks.size(), title_block + 1 + kMostLinesAfter);
  for (std::size_t i = title_block; i < end; ++i) {
    if (in_block(i)) return;
  }
  for (std::size_t back = 1; back <= std::min(kMostLinesBefore, title_block); ++back) {
    if (in_block(title_block - back)) return;
  }
}

bool may_begin_date(std::string_view line, std::size_t at) {
  const bool starts_word = at == 0 || !(html::is_alphanumeric(line[at - 1]) || line[at - 1] < 0);
  return starts_word && (html::is_alphanumeric(line[at]));
}

/// Whether the line has what may be a year.
bool has_year(std::string_view line) {
  for (std::size_t at = 0; at + 4 <= line.size(); ++at) {
    if ((line.substr(at, 2) == "20" || line.substr(at, 2) == "19") &&
        html::is_digit(line[at + 2]) && html::is_digit(line[at + 3]))
      return true;
  }
  return false;
}

struct LineDate {
  std::string date;
  std::size_t begin = 0;
  std::size_t size = 0;
};

std::optional<LineDate> first_date(std::string_view line, std::size_t from) {
  for (std::size_t at = from; at < line.size(); ++at) {
    if (!may_begin_date(line, at)) continue;
    if (auto date = parse_date_prefix(line.substr(at)))
      return LineDate{std::move(date->text), at, date->length};
  }
  return std::nullopt;
}

bool says_update(std::string_view words) {
  return std::ranges::any_of(kUpdateWords, [&](std::string_view word) {
    return lower_ascii(words).find(word) != std::string::npos;
  });
}

PageClue line_clue(const Article& article, std::string value, TextSpan span,
                   std::string_view rule) {
  PageClue clue;
  clue.printed = one_line(slice(article.text, span));
  clue.value = std::move(value);
  clue.kind = "text";
  clue.rule = rule;
  clue.span = span;
  return clue;
}

/// Reads the dates of one line.
void take_dates(const Article& article, TextSpan span, VisibleDates& dates) {
  const std::string_view line = slice(article.text, span);
  if (!has_year(line)) return;
  std::size_t from = 0;
  while (auto found = first_date(line, from)) {
    PageClue& answer =
        says_update(line.substr(from, found->begin - from)) ? dates.modified : dates.published;
    const TextSpan place{span.begin + found->begin, span.begin + found->begin + found->size};
    from = found->begin + found->size;
    if (answer.empty()) answer = line_clue(article, std::move(found->date), place, "text.date");
  }
}

/// Takes the date of the blocks that are nothing but a date with its label, if all name one day:
/// where there are more, they are those of other articles.
void find_only_date(const Article& article, VisibleDates& dates) {
  VisibleDates found;
  std::size_t lines = 0;
  for (const Block& block : article.blocks) {
    const std::string_view line = slice(article.text, block.span);
    if (line.size() > kLongestClueLine / 2 || !has_year(line)) continue;
    if (++lines > kMostDateLines) return;
    auto stamp = read_date_stamp(line);
    if (!stamp) continue;
    PageClue& answer = stamp->is_published ? found.published : found.modified;
    if (!answer.empty() && answer.value != stamp->date) return;
    answer = line_clue(article, std::move(stamp->date), block.span, "text.only-date");
  }
  dates.published = std::move(found.published);
  if (dates.modified.empty()) dates.modified = std::move(found.modified);
}

}  // namespace

std::optional<std::size_t> find_title_block(const Article& article, const PageClue& title) {
  if (article.blocks.empty() || title.empty()) return std::nullopt;
  const HtmlPage& page = *article.page;
  if (title.kind == "heading") {
    const auto nodes = page.tree.nodes();
    const auto found = std::ranges::lower_bound(
        page.blocks, title.place.begin, {},
        [&](const HtmlBlock& block) { return nodes[block.first].source.begin; });
    if (found != page.blocks.end()) return static_cast<std::size_t>(found - page.blocks.begin());
  }
  const std::string key = folded_text(title.value);
  for (std::size_t i = 0; i < std::min(article.blocks.size(), kMostSearched); ++i) {
    const TextSpan span = article.blocks[i].span;
    if (span.size() + 16 < key.size() || span.size() > 2 * key.size() + 16) continue;
    if (folded_text(slice(article.text, span)) == key) return i;
  }
  return std::nullopt;
}

VisibleDates find_visible_dates(const Article& article, std::optional<std::size_t> title_block) {
  VisibleDates dates;
  each_line(article, title_block, [&](TextSpan line) {
    take_dates(article, line, dates);
    return !dates.published.empty();
  });
  if (dates.published.empty()) find_only_date(article, dates);
  return dates;
}

PageClue find_visible_byline(const Article& article, std::optional<std::size_t> title_block) {
  PageClue clue;
  each_line(article, title_block, [&](TextSpan line) {
    std::vector<std::string> names;
    if (!add_signed_names(slice(article.text, line), names)) return false;
    clue = line_clue(article, join_names(names), line, "text.byline");
    return true;
  });
  return clue;
}

}  // namespace headwater
