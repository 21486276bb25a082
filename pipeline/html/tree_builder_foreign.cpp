// SVG and MathML (13.2.6.5).
#include "html/ascii.h"
#include "html/tree_builder.h"

namespace headwater::html {
namespace {

bool is_text_point(HtmlTag tag) {
  return tag == HtmlTag::kMi || tag == HtmlTag::kMo || tag == HtmlTag::kMn || tag == HtmlTag::kMs ||
         tag == HtmlTag::kMtext;
}

bool is_svg_html_point(HtmlTag tag) {
  return tag == HtmlTag::kForeignObject || tag == HtmlTag::kDesc || tag == HtmlTag::kTitle;
}

/// Start tags of HTML that end SVG and MathML; a font does if it has one of three attributes.
bool is_breakout(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::kB:
    case HtmlTag::kBig:
    case HtmlTag::kBlockquote:
    case HtmlTag::kBody:
    case HtmlTag::kBr:
    case HtmlTag::kCenter:
    case HtmlTag::kCode:
    case HtmlTag::kDd:
    case HtmlTag::kDiv:
    case HtmlTag::kDl:
    case HtmlTag::kDt:
    case HtmlTag::kEm:
    case HtmlTag::kEmbed:
    case HtmlTag::kH1:
    case HtmlTag::kH2:
    case HtmlTag::kH3:
    case HtmlTag::kH4:
    case HtmlTag::kH5:
    case HtmlTag::kH6:
    case HtmlTag::kHead:
    case HtmlTag::kHr:
    case HtmlTag::kI:
    case HtmlTag::kImg:
    case HtmlTag::kLi:
    case HtmlTag::kListing:
    case HtmlTag::kMenu:
    case HtmlTag::kMeta:
    case HtmlTag::kNobr:
    case HtmlTag::kOl:
    case HtmlTag::kP:
    case HtmlTag::kPre:
    case HtmlTag::kRuby:
    case HtmlTag::kS:
    case HtmlTag::kSmall:
    case HtmlTag::kSpan:
    case HtmlTag::kStrong:
    case HtmlTag::kStrike:
    case HtmlTag::kSub:
    case HtmlTag::kSup:
    case HtmlTag::kTable:
    case HtmlTag::kTt:
    case HtmlTag::kU:
    case HtmlTag::kUl:
    case HtmlTag::kVar:
      return true;
    default:
      return false;
  }
}

}  // namespace

/// Requires: the top is of SVG or MathML.
bool TreeBuilder::is_foreign_in_foreign() const {
  const OpenElement& top = open_.top();
  if (is(HtmlTokenKind::kEnd)) return false;
  const bool is_start_tag = is(HtmlTokenKind::kStartTag);
  if (!is_start_tag && !is(HtmlTokenKind::kText)) return true;
  if (top.holds_html) return false;
  if (top.holds_text) {
    return is_start_tag && (token_.tag == HtmlTag::kMglyph || token_.tag == HtmlTag::kMalignmark);
  }
  return !(top.space == Space::kMathMl && top.tag == HtmlTag::kAnnotationXml &&
           is_start(HtmlTag::kSvg));
}

bool TreeBuilder::in_foreign() {
  switch (token_.kind) {
    case HtmlTokenKind::kText:
      insert_text(token_.text_mode == HtmlTextMode::kData ? HtmlTextMode::kRcdata
                                                          : token_.text_mode);
      frameset_ok_ = frameset_ok_ && nodes_->back().has(HtmlNode::kBlank);
      return true;
    case HtmlTokenKind::kStartTag:
      return foreign_start_tag();
    case HtmlTokenKind::kEndTag:
      return foreign_end_tag();
    default:
      return true;
  }
}

bool TreeBuilder::breaks_out() const {
  if (token_.tag != HtmlTag::kFont) return is_breakout(token_.tag);
  for (std::uint32_t i = 0; i < token_.attribute_count; ++i) {
    const std::string_view name = attributes()[token_.first_attribute + i].name.of(page_);
    if (equals_ignoring_case(name, "color") || equals_ignoring_case(name, "face") ||
        equals_ignoring_case(name, "size")) {
      return true;
    }
  }
  return false;
}

bool TreeBuilder::foreign_start_tag() {
  if (!breaks_out()) {
    insert_foreign(open_.top().space);
    return true;
  }
  while (open_.top().space != Space::kHtml && !open_.top().holds_html && !open_.top().holds_text) {
    open_.pop();
  }
  return process_by_mode();
}

bool TreeBuilder::foreign_end_tag() {
  if (token_.tag == HtmlTag::kBr || token_.tag == HtmlTag::kP) {
    while (open_.top().space != Space::kHtml && !open_.top().holds_html &&
           !open_.top().holds_text) {
      open_.pop();
    }
    return process_by_mode();
  }
  for (std::size_t i = open_.size(); i-- > 1;) {
    ++steps_;
    if (open_[i].space == Space::kHtml) return process_by_mode();
    if (open_[i].tag == token_.tag) {
      pop_to_size(i);
      return true;
    }
  }
  return true;
}

/// Appends an element of SVG or MathML.
void TreeBuilder::insert_foreign(Space space) {
  const HtmlNodeIndex index = insert_void();
  OpenElement element;
  element.node = index;
  element.depth = open_.top().depth + 1;
  element.tag = token_.tag;
  element.space = space;
  if (space == Space::kSvg) {
    element.holds_html = is_svg_html_point(token_.tag);
  } else {
    element.holds_text = is_text_point(token_.tag);
    element.holds_html = token_.tag == HtmlTag::kAnnotationXml &&
                         (has_attribute("encoding", "text/html") ||
                          has_attribute("encoding", "application/xhtml+xml"));
  }
  const bool is_special = element.holds_html || element.holds_text ||
                          (space == Space::kMathMl && token_.tag == HtmlTag::kAnnotationXml);
  if (is_special) element.traits = kIsSpecial | kBarrier;
  (*nodes_)[index].flags |= space == Space::kSvg ? HtmlNode::kSvg : HtmlNode::kMathMl;
  if (!token_.self_closing) open_.push(element);
}

}  // namespace headwater::html
