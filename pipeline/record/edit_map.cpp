#include "record/edit_map.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace headwater {
namespace {

/// Begins first, then longer, then smaller rule: the order in which proposals claim bytes.
bool claims_first(const Cut& a, const Cut& b) {
  if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
  if (a.span.end != b.span.end) return a.span.end > b.span.end;
  return a.rule < b.rule;
}

/// Proposals in claiming order to disjoint cuts: each gets what those before it left.
std::vector<Cut> claim(std::vector<Cut> proposals) {
  std::sort(proposals.begin(), proposals.end(), claims_first);
  std::vector<Cut> cuts;
  std::uint64_t claimed = 0;
  for (Cut cut : proposals) {
    cut.span.begin = std::max(cut.span.begin, claimed);
    if (cut.span.begin >= cut.span.end) continue;
    claimed = cut.span.end;
    cuts.push_back(cut);
  }
  return cuts;
}

std::ptrdiff_t lines_in(std::string_view text) {
  return std::count(text.begin(), text.end(), '\n');
}

/// A group of whole lines takes one of the line breaks around it: the wider separator stays, and so
/// does the indentation of the line that follows.
TextSpan whole_lines(std::string_view text, TextSpan group, TextSpan space) {
  const std::string_view before = slice(text, TextSpan{space.begin, group.begin});
  const std::string_view after = slice(text, TextSpan{group.end, space.end});
  if (lines_in(after) > lines_in(before)) return {space.begin, group.end};
  return {space.begin + before.rfind('\n') + 1, group.end + after.rfind('\n') + 1};
}

/// A group of cuts that have only white space between them, with the white space that its removal
/// would leave dangling.
TextSpan grown(std::string_view text, TextSpan group) {
  const TextSpan space{skip_space_back(text, group.begin), skip_space(text, group.end)};
  if (space.begin == 0 || space.end == text.size()) return space;
  if (space.begin == group.begin || space.end == group.end) return group;  // words stay apart
  const bool line_before = lines_in(slice(text, TextSpan{space.begin, group.begin})) > 0;
  const bool line_after = lines_in(slice(text, TextSpan{group.end, space.end})) > 0;
  if (line_before && line_after) return whole_lines(text, group, space);
  if (line_after) return {space.begin, group.end};
  return {group.begin, space.end};
}

}  // namespace

void EditMap::settle(std::string_view text) {
  cuts_ = claim(proposed_);
  for (std::size_t first = 0; first < cuts_.size();) {
    std::size_t last = first;
    while (last + 1 < cuts_.size() &&
           skip_space(text, cuts_[last].span.end) >= cuts_[last + 1].span.begin) {
      cuts_[last].span.end = cuts_[last + 1].span.begin;
      ++last;
    }
    const TextSpan group = grown(text, {cuts_[first].span.begin, cuts_[last].span.end});
    cuts_[first].span.begin = group.begin;
    cuts_[last].span.end = group.end;
    first = last + 1;
  }
}

Result<EditMap> EditMap::from_cuts(std::vector<Cut> cuts, std::uint64_t text_size) {
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const TextSpan span = cuts[i].span;
    if (span.begin < end || span.begin >= span.end || span.end > text_size) {
      return Error{
          ErrorCode::kBadMap,
          fmt::format("edit map: cut {} [{}, {}) overlaps, is empty or leaves the text of {} bytes",
                      i, span.begin, span.end, text_size)};
    }
    end = span.end;
  }
  EditMap map;
  map.proposed_ = cuts;
  map.cuts_ = std::move(cuts);
  return map;
}

void EditMap::kept_spans(std::uint64_t text_size, std::vector<TextSpan>& out) const {
  std::uint64_t begin = 0;
  for (const Cut& cut : cuts_) {
    if (begin < cut.span.begin) out.push_back({begin, cut.span.begin});
    begin = cut.span.end;
  }
  if (begin < text_size) out.push_back({begin, text_size});
}

std::vector<TextSpan> EditMap::kept_within(TextSpan span) const {
  std::vector<TextSpan> kept;
  std::uint64_t begin = span.begin;
  auto cut =
      std::upper_bound(cuts_.begin(), cuts_.end(), span.begin,
                       [](std::uint64_t offset, const Cut& c) { return offset < c.span.end; });
  for (; cut != cuts_.end() && cut->span.begin < span.end; ++cut) {
    if (begin < cut->span.begin) kept.push_back({begin, cut->span.begin});
    begin = cut->span.end;
  }
  if (begin < span.end) kept.push_back({begin, span.end});
  return kept;
}

void EditMap::append_cleaned(std::string_view text, std::string& out) const {
  std::uint64_t begin = 0;
  for (const Cut& cut : cuts_) {
    out.append(text.substr(begin, cut.span.begin - begin));
    begin = cut.span.end;
  }
  out.append(text.substr(begin));
}

std::string EditMap::cleaned(std::string_view text) const {
  std::string out;
  out.reserve(text.size());
  append_cleaned(text, out);
  return out;
}

const Cut* EditMap::cut_at(std::uint64_t offset) const {
  const auto cut = std::upper_bound(cuts_.begin(), cuts_.end(), offset,
                                    [](std::uint64_t at, const Cut& c) { return at < c.span.end; });
  return cut != cuts_.end() && cut->span.contains(offset) ? &*cut : nullptr;
}

}  // namespace headwater
