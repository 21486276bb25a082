#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/article.h"
#include "record/text_span.h"

namespace headwater {

/// What a learned rule can be about: a whole line, or a sentence of a line that holds several.
enum class PassageKind : std::uint8_t { kParagraph, kSentence };
std::string_view passage_kind_name(PassageKind kind);

/// A piece of an article's text that may be boilerplate, in positions of T.
struct Passage {
  TextSpan span;
  PassageKind kind = PassageKind::kParagraph;
  /// In the title, in the first two paragraphs, or with somebody's words in quotation marks: never
  /// cut by what was learned.
  bool sheltered = false;
};

/// A paragraph of fewer words (a row of figures, a standfirst) is half a paragraph where the first
/// two are sheltered, one of fewer than kHalfParagraphWords (a label, a byline) none.
constexpr std::size_t kParagraphWords = 8;
constexpr std::size_t kHalfParagraphWords = 4;
/// Shorter passages are found in real text too often to mean anything.
constexpr std::size_t kLeastParagraphWords = 3;
constexpr std::size_t kLeastSentenceWords = 4;
/// What stands in quotation marks and has fewer words is a name.
constexpr std::size_t kQuotationWords = 4;
/// Bytes; boilerplate is short, and this bounds the memory of a passage.
constexpr std::size_t kLongestPassage = 2000;

/// Replaces `passages` by those of `text`, ascending, each line before its sentences. What overlaps
/// `left_out` (ascending, disjoint) is no passage.
void find_passages(std::string_view text, TextSpan title, std::span<const TextSpan> left_out,
                   std::vector<Passage>& passages);

/// The passage as it is compared: folded, each web address "u", each run of numbers "0". So an ad
/// whose date or price changes is one passage. Replaces `out`.
void mask_passage(std::string_view text, std::string& out);

/// The folded words with their numbers, but without web addresses: what a passage says. Numbers
/// that count something are told apart by it from the ids in a link.
std::string passage_form(std::string_view text);

/// Whose template a passage can be: the outlet's id, else "host:" and the host of the article's
/// address, else empty.
std::string template_owner(const Article& article);

}  // namespace headwater
