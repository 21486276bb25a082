#include "stages/extract/extract_plain.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "record/fold_text.h"
#include "stages/extract/content_type.h"
#include "stages/extract/find_blocks.h"
#include "stages/extract/front_matter.h"

namespace headwater {
namespace {

/// Paragraphs above the prose that are looked at. Whatever comes later is the article's.
constexpr std::size_t kMostFrontBlocks = 8;
/// A paragraph shorter than this (in bytes) below a line does not make a title of the line.
constexpr std::size_t kShortestProse = 60;

/// Front matter is shorter (in bytes); anything longer is prose.
constexpr std::size_t kLongestFrontLine = 300;

struct Rule {
  std::string id;
  RuleIndex index = 0;
};

/// The rules this stage cuts by.
struct Rules {
  explicit Rules(RuleTable& table)
      : title(
            add(table, "plain.title", CutReason::kTitleRepeat,
                "the first line is a title above a blank line and prose; it is kept as the title")),
        byline(add(table, "plain.byline", CutReason::kByline,
                   "a line above the prose that is nothing but names; kept as the byline")),
        date_prefix(add(table, "plain.date-prefix", CutReason::kMetadata,
                        "the feed's own date field before the first word; kept as the date")),
        date_stamp(add(table, "plain.date-stamp", CutReason::kTimestamp,
                       "a line above the prose that is nothing but a date; kept as the date")),
        dateline(add(table, "plain.dateline", CutReason::kDateline,
                     "place, day and agency before the first sentence; kept as the dateline")) {}

  static Rule add(RuleTable& table, std::string id, CutReason reason, std::string why) {
    const RuleIndex index = table.add({id, reason, std::move(why)});
    return {std::move(id), index};
  }

  Rule title;
  Rule byline;
  Rule date_prefix;
  Rule date_stamp;
  Rule dateline;
};

bool has_break(std::string_view text) {
  return text.find('\n') != std::string_view::npos || text.find('\r') != std::string_view::npos;
}

bool ends_sentence(std::string_view text) {
  return text.find_first_of(".!?") != std::string_view::npos ||
         text.find("。") != std::string_view::npos;
}

/// Reads what stands above and before the prose of one article.
class FrontMatter {
 public:
  FrontMatter(Article& article, const Rules& rules) : article_(article), rules_(rules) {}

  void read() {
    std::size_t block = 0;
    // The last block is never taken: it is all the text there is.
    while (block < kMostFrontBlocks && block + 1 < article_.blocks.size() &&
           (take_line(block) || pass_signature(block))) {
      ++block;
    }
    // A line that is no certain title may still stand above the paragraph with the dateline.
    while (block < article_.blocks.size() && !read_beginning(article_.blocks[block].span) &&
           line(block).size() <= kLongestFrontLine && block < kMostFrontBlocks) {
      ++block;
    }
  }

 private:
  std::string_view of(TextSpan span) const { return slice(article_.text, span); }
  std::string_view line(std::size_t block) const { return of(article_.blocks[block].span); }

  /// Takes the block if it is one line of front matter.
  bool take_line(std::size_t block) {
    if (line(block).size() > kLongestFrontLine || has_break(line(block))) return false;
    return take_date_stamp(block) || take_byline(block) || take_title(block);
  }

  /// Whether the block is a line that signs the text without naming anybody: it is kept, but what
  /// stands below it may be front matter.
  bool pass_signature(std::size_t block) const {
    return has_title_line_ && is_signature_line(line(block));
  }

  bool take_date_stamp(std::size_t block) {
    auto stamp = read_date_stamp(line(block));
    if (!stamp) return false;
    const TextSpan span = article_.blocks[block].span;
    if (stamp->is_published) {
      set(article_.published_at, std::move(stamp->date), "date-stamp", span, rules_.date_stamp);
    }
    cut(span, rules_.date_stamp);
    return true;
  }

  bool take_byline(std::size_t block) {
    auto byline = read_byline(line(block));
    if (!byline) return false;
    const TextSpan span = article_.blocks[block].span;
    set(article_.byline, std::move(byline->names), "byline", span, rules_.byline);
    cut(span, rules_.byline);
    return true;
  }

  bool take_title(std::size_t block) {
    if (has_title_line_) return false;
    if (article_.title) {
      // Given by an outer format: only its repetition is cut, and nothing else is a title.
      if (folded_text(article_.title->value) != folded_text(line(block))) return false;
    } else if (!is_title_line(line(block)) || !stands_above_prose(block)) {
      return false;
    }
    has_title_line_ = true;
    const TextSpan span = article_.blocks[block].span;
    set(article_.title, std::string(of(span)), "title-line", span, rules_.title);
    article_.blocks[block].kind = BlockKind::kHeading;
    cut(span, rules_.title);
    return true;
  }

  /// Whether prose follows the block below a blank line, with signatures and dates between at most.
  bool stands_above_prose(std::size_t block) const {
    std::size_t next = block + 1;
    while (
        next + 1 < article_.blocks.size() && next < kMostFrontBlocks &&
        (read_byline(line(next)) || is_signature_line(line(next)) || read_date_stamp(line(next)))) {
      ++next;
    }
    const std::string_view prose = line(next);
    return prose.size() >= kShortestProse && ends_sentence(prose) && has_blank_line_above(next);
  }

  bool has_blank_line_above(std::size_t block) const {
    const std::string_view gap =
        of({article_.blocks[block - 1].span.end, article_.blocks[block].span.begin});
    const auto breaks = std::max(std::count(gap.begin(), gap.end(), '\n'),
                                 std::count(gap.begin(), gap.end(), '\r'));
    return breaks >= 2;
  }

  /// Reads what may stand before the first sentence: a feed's date field, then a dateline. Whether
  /// there was either.
  bool read_beginning(TextSpan prose) {
    auto prefix = read_date_prefix(of(prose));
    if (prefix) {
      const TextSpan span{prose.begin, prose.begin + prefix->size};
      set(article_.published_at, std::move(prefix->date), "date-prefix", span, rules_.date_prefix);
      cut(span, rules_.date_prefix);
      prose.begin = skip_space(article_.text, span.end);
    }
    auto dateline = read_dateline(of(prose));
    if (dateline) take_dateline(prose.begin, std::move(*dateline));
    return prefix || dateline;
  }

  void take_dateline(std::uint64_t begin, Dateline dateline) {
    const TextSpan span{begin, begin + dateline.size};
    set(article_.dateline, std::move(dateline.place), "dateline", span, rules_.dateline);
    if (dateline.date) {
      set(article_.published_at, std::move(*dateline.date), "dateline", span, rules_.dateline);
    }
    cut(span, rules_.dateline);
  }

  /// Sets `field` unless something better did.
  void set(std::optional<Field>& field, std::string value, std::string kind, TextSpan span,
           const Rule& rule) const {
    if (field) return;
    const std::vector<RawSpan> raw = article_.source_map.raw_spans(span);
    Evidence evidence{std::move(kind), std::string(of(span)), span, std::nullopt, rule.id};
    if (!raw.empty()) evidence.raw = RawSpan{raw.front().begin, raw.back().end};
    field = Field{std::move(value), std::move(evidence)};
  }

  void cut(TextSpan span, const Rule& rule) { article_.edits.propose({span, rule.index}); }

  Article& article_;
  const Rules& rules_;
  bool has_title_line_ = false;
};

class ExtractPlain final : public Stage {
 public:
  explicit ExtractPlain(RuleTable& table) : rules_(table) {}

  Outcome process(Article& article) const override {
    if (holds_html(article)) return Passed{};
    article.blocks.clear();
    find_blocks(article.text, article.blocks);
    FrontMatter(article, rules_).read();
    return Passed{};
  }

 private:
  Rules rules_;
};

}  // namespace

StageKind extract_plain_kind() {
  return {"extract_plain",
          "finds paragraphs, title, byline, date and dateline of plain text",
          2,
          static_cast<Sections>(Section::kText),
          Section::kBlocks | Section::kMetadata | Section::kCuts,
          {},
          [](const StageContext& context) -> Result<AnyStage> {
            return {std::make_unique<ExtractPlain>(context.rules)};
          }};
}

}  // namespace headwater
