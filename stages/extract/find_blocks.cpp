#include "stages/extract/find_blocks.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/utf8.h"

namespace headwater {
namespace {

/// Nobody wraps text wider; longer lines are paragraphs. In characters.
constexpr std::size_t kWidestWrap = 120;
/// Nobody wraps prose narrower; shorter lines are captions, lists or verse. In characters.
constexpr std::size_t kNarrowestWrap = 40;

struct Line {
  TextSpan span;               ///< Without white space at its ends.
  std::size_t columns = 0;     ///< Its length in characters.
  std::size_t first_word = 0;  ///< The length of its first word in bytes.
};

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  }));
}

Line make_line(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view whole = text.substr(begin, end - begin);
  const std::size_t first = skip_space(whole, 0);
  if (first == whole.size()) return {{begin, begin}, 0, 0};
  const std::size_t last = skip_space_back(whole, whole.size());
  const std::string_view trimmed = whole.substr(first, last - first);
  return {{begin + first, begin + last},
          trimmed.size() > kWidestWrap * 4 ? trimmed.size() : count_characters(trimmed),
          std::min(trimmed.find(' '), trimmed.size())};
}

bool ends_sentence(std::string_view line) {
  constexpr std::array<std::string_view, 6> kClosers = {"\"", "'", ")", "”", "’", "»"};
  for (const std::string_view closer : kClosers) {
    if (line.ends_with(closer)) line.remove_suffix(closer.size());
  }
  constexpr std::array<std::string_view, 6> kEnds = {".", "!", "?", ":", "…", "。"};
  return std::ranges::any_of(kEnds, [line](std::string_view end) { return line.ends_with(end); });
}

bool starts_small(std::string_view line) { return line[0] >= 'a' && line[0] <= 'z'; }

bool is_list_item(std::string_view line) {
  constexpr std::array<std::string_view, 4> kBullets = {"- ", "* ", "• ", "– "};
  return std::ranges::any_of(kBullets,
                             [line](std::string_view bullet) { return line.starts_with(bullet); });
}

/// The breaks between the lines of a group, by what they look like.
struct BreakCounts {
  std::size_t full = 0;          ///< The next word would not have fitted.
  std::size_t mid_sentence = 0;  ///< Full ones that do not stand at the end of a sentence.
  std::size_t continued = 0;     ///< Any that a small letter follows, in mid-sentence.
  std::size_t odd = 0;           ///< Neither full nor at the end of a sentence.
};

class BlockFinder {
 public:
  BlockFinder(std::string_view text, std::vector<Block>& blocks) : text_(text), blocks_(blocks) {}

  /// Takes the lines between two blank lines.
  void add_group(std::span<const Line> lines) {
    const std::size_t width = std::ranges::max_element(lines, {}, &Line::columns)->columns;
    const bool wrapped = lines.size() > 1 && is_wrapped(lines, width);
    std::size_t first = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool last = i + 1 == lines.size();
      if (!last && wrapped && !ends_paragraph(lines[i], lines[i + 1], width)) continue;
      add_block({lines[first].span.begin, lines[i].span.end});
      first = i + 1;
    }
  }

 private:
  std::string_view of(const Line& line) const { return slice(text_, line.span); }

  static bool is_full(const Line& line, const Line& next, std::size_t width) {
    return line.columns + 1 + next.first_word > width;
  }

  bool ends_paragraph(const Line& line, const Line& next, std::size_t width) const {
    return !is_full(line, next, width) && ends_sentence(of(line));
  }

  BreakCounts count_breaks(std::span<const Line> lines, std::size_t width) const {
    BreakCounts counts;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      const bool full = is_full(lines[i], lines[i + 1], width);
      const bool sentence = ends_sentence(of(lines[i]));
      counts.full += full ? 1 : 0;
      counts.mid_sentence += full && !sentence ? 1 : 0;
      counts.continued += !sentence && starts_small(of(lines[i + 1])) ? 1 : 0;
      counts.odd += !full && !sentence ? 1 : 0;
    }
    return counts;
  }

  bool is_wrapped(std::span<const Line> lines, std::size_t width) const {
    if (width > kWidestWrap) return false;
    const BreakCounts counts = count_breaks(lines, width);
    const std::size_t breaks = lines.size() - 1;
    // Two lines fill their width by nature if the first is the longer: ask for words cut apart.
    const bool cut_apart = counts.continued * 2 >= breaks && counts.continued > 0;
    if (lines.size() < 4 || width < kNarrowestWrap) return cut_apart;
    return counts.odd * 10 <= breaks && counts.full * 2 > breaks &&
           counts.mid_sentence * 2 > counts.full && counts.continued > 0;
  }

  void add_block(TextSpan span) {
    const BlockKind kind =
        is_list_item(slice(text_, span)) ? BlockKind::kListItem : BlockKind::kParagraph;
    blocks_.push_back({span, kind});
  }

  std::string_view text_;
  std::vector<Block>& blocks_;
};

/// Finds line ends. A return without a line feed ends a line too, but is looked for only in texts
/// that have returns.
class LineEnds {
 public:
  explicit LineEnds(std::string_view text)
      : text_(text), has_returns_(text.find('\r') != std::string_view::npos) {}

  /// Where the line that starts at `begin` ends: at its break, or at the end of the text.
  /// Requires: not before the last `begin`. A feed that was found serves until it is passed, so a
  /// text with returns alone is searched once and not once a line.
  std::size_t after(std::size_t begin) {
    if (!searched_ || feed_ < begin) feed_ = std::min(text_.find('\n', begin), text_.size());
    searched_ = true;
    if (!has_returns_) return feed_;
    return begin + std::min(text_.substr(begin, feed_ - begin).find('\r'), feed_ - begin);
  }

 private:
  std::string_view text_;
  bool has_returns_;
  bool searched_ = false;
  std::size_t feed_ = 0;  ///< The next line feed, or the end of the text.
};

std::size_t after_break(std::string_view text, std::size_t end) {
  return end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
}

}  // namespace

void find_blocks(std::string_view text, std::vector<Block>& blocks) {
  thread_local std::vector<Line> group;
  group.clear();
  BlockFinder finder(text, blocks);
  LineEnds ends(text);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = ends.after(begin);
    const Line line = make_line(text, begin, end);
    if (!line.span.empty()) {
      group.push_back(line);
    } else if (!group.empty()) {
      finder.add_group(group);
      group.clear();
    }
    begin = after_break(text, end);
  }
  if (!group.empty()) finder.add_group(group);
}

}  // namespace headwater
