#include "html/tree_builder.h"

#include <algorithm>

#include "html/ascii.h"
#include "html/find_byte.h"

namespace headwater::html {
namespace {

/// Below this depth there is room for an element without children, and for a text inside of that.
constexpr std::uint32_t kMaxOpenDepth = kMaxHtmlDepth - 2;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// How far back the end of a flattened element is looked for.
constexpr std::size_t kMaxFlattenedLook = 64;

}  // namespace

void TreeBuilder::build(std::string_view page, std::vector<HtmlNode>& nodes) {
  nodes_ = &nodes;
  start(page);
  do {
    tokenizer_.allow_cdata(open_.top().space != Space::kHtml);
    tokenizer_.next();
    process();
  } while (!is(HtmlTokenKind::kEnd));
  set_subtree_ends();
}

void TreeBuilder::start(std::string_view page) {
  page_ = page;
  nodes_->clear();
  tokenizer_.start(page, page.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  names_.clear();
  open_.clear();
  mode_ = Mode::kInitial;
  template_modes_.clear();
  flattened_.clear();
  head_ = form_ = kNoHtmlNode;
  quirks_ = fostering_ = false;
  frameset_ok_ = true;
  steps_ = 0;
  nodes_->emplace_back().tag = HtmlTag::kHtml;
  push(0);
}

void TreeBuilder::process() {
  if (is(HtmlTokenKind::kComment)) return;
  const bool is_tag = is(HtmlTokenKind::kStartTag) || is(HtmlTokenKind::kEndTag);
  if (is_tag && token_.tag == HtmlTag::kFirstUnknown) {
    steps_ += token_.inside.size();
    token_.tag = names_.intern(token_.inside.of(page_));
  }
  if (is_tag && open_.top().depth >= kMaxOpenDepth) {
    if (is(HtmlTokenKind::kStartTag)) return flatten();
    if (close_flattened()) return;
  }
  while (!(is_foreign_token() ? in_foreign() : process_by_mode())) {
  }
}

bool TreeBuilder::process_by_mode() {
  switch (mode_) {
    case Mode::kInitial:
      return initial();
    case Mode::kBeforeHtml:
      return before_html();
    case Mode::kBeforeHead:
      return before_head();
    case Mode::kInHead:
      return in_head();
    case Mode::kInHeadNoscript:
      return in_head_noscript();
    case Mode::kAfterHead:
      return after_head();
    case Mode::kInBody:
      return in_body();
    case Mode::kInTable:
      return in_table();
    case Mode::kInCaption:
      return in_caption();
    case Mode::kInColumnGroup:
      return in_column_group();
    case Mode::kInTableBody:
      return in_table_body();
    case Mode::kInRow:
      return in_row();
    case Mode::kInCell:
      return in_cell();
    case Mode::kInTemplate:
      return in_template();
    case Mode::kAfterBody:
      return after_body();
    case Mode::kInFrameset:
      return in_frameset();
    case Mode::kAfterFrameset:
      return after_frameset();
  }
  return true;
}

/// Children come after their parents, so one pass from the end is enough.
void TreeBuilder::set_subtree_ends() {
  std::vector<HtmlNode>& nodes = *nodes_;
  for (std::size_t i = nodes.size(); i-- > 1;) {
    HtmlNode& node = nodes[i];
    node.subtree_end = std::max(node.subtree_end, static_cast<HtmlNodeIndex>(i + 1));
    HtmlNode& parent = nodes[node.parent];
    parent.subtree_end = std::max(parent.subtree_end, node.subtree_end);
  }
  nodes[0].subtree_end = static_cast<HtmlNodeIndex>(nodes.size());
}

bool TreeBuilder::has_attribute(std::string_view name, std::string_view value) const {
  for (std::uint32_t i = 0; i < token_.attribute_count; ++i) {
    const HtmlAttribute& attribute = attributes()[token_.first_attribute + i];
    if (equals_ignoring_case(attribute.name.of(page_), name)) {
      return equals_ignoring_case(attribute.value.of(page_), value);
    }
  }
  return false;
}

/// Drops the white space that a text begins with; true if nothing is left of it.
bool TreeBuilder::skip_leading_space() {
  while (!token_.range.empty() && is_space(page_[token_.range.begin])) ++token_.range.begin;
  return token_.range.empty();
}

bool TreeBuilder::token_is_blank() const {
  return is_blank(page_, token_.range.begin, token_.range.end);
}

/// Appends a node without source.
HtmlNodeIndex TreeBuilder::append_node(HtmlTag tag, HtmlNodeIndex parent) {
  HtmlNode& node = nodes_->emplace_back();
  node.tag = tag;
  node.parent = parent;
  if (fostering_ && parent == open_.top().node && top_is_table_part()) {
    node.flags = HtmlNode::kFostered;
  }
  return static_cast<HtmlNodeIndex>(nodes_->size() - 1);
}

/// Appends the element of the token, which nothing goes into.
HtmlNodeIndex TreeBuilder::insert_void() {
  const HtmlNodeIndex index = append_node(token_.tag, open_.top().node);
  HtmlNode& node = nodes_->back();
  node.source = token_.range;
  node.first_attribute = token_.first_attribute;
  node.attribute_count = token_.attribute_count;
  return index;
}

HtmlNodeIndex TreeBuilder::insert_element() {
  const HtmlNodeIndex index = insert_void();
  push(index);
  return index;
}

HtmlNodeIndex TreeBuilder::insert_implied(HtmlTag tag) {
  const HtmlNodeIndex index = append_node(tag, open_.top().node);
  nodes_->back().source = {token_.range.begin, token_.range.begin};
  push(index);
  return index;
}

void TreeBuilder::push(HtmlNodeIndex node) {
  const HtmlTag tag = (*nodes_)[node].tag;
  const std::uint32_t depth = open_.size() == 0 ? 1 : open_.top().depth + 1;
  open_.push(
      {.node = node, .depth = depth, .html_tag = tag, .tag = tag, .traits = rules_of(tag).traits});
}

void TreeBuilder::insert_text(HtmlTextMode mode, HtmlNodeIndex parent) {
  append_node(HtmlTag::kText, parent);
  HtmlNode& node = nodes_->back();
  node.source = token_.range;
  node.text_mode = mode;
  if (token_is_blank()) node.flags |= HtmlNode::kBlank;
}

/// Appends the element of the token with all its text, up to its end tag.
void TreeBuilder::insert_raw(HtmlContent content) {
  const HtmlNodeIndex element = insert_void();
  tokenizer_.enter(content, tag_name(token_.tag));
  if (token_.tag == HtmlTag::kTextarea) tokenizer_.skip_line_end();
  tokenizer_.next();
  if (is(HtmlTokenKind::kText)) {
    insert_text(token_.text_mode, element);
    tokenizer_.next();
  }
  if (is(HtmlTokenKind::kEndTag)) set_end_tag(element);
}

/// Appends an element that is too deep to be opened: what is inside of it will stand next to it.
void TreeBuilder::flatten() {
  const HtmlContent content = content_of(token_.tag);
  if (open_.top().space == Space::kHtml && content != HtmlContent::kData &&
      content != HtmlContent::kPlaintext) {
    return insert_raw(content);
  }
  insert_void();
  if (!token_.self_closing && !has_trait(token_.tag, kIsVoid)) flattened_.push_back(token_.tag);
}

/// Whether the end tag closes a flattened element.
bool TreeBuilder::close_flattened() {
  const std::size_t size = flattened_.size();
  for (std::size_t i = size; i-- > 0 && size - i <= kMaxFlattenedLook;) {
    ++steps_;
    if (flattened_[i] == token_.tag) {
      flattened_.resize(i);
      return true;
    }
  }
  flattened_.clear();
  return false;
}

bool TreeBuilder::top_is_table_part() const {
  switch (open_.top().html_tag) {
    case HtmlTag::kTable:
    case HtmlTag::kTbody:
    case HtmlTag::kTfoot:
    case HtmlTag::kThead:
    case HtmlTag::kTr:
      return true;
    default:
      return false;
  }
}

void TreeBuilder::set_end_tag(HtmlNodeIndex node) { (*nodes_)[node].end_tag = token_.range; }

/// Pops the top; it ends with the token if that is its end tag.
void TreeBuilder::pop() {
  const OpenElement& top = open_.top();
  if (is(HtmlTokenKind::kEndTag) && token_.tag == top.tag) set_end_tag(top.node);
  open_.pop();
}

/// Pops everything up to the topmost element with this tag. The html element stays.
void TreeBuilder::pop_until(HtmlTag tag) {
  while (open_.size() > 1 && !top_is(tag)) open_.pop();
  if (open_.size() > 1) pop();
}

/// Pops until `size` elements are left, the last of which ends with the token.
void TreeBuilder::pop_to_size(std::size_t size) {
  while (open_.size() > size + 1) open_.pop();
  if (open_.size() > size) pop();
}

void TreeBuilder::generate_implied_ends(HtmlTag except) {
  while ((open_.top().traits & kImpliedEnd) != 0 && !top_is(except)) open_.pop();
}

void TreeBuilder::close_open_paragraph() {
  generate_implied_ends(HtmlTag::kP);
  pop_until(HtmlTag::kP);
}

/// https://html.spec.whatwg.org/#reset-the-insertion-mode-appropriately
void TreeBuilder::reset_mode() {
  for (std::size_t i = open_.size(); i-- > 1;) {
    ++steps_;
    switch (open_[i].html_tag) {
      case HtmlTag::kTd:
      case HtmlTag::kTh:
        mode_ = Mode::kInCell;
        return;
      case HtmlTag::kTr:
        mode_ = Mode::kInRow;
        return;
      case HtmlTag::kTbody:
      case HtmlTag::kThead:
      case HtmlTag::kTfoot:
        mode_ = Mode::kInTableBody;
        return;
      case HtmlTag::kCaption:
        mode_ = Mode::kInCaption;
        return;
      case HtmlTag::kColgroup:
        mode_ = Mode::kInColumnGroup;
        return;
      case HtmlTag::kTable:
        mode_ = Mode::kInTable;
        return;
      case HtmlTag::kTemplate:
        mode_ = template_modes_.back();
        return;
      case HtmlTag::kHead:
        mode_ = Mode::kInHead;
        return;
      case HtmlTag::kBody:
        mode_ = Mode::kInBody;
        return;
      case HtmlTag::kFrameset:
        mode_ = Mode::kInFrameset;
        return;
      default:
        break;
    }
  }
  mode_ = head_ == kNoHtmlNode ? Mode::kBeforeHead : Mode::kAfterHead;
}

}  // namespace headwater::html
