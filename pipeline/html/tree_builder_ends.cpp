// End tags in a body (13.2.6.4.7).
#include "html/tree_builder.h"

namespace headwater::html {

bool TreeBuilder::body_end_tag() {
  switch (rules_of(token_.tag).end) {
    case EndRule::kOrdinary:
      end_ordinary();
      return true;
    case EndRule::kBlock:
      end_block(Scope::kElement);
      return true;
    case EndRule::kParagraph:
      end_paragraph();
      return true;
    case EndRule::kFormatting:
      end_formatting(Tables::kStayInside);
      return true;
    case EndRule::kListItem:
      end_block(Scope::kListItem);
      return true;
    case EndRule::kDefinition:
      end_block(Scope::kElement);
      return true;
    case EndRule::kHeading:
      end_heading();
      return true;
    case EndRule::kForm:
      end_form();
      return true;
    case EndRule::kBody:
    case EndRule::kHtml:
      return end_body();
    case EndRule::kBreak:
      frameset_ok_ = false;
      token_.attribute_count = 0;
      insert_void();
      return true;
    case EndRule::kTemplate:
      end_template();
      return true;
  }
  return true;
}

/// What follows the end of the body still goes into it.
bool TreeBuilder::end_body() {
  if (!open_.in_scope(HtmlTag::kBody, Scope::kElement)) return true;
  mode_ = Mode::kAfterBody;
  const bool is_body = token_.tag == HtmlTag::kBody;
  set_end_tag(is_body ? open_[1].node : 0);
  return true;
}

void TreeBuilder::end_block(Scope scope) {
  if (!open_.in_scope(token_.tag, scope)) return;
  generate_implied_ends(token_.tag);
  pop_until(token_.tag);
}

/// A form may be closed while elements inside of it stay open.
void TreeBuilder::end_form() {
  if (open_.has(HtmlTag::kTemplate)) return end_block(Scope::kElement);
  const HtmlNodeIndex form = form_;
  form_ = kNoHtmlNode;
  const std::size_t index = open_.find_in_scope(HtmlTag::kForm);
  if (index == open_.size() || open_[index].node != form) return;
  generate_implied_ends(HtmlTag::kText);
  set_end_tag(form);
  open_.remove(index);
}

void TreeBuilder::end_heading() {
  if (!open_.heading_in_scope()) return;
  generate_implied_ends(HtmlTag::kText);
  while ((open_.top().traits & kIsHeading) == 0) open_.pop();
  pop();
}

/// The adoption agency, as far as it matters where a text stands: closes the topmost element of the
/// token's name, and the formatting elements inside of it, but leaves blocks inside of it open.
void TreeBuilder::end_formatting(Tables tables) {
  const HtmlTag tag = token_.tag;
  if (!open_.has(tag)) return;
  for (std::size_t i = open_.size(); i-- > 0;) {
    ++steps_;
    const OpenElement& element = open_[i];
    if (element.html_tag == tag) return close_formatting(i);
    const bool passes = tables == Tables::kLookOutside && element.html_tag == HtmlTag::kTable;
    if ((element.traits & kBarrier) != 0 && !passes) return;
  }
}

void TreeBuilder::close_formatting(std::size_t index) {
  HtmlNode& node = (*nodes_)[open_[index].node];
  node.end_tag =
      is(HtmlTokenKind::kEndTag) ? token_.range : ByteRange{token_.range.begin, token_.range.begin};
  open_.remove_ordinary_from(index);
}

void TreeBuilder::end_paragraph() {
  if (!open_.in_scope(HtmlTag::kP, Scope::kButton)) insert_implied(HtmlTag::kP);
  close_paragraph();
}

void TreeBuilder::end_ordinary() {
  const std::size_t index = open_.find_ordinary(token_.tag);
  if (index < open_.size()) pop_to_size(index);
}

void TreeBuilder::end_template() {
  if (!open_.has(HtmlTag::kTemplate)) return;
  pop_until(HtmlTag::kTemplate);
  template_modes_.pop_back();
  reset_mode();
}

}  // namespace headwater::html
