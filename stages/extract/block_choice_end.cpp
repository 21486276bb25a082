// What choose() does in the end: cuts what is left of something else, by all that is kept around
// it.

#include <algorithm>
#include <functional>

#include "html/ascii.h"
#include "stages/extract/block_choice.h"
#include "stages/extract/front_matter.h"
#include "stages/extract/line_words.h"

namespace headwater {
namespace {

/// Texts with fewer letters may well stand twice in an article.
constexpr std::uint32_t kLeastDuplicate = 80;
/// Shorter quotations (in bytes) are words that any text has.
constexpr std::size_t kLeastQuoteBytes = 20;
/// A pull quote is looked for in the text if it is no longer (in bytes),
constexpr std::size_t kMostQuoteBytes = 400;
/// and for so many of them.
constexpr std::size_t kMostQuotes = 32;
/// Loose text is cut if the text in paragraphs is so many times longer.
constexpr std::uint64_t kMostLoose = 8;
/// and there are so many times more paragraphs.
constexpr std::uint32_t kMostLooseBlocks = 5;
/// Text begins with a block that is no sentence only if it has so many letters, and ends with one
/// if it has so many.
constexpr std::uint32_t kLeastFirst = 60;
constexpr std::uint32_t kLeastLast = 40;
/// A question with fewer words asks for no answer: "Why not?", "Got a tip?".
constexpr std::uint32_t kLeastQuestionWords = 4;
/// A heading of so many words may head the first part.
constexpr std::uint32_t kLeastHeadingWords = 3;

/// The text between the quotation marks and stops at either end.
std::string_view strip_quotes(std::string_view text) {
  const auto is_inner = [](char c) {
    return html::is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0xC3;
  };
  while (!text.empty() && !is_inner(text.front())) text.remove_prefix(1);
  while (!text.empty() && !html::is_alphanumeric(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

void BlockChoice::cut_duplicates() {
  seen_.clear();
  for (std::uint32_t i = 0; i < verdicts_.size(); ++i) {
    if (verdicts_[i] != SelectRule::kKeep || outline_.blocks()[i].letters < kLeastDuplicate)
      continue;
    const std::uint64_t key = std::hash<std::string_view>()(line(i));
    const auto [found, is_new] = seen_.emplace(key, i);
    if (!is_new && line(found->second) == line(i)) verdicts_[i] = SelectRule::kDuplicate;
  }
}

/// Quotations that only repeat what a paragraph says.
void BlockChoice::cut_pull_quotes() {
  std::size_t quotes = 0;
  for (std::uint32_t i = 0; i < verdicts_.size() && quotes < kMostQuotes; ++i) {
    if (verdicts_[i] != SelectRule::kKeep || outline_.blocks()[i].kind != BlockKind::kQuote)
      continue;
    std::string_view quote = strip_quotes(line(i));
    if (quote.size() < kLeastQuoteBytes || quote.size() > kMostQuoteBytes) continue;
    ++quotes;
    steps_ += verdicts_.size();
    for (std::uint32_t other = 0; other < verdicts_.size(); ++other) {
      if (other == i || verdicts_[other] != SelectRule::kKeep) continue;
      if (line(other).size() > quote.size() && line(other).find(quote) != std::string_view::npos) {
        verdicts_[i] = SelectRule::kDuplicate;
        break;
      }
    }
  }
}

/// Whether the block stands in a div or the like of its own, not in a paragraph, list or table.
bool BlockChoice::is_loose(std::uint32_t block) {
  if (outline_.blocks()[block].kind != BlockKind::kParagraph) return false;
  const auto& elements = outline_.elements();
  OutlineIndex at = outline_.element_of(block);
  for (; at != kNoOutline; at = elements[at].parent) {
    ++steps_;
    const HtmlTag tag = elements[at].tag;
    if (elements[at].end_block - elements[at].first_block > 1) return false;
    if (tag == HtmlTag::kDiv || tag == HtmlTag::kSection || tag == HtmlTag::kHeader) return true;
    if (tag == HtmlTag::kP || tag == HtmlTag::kDd || tag == HtmlTag::kDt) return false;
  }
  return false;
}

/// Whether the block is prose right below a heading or a question: an answer.
bool BlockChoice::is_answer(std::uint32_t block) const {
  const auto& blocks = outline_.blocks();
  if (block == 0 || verdicts_[block - 1] != SelectRule::kKeep) return false;
  if (!blocks[block].is_prose() || blocks[block].linked != 0) return false;
  return blocks[block - 1].kind == BlockKind::kHeading || is_question(block - 1);
}

/// Whether the block is a question of some words.
bool BlockChoice::is_question(std::uint32_t block) const {
  const BlockFeatures& features = outline_.blocks()[block];
  return features.words >= kLeastQuestionWords && features.linked == 0 &&
         line(block).ends_with('?');
}

/// Whether the block is a question with its answer in a box right below it.
bool BlockChoice::asks_for_answer(std::uint32_t block) {
  const std::uint32_t next = block + 1;
  return is_question(block) && next < verdicts_.size() && is_loose(next) && is_answer(next);
}

/// Where an article's text stands in paragraphs, what stands in a div between them is something
/// else: a caption, a box, a prompt.
void BlockChoice::cut_loose_text() {
  const auto& blocks = outline_.blocks();
  std::uint64_t in_paragraphs = 0;
  std::uint64_t loose = 0;
  std::uint32_t paragraphs = 0;
  std::uint32_t loose_blocks = 0;
  for (std::uint32_t i = 0; i < verdicts_.size(); ++i) {
    if (verdicts_[i] != SelectRule::kKeep || blocks[i].kind != BlockKind::kParagraph) continue;
    const bool is = is_loose(i);
    (is ? loose_blocks : paragraphs) += 1;
    (is ? loose : in_paragraphs) += blocks[i].letters;
  }
  if (loose * kMostLoose > in_paragraphs || loose_blocks * kMostLooseBlocks > paragraphs) return;
  bool above = true;
  for (std::uint32_t i = 0; i < verdicts_.size(); ++i) {
    if (verdicts_[i] != SelectRule::kKeep || blocks[i].kind != BlockKind::kParagraph) continue;
    if (!is_loose(i)) {
      above = false;
    } else if (is_answer(i) || asks_for_answer(i)) {
      above = false;
    } else if (!above || !blocks[i].is_prose()) {
      verdicts_[i] = name_short_line(i, SelectRule::kLooseText);
    }
  }
}

/// What stands above the first paragraph or below the last one and says nothing in a sentence.
void BlockChoice::cut_edges() {
  const auto& blocks = outline_.blocks();
  std::uint32_t first = 0;
  for (; first < verdicts_.size(); ++first) {
    if (verdicts_[first] != SelectRule::kKeep) continue;
    if (is_title(first)) {
      verdicts_[first] = SelectRule::kTitleRepeat;
      continue;
    }
    const BlockFeatures& block = blocks[first];
    if (line(first).size() <= kMostFrontBytes) {
      if (read_byline(line(first))) {
        verdicts_[first] = SelectRule::kBylineLine;
        continue;
      }
      if (read_date_stamp(line(first))) {
        verdicts_[first] = SelectRule::kTimestampLine;
        continue;
      }
      if (!block.is_prose() && block.kind == BlockKind::kParagraph && holds_date(line(first)) &&
          block.words <= kMostDateWords) {
        verdicts_[first] = SelectRule::kTimestampLine;
        continue;
      }
    }
    if (block.is_prose() || block.ends_sentence || block.letters >= kLeastFirst) break;
    if (block.words >= kLeastHeadingWords && block.kind == BlockKind::kHeading) break;
    verdicts_[first] = name_short_line(first, SelectRule::kShortLine);
  }
  for (std::uint32_t last = static_cast<std::uint32_t>(verdicts_.size()); last-- > first;) {
    if (verdicts_[last] != SelectRule::kKeep) continue;
    const BlockFeatures& block = blocks[last];
    if (block.is_prose() || block.ends_sentence || block.letters >= kLeastLast) break;
    if (block.kind == BlockKind::kListItem || block.kind == BlockKind::kTableRow) break;
    verdicts_[last] = name_short_line(last, SelectRule::kShortLine);
  }
}

/// Headings under which nothing is left.
void BlockChoice::cut_lone_headings() {
  bool text_follows = false;
  for (std::uint32_t i = static_cast<std::uint32_t>(verdicts_.size()); i-- > 0;) {
    if (verdicts_[i] != SelectRule::kKeep) continue;
    if (outline_.blocks()[i].kind != BlockKind::kHeading) {
      text_follows = true;
    } else if (!text_follows) {
      verdicts_[i] = SelectRule::kEmptyHeading;
    }
  }
}

}  // namespace headwater
