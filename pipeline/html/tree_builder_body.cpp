// Texts and start tags in a body (13.2.6.4.7).
#include "html/tree_builder.h"

namespace headwater::html {

bool TreeBuilder::in_body() {
  switch (token_.kind) {
    case HtmlTokenKind::kText:
      insert_text(token_.text_mode);
      frameset_ok_ = frameset_ok_ && nodes_->back().has(HtmlNode::kBlank);
      return true;
    case HtmlTokenKind::kStartTag:
      return body_start_tag();
    case HtmlTokenKind::kEndTag:
      return body_end_tag();
    case HtmlTokenKind::kEnd:
      return end_of_page();
    default:
      return true;
  }
}

bool TreeBuilder::body_start_tag() {
  const StartRule rule = rules_of(token_.tag).start;
  switch (rule) {
    case StartRule::kOrdinary:
      insert_element();
      return true;
    case StartRule::kBlock:
      return insert_block();
    case StartRule::kAnchor:
      return insert_link();
    case StartRule::kVoid:
      frameset_ok_ = false;
      insert_void();
      return true;
    default:
      return insert_by_rule(rule);
  }
}

bool TreeBuilder::insert_block() {
  close_paragraph();
  insert_element();
  return true;
}

bool TreeBuilder::insert_by_rule(StartRule rule) {
  switch (rule) {
    case StartRule::kListItem:
      return insert_list_item(HtmlTag::kLi, HtmlTag::kLi);
    case StartRule::kDefinition:
      return insert_list_item(HtmlTag::kDd, HtmlTag::kDt);
    case StartRule::kHeading:
      close_paragraph();
      if ((open_.top().traits & kIsHeading) != 0) pop();
      insert_element();
      return true;
    case StartRule::kHeadContent:
      return head_content();
    case StartRule::kNobr:
      return insert_link();
    case StartRule::kButton:
      if (open_.in_scope(HtmlTag::kButton, Scope::kElement)) {
        generate_implied_ends(HtmlTag::kText);
        pop_until(HtmlTag::kButton);
      }
      [[fallthrough]];
    case StartRule::kMarked:
      frameset_ok_ = false;
      insert_element();
      return true;
    case StartRule::kPreformatted:
      insert_block();
      frameset_ok_ = false;
      tokenizer_.skip_line_end();
      return true;
    case StartRule::kForm:
      return insert_form();
    case StartRule::kTable:
      return insert_table();
    case StartRule::kSelect:
      return insert_select();
    case StartRule::kInput:
      return insert_input();
    case StartRule::kRule:
      return insert_rule();
    case StartRule::kImage:
      token_.tag = HtmlTag::kImg;
      return false;
    case StartRule::kQuietVoid:
      insert_void();
      return true;
    case StartRule::kOption:
      return insert_option();
    case StartRule::kRubyBase:
      return insert_ruby(HtmlTag::kText);
    case StartRule::kRubyText:
      return insert_ruby(HtmlTag::kRtc);
    case StartRule::kTextarea:
      frameset_ok_ = false;
      insert_raw(HtmlContent::kRcdata);
      return true;
    case StartRule::kRawText:
      return insert_raw_text();
    case StartRule::kPlaintext:
      close_paragraph();
      insert_element();
      tokenizer_.enter(HtmlContent::kPlaintext, {});
      return true;
    case StartRule::kForeign:
      insert_foreign(token_.tag == HtmlTag::kSvg ? Space::kSvg : Space::kMathMl);
      return true;
    case StartRule::kFrameset:
      return replace_body_by_frameset();
    case StartRule::kBody:
      frameset_ok_ = frameset_ok_ && open_.has(HtmlTag::kTemplate);
      return true;
    default:  // kHtml, kIgnored
      return true;
  }
}

bool TreeBuilder::insert_input() {
  if (open_.in_scope(HtmlTag::kSelect, Scope::kElement)) pop_until(HtmlTag::kSelect);
  frameset_ok_ = frameset_ok_ && has_attribute("type", "hidden");
  insert_void();
  return true;
}

/// An li, dd or dt closes the one before it, unless a special element stands in between.
bool TreeBuilder::insert_list_item(HtmlTag tag, HtmlTag other) {
  frameset_ok_ = false;
  if (open_.has(tag) || open_.has(other)) {
    for (std::size_t i = open_.size(); i-- > 1;) {
      ++steps_;
      const HtmlTag open = open_[i].html_tag;
      if (open == tag || open == other) {
        pop_to_size(i);
        break;
      }
      const bool is_passed =
          open == HtmlTag::kAddress || open == HtmlTag::kDiv || open == HtmlTag::kP;
      if ((open_[i].traits & kIsSpecial) != 0 && !is_passed) break;
    }
  }
  return insert_block();
}

/// Links do not nest, nor do nobrs: one closes the one that is still open.
bool TreeBuilder::insert_link() {
  end_formatting(token_.tag == HtmlTag::kA ? Tables::kLookOutside : Tables::kStayInside);
  insert_element();
  return true;
}

bool TreeBuilder::insert_form() {
  const bool in_template = open_.has(HtmlTag::kTemplate);
  if (form_ != kNoHtmlNode && !in_template) return true;
  insert_block();
  if (!in_template) form_ = open_.top().node;
  return true;
}

bool TreeBuilder::insert_table() {
  if (!quirks_) close_paragraph();
  insert_element();
  frameset_ok_ = false;
  mode_ = Mode::kInTable;
  return true;
}

/// Selects do not nest: a second start tag closes the first one.
bool TreeBuilder::insert_select() {
  frameset_ok_ = false;
  if (open_.in_scope(HtmlTag::kSelect, Scope::kElement)) {
    pop_until(HtmlTag::kSelect);
  } else {
    insert_element();
  }
  return true;
}

bool TreeBuilder::insert_option() {
  if (open_.in_scope(HtmlTag::kSelect, Scope::kElement)) {
    const bool is_option = token_.tag == HtmlTag::kOption;
    generate_implied_ends(is_option ? HtmlTag::kOptgroup : HtmlTag::kText);
  } else if (top_is(HtmlTag::kOption)) {
    pop();
  }
  insert_element();
  return true;
}

bool TreeBuilder::insert_rule() {
  close_paragraph();
  if (open_.in_scope(HtmlTag::kSelect, Scope::kElement)) generate_implied_ends(HtmlTag::kText);
  frameset_ok_ = false;
  insert_void();
  return true;
}

bool TreeBuilder::insert_raw_text() {
  if (token_.tag == HtmlTag::kXmp) close_paragraph();
  if (token_.tag != HtmlTag::kNoembed) frameset_ok_ = false;
  insert_raw(HtmlContent::kRawText);
  return true;
}

bool TreeBuilder::insert_ruby(HtmlTag except) {
  if (open_.in_scope(HtmlTag::kRuby, Scope::kElement)) generate_implied_ends(except);
  insert_element();
  return true;
}

/// A frameset replaces a body that holds nothing to see yet.
bool TreeBuilder::replace_body_by_frameset() {
  if (open_.size() < 2 || open_[1].html_tag != HtmlTag::kBody || !frameset_ok_) return true;
  (*nodes_)[open_[1].node].flags |= HtmlNode::kDetached;
  pop_to_size(1);
  insert_element();
  mode_ = Mode::kInFrameset;
  return true;
}

}  // namespace headwater::html
