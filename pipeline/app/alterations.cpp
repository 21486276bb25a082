#include "app/alterations.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <string_view>

#include "base/utf8.h"
#include "record/fold_text.h"
#include "stages/copies/compare_texts.h"

namespace headwater {
namespace {

bool is_word(FoldedKind kind) { return kind == FoldedKind::kWord || kind == FoldedKind::kUnspaced; }

/// Whether the cleaned text within `span` has a letter or a digit.
bool has_words(const Article& article, TextSpan span) {
  for (const TextSpan kept : article.edits.kept_within(span)) {
    const std::string_view text = slice(article.text, kept);
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint point = decode_utf8(text, at);
      if (is_word(fold_character(point.value).kind)) return true;
      at += point.length;
    }
  }
  return false;
}

/// Where the marks end that belong to the word before `begin`: its full stop, a closing quotation
/// mark, and the white space behind them.
std::uint64_t skip_marks(const Article& article, TextSpan span) {
  const std::string_view text = slice(article.text, span);
  std::size_t at = 0;
  while (at < text.size() && skip_space(text, at) == at) {
    const CodePoint point = decode_utf8(text, at);
    if (is_word(fold_character(point.value).kind)) break;
    at += point.length;
  }
  return span.begin + skip_space(text, at);
}

/// Where the marks begin that belong to the word behind `end`: an opening quotation mark or bracket
/// that stands behind white space.
std::uint64_t skip_marks_back(const Article& article, TextSpan span) {
  const std::string_view text = slice(article.text, span);
  std::size_t end = skip_space_back(text, text.size());
  const std::size_t space = text.substr(0, end).find_last_of(" \n\t");
  if (end == text.size() && space != std::string_view::npos &&
      folded_text(text.substr(space, end - space)).empty())
    end = skip_space_back(text, space);
  return span.begin + end;
}

/// `gap` without what belongs to the passages around it and without cuts at its ends; empty, at its
/// begin, where no word is left. `inner` tells on which sides there is a passage.
TextSpan trimmed(const Article& article, TextSpan gap, bool behind, bool before) {
  const TextSpan nothing{gap.begin, gap.begin};
  if (!has_words(article, gap)) return nothing;
  const std::vector<TextSpan> kept = article.edits.kept_within(gap);
  TextSpan span{kept.front().begin, kept.back().end};
  if (behind && kept.front().begin == gap.begin) span.begin = skip_marks(article, span);
  if (before && kept.back().end == gap.end) span.end = skip_marks_back(article, span);
  const std::string_view text = slice(article.text, span);
  const std::size_t begin = skip_space(text, 0);
  return {span.begin + begin, span.begin + skip_space_back(text, text.size())};
}

/// The passages of one side in its order, with what stands between them.
class Side {
 public:
  Side(const Article& article, std::vector<TextSpan> passages)
      : article_(article), passages_(std::move(passages)), order_(passages_.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::ranges::sort(order_, {}, [&](std::size_t i) { return passages_[i]; });
    place_.resize(passages_.size());
    for (std::size_t i = 0; i < order_.size(); ++i) place_[order_[i]] = i;
  }

  std::size_t gaps() const { return passages_.size() + 1; }
  /// How many gaps stand before the passage: the number of the gap in front of it.
  std::size_t place(std::size_t passage) const { return place_[passage]; }
  /// The passage in front of the gap of that number. Requires: not the first gap.
  std::size_t passage_before(std::size_t gap) const { return order_[gap - 1]; }

  TextSpan gap(std::size_t number) const {
    const bool behind = number > 0;
    const bool before = number < passages_.size();
    const std::uint64_t begin = behind ? passages_[order_[number - 1]].end : 0;
    const std::uint64_t end = before ? passages_[order_[number]].begin : article_.text.size();
    if (end <= begin) return {begin, begin};
    return trimmed(article_, {begin, end}, behind, before);
  }

 private:
  const Article& article_;
  std::vector<TextSpan> passages_;
  std::vector<std::size_t> order_;  ///< Passages in the order of this side.
  std::vector<std::size_t> place_;  ///< And back.
};

/// The gap of `there` that faces gap `number` of `here`: the passages around both are the same.
std::optional<std::size_t> facing_gap(const Side& here, const Side& there, std::size_t number) {
  const std::size_t last = here.gaps() - 1;
  const std::size_t facing = number == 0 ? 0 : there.place(here.passage_before(number)) + 1;
  if (number == last) return facing == last ? std::optional(facing) : std::nullopt;
  const std::size_t next = here.passage_before(number + 1);
  return there.place(next) == facing ? std::optional(facing) : std::nullopt;
}

/// Where the last character begins that ends at `end`.
std::uint64_t last_character(std::string_view text, std::uint64_t end) {
  std::uint64_t begin = end - 1;
  while (!is_code_point_edge(text, begin)) --begin;
  return begin;
}

/// Leaves out the marks that both sides end with, such as the full stop of a sentence whose last
/// words were replaced.
void trim_common_marks(const Article& here, const Article& there, Alteration& place) {
  while (place.adds() && place.cuts()) {
    const std::uint64_t a = last_character(here.text, place.here.end);
    const std::uint64_t b = last_character(there.text, place.there.end);
    const std::string_view mark = slice(here.text, TextSpan{a, place.here.end});
    if (mark != slice(there.text, TextSpan{b, place.there.end}) ||
        is_word(fold_character(decode_utf8(mark, 0).value).kind))
      return;
    place.here.end = a;
    place.there.end = b;
  }
}

}  // namespace

Alterations find_alterations(const Article& here, const Article& there,
                             std::span<const AlignedPassage> passages) {
  std::vector<TextSpan> of_here;
  std::vector<TextSpan> of_there;
  for (const AlignedPassage& passage : passages) {
    if (passage.here.end > here.text.size() || passage.there.end > there.text.size()) continue;
    of_here.push_back(passage.here);
    of_there.push_back(passage.there);
  }
  const Side copy(here, std::move(of_here));
  const Side reference(there, std::move(of_there));
  Alterations out;
  out.complete = passages.size() < kMostPassages;
  const std::size_t last = copy.gaps() - 1;
  std::vector<bool> faced(reference.gaps(), false);
  for (std::size_t number = 0; number <= last; ++number) {
    if (number == last && !out.complete) break;
    const std::optional<std::size_t> facing = facing_gap(copy, reference, number);
    Alteration place{copy.gap(number), {}};
    if (facing) {
      faced[*facing] = true;
      place.there = reference.gap(*facing);
      trim_common_marks(here, there, place);
    }
    if (place.adds() || place.cuts()) out.places.push_back(place);
  }
  for (std::size_t number = 0; number < reference.gaps(); ++number) {
    if (faced[number] || (number == last && !out.complete)) continue;
    const TextSpan gap = reference.gap(number);
    if (gap.empty()) continue;
    // It would stand behind the passage that it stands behind in the reference copy.
    const std::uint64_t point =
        number == 0 ? 0 : copy.gap(copy.place(reference.passage_before(number)) + 1).begin;
    out.places.push_back({{point, point}, gap});
  }
  std::ranges::stable_sort(out.places, {},
                           [](const Alteration& place) { return place.here.begin; });
  return out;
}

std::string line_within(const Article& article, TextSpan span) {
  std::string out;
  bool space = false;
  for (const TextSpan kept : article.edits.kept_within(span)) {
    const std::string_view text = slice(article.text, kept);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t after = skip_space(text, at);
      space = space || after > at;
      if (after >= text.size()) break;
      if (space && !out.empty()) out += ' ';
      space = false;
      const CodePoint point = decode_utf8(text, after);
      out += text.substr(after, point.length);
      at = after + point.length;
    }
  }
  return out;
}

}  // namespace headwater
