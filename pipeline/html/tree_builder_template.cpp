// Templates and framesets (13.2.6.4.18, 13.2.6.4.20, 13.2.6.4.21).
#include "html/tree_builder.h"

namespace headwater::html {

bool TreeBuilder::in_template() {
  if (is(HtmlTokenKind::kEnd)) return end_of_page();
  if (is_end(HtmlTag::kTemplate)) {
    end_template();
    return true;
  }
  if (is(HtmlTokenKind::kEndTag)) return true;
  if (!is(HtmlTokenKind::kStartTag)) return in_body();
  if (is_head_content()) return head_content();
  switch (token_.tag) {
    case HtmlTag::kCaption:
    case HtmlTag::kColgroup:
    case HtmlTag::kTbody:
    case HtmlTag::kTfoot:
    case HtmlTag::kThead:
      return in_template_as(Mode::kInTable);
    case HtmlTag::kCol:
      return in_template_as(Mode::kInColumnGroup);
    case HtmlTag::kTr:
      return in_template_as(Mode::kInTableBody);
    case HtmlTag::kTd:
    case HtmlTag::kTh:
      return in_template_as(Mode::kInRow);
    default:
      return in_template_as(Mode::kInBody);
  }
}

/// Reads the rest of the template as if it were content of another kind.
bool TreeBuilder::in_template_as(Mode mode) {
  template_modes_.back() = mode_ = mode;
  return false;
}

/// The page ends: so do templates, as without them a body may have to be made.
bool TreeBuilder::end_of_page() {
  if (!open_.has(HtmlTag::kTemplate)) return true;
  end_template();
  return false;
}

bool TreeBuilder::in_frameset() {
  if (is_start(HtmlTag::kFrameset)) {
    insert_element();
  } else if (is_end(HtmlTag::kFrameset) && open_.size() > 1) {
    pop();
    if (!top_is(HtmlTag::kFrameset)) mode_ = Mode::kAfterFrameset;
  } else if (is_start(HtmlTag::kFrame)) {
    insert_void();
  } else if (is_start(HtmlTag::kNoframes)) {
    return head_content();
  }
  return true;
}

bool TreeBuilder::after_frameset() { return !is_start(HtmlTag::kNoframes) || head_content(); }

}  // namespace headwater::html
