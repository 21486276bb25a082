#include "stages/extract/visible_text.h"

#include <algorithm>

#include "base/utf8.h"
#include "html/ascii.h"
#include "html/hidden_element.h"
#include "stages/extract/text_segment.h"

namespace headwater {
namespace {

constexpr std::string_view kBlockSeparator = "\n\n";

/// Buffers beyond this many bytes are given back.
constexpr std::size_t kKeptBytes = std::size_t{4} << 20U;

/// Characters without width that pages fill empty paragraphs with: U+200B to U+200D, U+2060 and
/// U+FEFF. Their size at `offset`, or 0.
std::size_t zero_width_at(std::string_view text, std::size_t offset) {
  constexpr std::string_view kZeroWidth[] = {"\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D",
                                             "\xE2\x81\xA0", "\xEF\xBB\xBF"};
  const std::string_view rest = text.substr(offset, 3);
  for (const std::string_view character : kZeroWidth) {
    if (rest == character) return character.size();
  }
  return 0;
}

/// Where the first character that shows stands, at or after `offset`.
std::size_t skip_invisible(std::string_view text, std::size_t offset) {
  while (true) {
    offset = skip_space(text, offset);
    const std::size_t size = zero_width_at(text, offset);
    if (size == 0) return offset;
    offset += size;
  }
}

std::uint32_t to_32(std::uint64_t size) { return static_cast<std::uint32_t>(size); }

}  // namespace

VisibleText::Verdict VisibleText::read(HtmlPage& page) {
  start(page);
  const std::span<const HtmlNode> nodes = page.tree.nodes();
  for (HtmlNodeIndex index = 0; index < nodes.size(); ++steps_) {
    while (index >= open_.back().end) leave();
    index = enter(index, nodes[index]);
    if (blocks_.size() > kMaxPageBlocks) return Verdict::kTooManyBlocks;
    if (overflown_) return Verdict::kTooManyRuns;
  }
  close_block();
  return Verdict::kDone;
}

void VisibleText::start(HtmlPage& page) {
  page_ = &page;
  page.blocks.clear();
  text_.clear();
  map_.clear();
  blocks_.clear();
  hidden_.clear();
  steps_ = 0;
  overflown_ = false;
  open_.clear();
  open_.push_back({});  // around everything; its end is never reached
  open_.back().block = 0;
  inherited_ = 1;
  in_block_ = false;
  pending_ = Pending::kNothing;
}

void VisibleText::shrink() {
  if (text_.capacity() + map_.runs().capacity() * sizeof(Run) <= kKeptBytes) return;
  *this = VisibleText();
}

/// Goes into the node, or past it: returns the next one to look at.
HtmlNodeIndex VisibleText::enter(HtmlNodeIndex index, const HtmlNode& node) {
  // Text out of place in a table belongs to no cell.
  if (node.has(HtmlNode::kFostered) && !node.has(HtmlNode::kBlank)) end_cell();
  if (node.is_text()) {
    take_text(index, node);
    return index + 1;
  }
  if (node.is_foreign() || node.has(HtmlNode::kDetached)) return node.subtree_end;
  const HtmlLayout& layout = layout_of(node.tag);
  switch (layout.display) {
    case HtmlDisplay::kOpaque:
      return node.subtree_end;
    case HtmlDisplay::kBreak:
      end_line();
      return index + 1;
    case HtmlDisplay::kInline:
      // Neither a link nor hidden: nothing that its text would inherit.
      if (node.attribute_count == 0) return index + 1;
      break;
    case HtmlDisplay::kCell:
      end_cell();
      break;
    case HtmlDisplay::kButton:
      if (!open_.back().paragraph) close_block();
      break;
    default:
      close_block();
  }
  if (node.subtree_end > index + 1) push(index, node, layout);
  return index + 1;
}

void VisibleText::leave() {
  if (open_.back().boundary) close_block();
  open_.pop_back();
  inherited_ = std::min(inherited_, open_.size());
}

void VisibleText::push(HtmlNodeIndex index, const HtmlNode& node, const HtmlLayout& layout) {
  Open open = open_.back();
  open.boundary = false;
  open.node = index;
  open.end = node.subtree_end;
  const bool in_paragraph = layout.display == HtmlDisplay::kButton && open.paragraph;
  if (layout.display != HtmlDisplay::kInline && !in_paragraph) {
    open.block = index;
    open.boundary = layout.display != HtmlDisplay::kCell;
    if (layout.rule == HtmlKindRule::kSet) open.kind = layout.kind;
    open.paragraph = node.tag == HtmlTag::kP;
    open.row = layout.display == HtmlDisplay::kRow    ? index
               : layout.display == HtmlDisplay::kCell ? open.row
                                                      : kNoHtmlNode;
    open.preformatted = open.preformatted || layout.display == HtmlDisplay::kPreformatted;
  }
  open_.push_back(open);
}

/// Finds out for all open elements what is true of text in them. Only text asks, since most
/// elements have none, and their attributes need not be read.
void VisibleText::inherit() {
  const HtmlTree& tree = page_->tree;
  for (; inherited_ < open_.size(); ++inherited_) {
    const Open& outer = open_[inherited_ - 1];
    Open& open = open_[inherited_];
    const HtmlNode& node = tree.nodes()[open.node];
    steps_ += node.source.size();
    open.link = outer.link || (node.tag == HtmlTag::kA && tree.attribute(node, "href"));
    // A page that hides all of itself waits for a script to show it.
    const bool all = node.tag == HtmlTag::kHtml || node.tag == HtmlTag::kBody;
    open.hidden = outer.hidden || (!all && is_hidden_element(tree, node));
  }
}

void VisibleText::take_text(HtmlNodeIndex index, const HtmlNode& node) {
  if (node.has(HtmlNode::kBlank) && (!in_block_ || pending_ != Pending::kNothing)) return;
  inherit();
  text_node_ = index;
  steps_ += node.source.size();
  if (!open_.back().preformatted) return take_collapsing(node.source, node.text_mode);
  append(node.source, node.text_mode, false);
}

void VisibleText::take_collapsing(ByteRange text, HtmlTextMode mode) {
  const std::string_view page = page_->bytes;
  while (!overflown_) {
    const std::uint32_t begin = text.begin;
    while (!text.empty() && html::is_space(page[text.begin])) ++text.begin;
    if (text.begin > begin) note_space({begin, text.begin});
    if (text.empty()) return;
    const TextSegment segment = next_segment(page, text);
    append({text.begin, segment.end}, mode, segment.plain);
    text.begin = segment.end;
  }
}

void VisibleText::append(ByteRange segment, HtmlTextMode mode, bool plain) {
  overflown_ = map_.runs().size() > kMaxPageRuns || may_overflow(segment);
  if (overflown_) return;
  if (!in_block_) open_block();
  const std::uint64_t before = text_.size();
  flush_pending();
  const std::string_view page = page_->bytes;
  if (plain) {
    text_.append(segment.of(page));
    map_.append_copy(segment.begin, segment.size());
  } else {
    page_->decoder.append(page, segment, mode, text_, map_);
  }
  block_.last = text_node_;
  if (open_.back().link) block_.link_bytes += to_32(text_.size() - before);
  if (open_.back().hidden) mark_hidden(before);
}

/// Whether a piece of text, which is decoded in one go, may make more runs than any page has: where
/// a reference or a byte beyond ASCII stands between others, runs change.
bool VisibleText::may_overflow(ByteRange segment) const {
  if (segment.size() <= kMaxPageRuns / 2) return false;
  const auto makes_run = [](char c) { return c == '&' || static_cast<unsigned char>(c) >= 0x80; };
  const auto changes = std::ranges::count_if(segment.of(page_->bytes), makes_run);
  return static_cast<std::size_t>(changes) > kMaxPageRuns / 2;
}

/// Keeps white space in mind until something follows it in the block.
void VisibleText::note_space(ByteRange space) {
  if (!in_block_ || pending_ != Pending::kNothing) return;
  pending_ = Pending::kSpace;
  space_ = space;
}

void VisibleText::end_line() {
  if (!in_block_) return;
  if (pending_ == Pending::kLineEnd) return close_block();
  if (pending_ == Pending::kTab) return;  // at the begin of a cell
  pending_ = Pending::kLineEnd;
}

void VisibleText::end_cell() {
  if (!in_block_) return;
  if (row_ != kNoHtmlNode && row_ == open_.back().row) {
    pending_ = Pending::kTab;
  } else {
    close_block();
  }
}

void VisibleText::open_block() {
  const Open& open = open_.back();
  in_block_ = true;
  pending_ = Pending::kNothing;
  kind_ = open.kind;
  row_ = open.row;
  before_ = text_.size();
  if (!text_.empty()) {
    text_ += kBlockSeparator;
    map_.append(RunKind::kSeparator, map_.raw_end(), 0, kBlockSeparator.size());
  }
  begin_ = text_.size();
  first_hidden_ = hidden_.size();
  block_ = {open.block, text_node_, text_node_, 0, false};
}

/// Puts in what separates the text that follows from the text before it.
void VisibleText::flush_pending() {
  switch (pending_) {
    case Pending::kNothing:
      return;
    case Pending::kSpace:
      text_ += ' ';
      if (space_.size() == 1 && page_->bytes[space_.begin] == ' ') {
        map_.append_copy(space_.begin, 1);
      } else {
        map_.append(RunKind::kWhitespace, space_.begin, space_.size(), 1);
      }
      break;
    case Pending::kLineEnd:
      text_ += '\n';
      map_.append(RunKind::kSeparator, map_.raw_end(), 0, 1);
      break;
    case Pending::kTab:
      text_ += '\t';
      map_.append(RunKind::kSeparator, map_.raw_end(), 0, 1);
      kind_ = BlockKind::kTableRow;
      block_.node = row_;
      break;
  }
  pending_ = Pending::kNothing;
}

/// Ends the block, if there is one; nothing is left of it where nothing in it shows.
void VisibleText::close_block() {
  if (!in_block_) return;
  in_block_ = false;
  pending_ = Pending::kNothing;
  const std::uint64_t end = skip_space_back(text_, text_.size());
  const std::uint64_t begin = skip_invisible(text_, begin_);
  const std::uint64_t kept = begin < end ? end : before_;
  if (kept < text_.size()) {
    text_.resize(kept);
    map_.truncate(kept);
  }
  if (begin >= end) return hidden_.resize(first_hidden_);
  finish_hidden({begin, end});
  blocks_.push_back({{begin, end}, kind_});
  page_->blocks.push_back(block_);
}

void VisibleText::mark_hidden(std::uint64_t begin) {
  if (hidden_.size() > first_hidden_ && hidden_.back().end == begin) {
    hidden_.back().end = text_.size();
  } else if (begin < text_.size()) {
    hidden_.push_back({begin, text_.size()});
  }
}

/// Trims the hidden passages of the block to its text; what is hidden all over is one.
void VisibleText::finish_hidden(TextSpan span) {
  for (std::size_t i = first_hidden_; i < hidden_.size(); ++i) {
    hidden_[i].begin = std::max(hidden_[i].begin, span.begin);
    hidden_[i].end = std::min(hidden_[i].end, span.end);
  }
  const auto first = hidden_.begin() + static_cast<std::ptrdiff_t>(first_hidden_);
  const auto is_outside = [](TextSpan passage) { return passage.begin >= passage.end; };
  hidden_.erase(std::remove_if(first, hidden_.end(), is_outside), hidden_.end());
  block_.hidden = hidden_.size() > first_hidden_ && hidden_[first_hidden_] == span;
}

}  // namespace headwater
